import fc from 'fast-check';
import { dutiesAreSeparated } from '../../../lambda/core/checks/duties-are-separated.ts';
import { keyUsersAreAllowed } from '../../../lambda/core/checks/key-users-are-allowed.ts';
import type { ParameterName } from '../../../lambda/core/input/rule-parameters.ts';
import { usersOf } from '../../../lambda/core/key-policy/users.ts';
import { given } from '../../../lambda/core/model/answer.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { statementsOf } from '../../builders/a-policy.ts';
import { parameters } from '../../builders/parameters.ts';
import { someAnswers } from '../../builders/some-answers.ts';
import { policy, type RandomStatement } from './random-policies.ts';
import { isListedBy, isRoot, judgeUsers } from './second-judge.ts';

const RUNS = { numRuns: 500 };

const read = (statements: readonly RandomStatement[]) => statementsOf(JSON.stringify({ Statement: statements }));

const verdictOn = (
  statements: readonly RandomStatement[],
  demands: Partial<Readonly<Record<ParameterName, string>>>,
): readonly string[] => {
  const input = { flow: aFlow(), key: aKey(), parameters: parameters(demands), now: new Date(0) };
  const answers = someAnswers({ policy: given(read(statements)) });
  return [keyUsersAreAllowed, dutiesAreSeparated].flatMap((check) =>
    check.reasonsIn(input, answers).map(({ code }) => code),
  );
};

const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

describe('a second judge, made of nothing of the first, agrees', () => {
  it('who may decrypt', () => {
    const property = fc.property(policy, (statements) => {
      const decrypting = usersOf(read(statements), aKey()).filter(({ mayDecrypt }) => mayDecrypt);
      expect(sorted(decrypting.map(({ text }) => text))).toEqual(sorted(judgeUsers(statements).decrypting));
    });
    fc.assert(property, RUNS);
  });

  it('whether somebody is not listed', () => {
    const pattern = fc.constantFrom(
      '*',
      'arn:*',
      'arn:aws:iam::111122223333:*',
      'arn:*:root',
      '????*.amazonaws.com',
      'arn:aws:iam::*:role/???',
      'A?OA*',
      '?',
    );
    const property = fc.property(policy, fc.array(pattern, { minLength: 1, maxLength: 3 }), (statements, patterns) => {
      const strangers = judgeUsers(statements).decrypting.filter((text) => !isListedBy(patterns, text));
      expect(verdictOn(statements, { keyUsers: patterns.join(',') })).toEqual(
        strangers.length > 0 ? ['KEY_USER_NOT_ALLOWED'] : [],
      );
    });
    fc.assert(property, RUNS);
  });

  it.each([
    { keyDuties: 'separated', binds: (text: string) => !isRoot(text) },
    { keyDuties: 'strict', binds: () => true },
  ])('whether duties are $keyDuties', ({ keyDuties, binds }) => {
    const property = fc.property(policy, (statements) => {
      const both = judgeUsers(statements).both.filter(binds);
      expect(verdictOn(statements, { keyDuties })).toEqual(both.length > 0 ? ['DUTIES_NOT_SEPARATED'] : []);
    });
    fc.assert(property, RUNS);
  });
});
