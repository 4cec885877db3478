/** Is told how far the reading of many places has come. */
export interface Progress {
  readonly begin: (accounts: number) => void;
  /** So many more Regions are to be read. */
  readonly regionsFound: (count: number) => void;
  readonly flowJudged: () => void;
  readonly regionDone: () => void;
  readonly accountDone: () => void;
  /** Nothing more follows; clears the line it used. */
  readonly end: () => void;
}

export const NO_PROGRESS: Progress = {
  begin: () => {},
  regionsFound: () => {},
  flowJudged: () => {},
  regionDone: () => {},
  accountDone: () => {},
  end: () => {},
};
