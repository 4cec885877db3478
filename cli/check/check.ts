import type { AuditedReason } from '../audit/audit.ts';

/** The version of the shape below: a reader refuses every other one. */
export const CHECK_FORMAT = 'appflow-flow-cmk/check/1';

/** How the flows stand that some templates and plans would make: what every output shows. */
export interface CheckReport {
  readonly format: typeof CHECK_FORMAT;
  /** Everything that was asked of AWS was answered, be it by a refusal. */
  readonly complete: boolean;
  /** Rule parameters by name, as they were given; left-out ones have their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** In the order of the files. */
  readonly flows: readonly CheckedFlow[];
  /** What a reader should know besides, each a whole sentence: how many combinations of conditions there are, what was not followed. */
  readonly notes: readonly string[];
}

/** `unknown` is what nobody can tell before the flow is deployed; it is never a pass. */
export type CheckAnswer = 'pass' | 'fail' | 'unknown';

export interface CheckedFlow {
  /** As it was named, relative to the working directory where it is below. */
  readonly file: string;
  /** Of the logical id, counted from 1; absent for plans. */
  readonly line?: number;
  /** Its logical id or address. */
  readonly resource: string;
  /** Where the CDK made it. */
  readonly constructPath?: string;
  /** Its name; absent where it is not known before it is deployed. */
  readonly flow?: string;
  /** The worst of all combinations of conditions. */
  readonly answer: CheckAnswer;
  /** Of a flow that passes: what was seen, or why it is not judged, as a whole sentence. */
  readonly because?: string;
  readonly reasons: readonly CheckedReason[];
  /** Whatever could make a difference and is not known, also of a flow that fails. */
  readonly unknown: readonly UnknownFact[];
}

export type CheckedReason = Pick<AuditedReason, 'code' | 'severity' | 'problem' | 'remedy'>;

export interface UnknownFact {
  /** Such as "the policy of key Lake". */
  readonly what: string;
  /** A clause in lower case without a full stop that names the cause, and what would decide it, if anything. */
  readonly because: string;
  readonly line?: number;
}
