/** What the command ends with; every door of it keeps to this one table. */
export const EXIT = {
  /** Complete, and nothing at or above what fails. */
  clean: 0,
  /** Complete, and something is. */
  found: 1,
  /** Wrong usage or input; nothing was read. */
  usage: 2,
  /** Something is missing, whatever was found: an account that cannot be read can never look clean. */
  incomplete: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
