import { firstIdentity } from '../key-policy/first-identity.ts';
import { usersOf } from '../key-policy/users.ts';
import { given } from '../model/answer.ts';
import { type AnswerValues, type AwsAnswers, nameOfKey } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { coversPattern, type Pattern } from '../model/tags.ts';
import { type CheckInput, defineCheck, refusalsOf } from './check.ts';

/** Nobody may decrypt with the key but those whom the organization lists. */
export const keyUsersAreAllowed = defineCheck({
  name: 'key-users-are-allowed',
  goodState: 'Everybody whom the key policy or a grant lets decrypt is listed',
  reasons: ['KEY_USER_NOT_ALLOWED'],
  parameters: ['keyUsers'],
  applies: ({ parameters }) => parameters.keyUsers !== undefined,
  needs: ['policy', 'grants'],
  decide: (input, { policy, grants }) => strangersIn(input, { policy: given(policy), grants: given(grants) }),
  decideInPart: (input, answers) => [
    ...strangersIn(input, answers),
    ...refusalsOf(['policy', 'grants'], input, answers),
  ],
});

/** What could be read is judged, whatever else was refused. */
const strangersIn = (
  input: CheckInput,
  { policy, grants }: Pick<AwsAnswers, 'policy' | 'grants'>,
): readonly Reason[] => {
  const { key, parameters } = input;
  const users = [
    ...(policy.kind === 'given' ? usersByPolicy(input, policy.value) : []),
    ...(grants.kind === 'given' ? grants.value.map((text) => ({ text, by: 'a grant' })) : []),
  ];
  const strangers = users.filter(({ text }) => !isListed(text, parameters.keyUsers ?? []));
  const [first] = strangers;
  if (first === undefined) return [];
  const { name, account, andMore } = firstIdentity(strangers.map(({ text }) => text));
  const decrypt =
    account === undefined
      ? `${name}${andMore} may decrypt with ${nameOfKey(key)}`
      : `account ${account} decides by its own IAM policies who may decrypt with ${nameOfKey(key)}${andMore && `,${andMore} may`}`;
  const problem = `against keyUsers, ${decrypt} (${first.by})`;
  return [{ code: 'KEY_USER_NOT_ALLOWED', problem }];
};

const usersByPolicy = ({ key }: CheckInput, policy: AnswerValues['policy']) =>
  usersOf(policy, key)
    .filter(({ mayDecrypt }) => mayDecrypt)
    .map(({ text, statement }) => ({ text, by: `statement ${statement}` }));

const isListed = (text: string, patterns: readonly Pattern[]): boolean =>
  patterns.some((pattern) => coversPattern(pattern, text));
