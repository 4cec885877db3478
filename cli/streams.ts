/** What the command is started with: where it writes what was asked for, and everything else. */
export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** The folder in which the build has put what the HTML report carries, by its `file:` address with a slash at the end. */
  readonly page: URL;
}
