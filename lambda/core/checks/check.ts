import type { Unreadable } from '../fact.ts';
import type { Flow } from '../flow.ts';
import type { FactName, Facts, Key } from '../key.ts';
import type { Reason, ReasonCode } from '../reasons.ts';
import type { ParameterName, RuleParameters } from '../rule-parameters.ts';

/** What the documentation says of a check; the README's table is generated from it. */
export interface CheckDescription {
  /** The file's name: the good state in kebab-case. */
  readonly name: string;
  /** What good looks like, one sentence. */
  readonly goodState: string;
  readonly reasons: readonly ReasonCode[];
  readonly parameters: readonly ParameterName[];
}

/** What is known before facts are read. */
export interface Question {
  readonly flow: Flow;
  readonly key: Key;
  readonly parameters: RuleParameters;
  readonly now: Date;
}

export interface Subject extends Question {
  readonly facts: Facts;
}

/** One question about a flow and its customer managed key. Pure: it knows no AWS call, no batch and no verdict. */
export interface Check extends CheckDescription {
  /** The facts it may look at, and when it does; nothing else is read for it. */
  readonly needs: Partial<Readonly<Record<FactName, (question: Question) => boolean>>>;
  /** Every reason that applies; UNVERIFIED where a needed fact is unreadable; none where the state is good. */
  readonly decide: (subject: Subject) => readonly Reason[];
  /** What an auditor may read of a key that passed: a clause that follows "The key", such as "rotates every 365 days". */
  readonly evidence?: (subject: Subject) => string | undefined;
}

/** The reason for a fact that could not be read; `what` names the fact, as in "the policy of key 1b2c". */
export const unverified = (what: string, { because, remedy }: Unreadable): Reason => ({
  code: 'UNVERIFIED',
  problem: `${what} could not be read: ${because}`,
  ...(remedy === undefined ? {} : { remedy }),
});
