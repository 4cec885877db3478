import type { PreflightLine } from './line.ts';
import type { MonthlyCost } from './monthly-cost.ts';

/** The version of the shape below. */
export const PREFLIGHT_FORMAT = 'appflow-flow-cmk/preflight/1';

/** Whether an account and Region are ready for the rule, and what it would cost there. */
export interface Preflight {
  readonly format: typeof PREFLIGHT_FORMAT;
  /** The version of this command. */
  readonly version: string;
  /** ISO 8601 in UTC to the second. */
  readonly at: string;
  readonly account: string;
  readonly region: string;
  /** Who looked. */
  readonly caller: string;
  readonly lines: readonly PreflightLine[];
  /** Absent where they could not be listed, or where AppFlow does not exist. */
  readonly flows?: number;
  /** Distinct keys that they name; absent likewise. */
  readonly keys?: number;
  /** By how often the rule sweeps; none where the flows could not be listed. */
  readonly monthlyCosts: readonly MonthlyCost[];
}

/** As a file or a pipe takes it: indented, with a line break at its end. */
export const preflightJson = (preflight: Preflight): string => `${JSON.stringify(preflight, undefined, 2)}\n`;
