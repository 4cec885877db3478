/** What one look at an account says. Both texts are whole sentences. */
export interface PreflightLine {
  /** What was looked at, in a word or three. */
  readonly check: string;
  /** Fail: the rule would not work here as it should. Warn: it would, but somebody should know. */
  readonly outcome: 'pass' | 'warn' | 'fail';
  readonly told: string;
  /** What to do; absent where nothing is to be done. */
  readonly remedy?: string;
}

/** Whether the account is not ready for the rule. */
export const preflightFails = (lines: readonly PreflightLine[]): boolean =>
  lines.some(({ outcome }) => outcome === 'fail');
