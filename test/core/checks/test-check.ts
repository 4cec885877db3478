import type { Check, Question } from '../../../lambda/core/checks/check.ts';
import { type FactName, type Facts, type Key, NOTHING_READ } from '../../../lambda/core/key.ts';
import type { Reason } from '../../../lambda/core/reasons.ts';
import type { ParameterName } from '../../../lambda/core/rule-parameters.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { parameters } from '../../builders/parameters.ts';
import { someFacts } from '../../builders/some-facts.ts';

/** One row of a check's table: what is given beside good defaults, and what comes of it. */
export interface CheckCase {
  /** A sentence. */
  readonly name: string;
  readonly flow?: Parameters<typeof aFlow>[0];
  readonly key?: Partial<Key>;
  readonly facts?: Partial<Facts>;
  readonly parameters?: Partial<Readonly<Record<ParameterName, string>>>;
  /** Default: 2026-11-20, noon. */
  readonly now?: string;
  /** The facts that must be read for it. */
  readonly reads: readonly FactName[];
  readonly reasons: readonly Reason[];
  /** What is said of a key that passed. */
  readonly evidence?: string;
}

/** Runs a check's table. A fact that the check does not ask for is withheld, so that it cannot decide by it. */
export const testCheck = (check: Check, cases: readonly CheckCase[]): void => {
  describe(check.name, () => {
    it.each(cases)('$name', ({ flow, key, facts, parameters: given, now = '2026-11-20T12:00:00Z', ...row }) => {
      const question = { flow: aFlow(flow), key: aKey(key), parameters: parameters(given), now: new Date(now) };
      const reads = askedBy(check, question);
      const read = Object.fromEntries(reads.map((name) => [name, someFacts(facts)[name]]));
      const subject = { ...question, facts: { ...NOTHING_READ, ...read } };
      expect(reads).toEqual(row.reads);
      expect(check.decide(subject)).toEqual(row.reasons);
      if (row.reasons.length === 0) expect(check.evidence?.(subject)).toBe(row.evidence);
    });
  });
};

const askedBy = ({ needs }: Check, question: Question): readonly FactName[] =>
  (Object.keys(needs) as FactName[]).filter((name) => needs[name]?.(question));
