import type { Check } from '../../../lambda/core/checks/check.ts';
import type { ParameterName } from '../../../lambda/core/input/rule-parameters.ts';
import { type AnswerName, type AwsAnswers, type Key, NOTHING_ASKED } from '../../../lambda/core/model/key.ts';
import type { Reason } from '../../../lambda/core/model/reasons.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { parameters } from '../../builders/parameters.ts';
import { someAnswers } from '../../builders/some-answers.ts';

/** One row of a check's table: what is given beside good defaults, and what comes of it. */
export interface CheckCase {
  /** A sentence. */
  readonly name: string;
  readonly flow?: Parameters<typeof aFlow>[0];
  readonly key?: Partial<Key>;
  readonly answers?: Partial<AwsAnswers>;
  readonly parameters?: Partial<Readonly<Record<ParameterName, string>>>;
  /** Default: 2026-11-20, noon. */
  readonly now?: string;
  /** What must be asked for it. */
  readonly needs: readonly AnswerName[];
  readonly reasons: readonly Reason[];
  /** What is said of a key that passed. */
  readonly evidence?: string;
}

/** Runs a check's table. An answer that the check does not need is withheld, so that it cannot decide by it. */
export const testCheck = (check: Check, cases: readonly CheckCase[]): void => {
  describe(check.name, () => {
    it.each(cases)('$name', ({ flow, key, answers, parameters: given, now = '2026-11-20T12:00:00Z', ...row }) => {
      const input = { flow: aFlow(flow), key: aKey(key), parameters: parameters(given), now: new Date(now) };
      const needs = check.needs(input);
      const asked = Object.fromEntries(needs.map((name) => [name, someAnswers(answers)[name]]));
      const known = { ...NOTHING_ASKED, ...asked };
      expect(needs).toEqual(row.needs);
      expect(check.mayNeed).toEqual(expect.arrayContaining([...needs]));
      expect(check.reasonsIn(input, known)).toEqual(row.reasons);
      if (row.reasons.length === 0) expect(check.evidenceIn(input, known)).toBe(row.evidence);
    });
  });
};
