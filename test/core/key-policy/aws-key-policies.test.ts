import { dutiesAreSeparated } from '../../../lambda/core/checks/duties-are-separated.ts';
import { keyUsersAreAllowed } from '../../../lambda/core/checks/key-users-are-allowed.ts';
import type { ParameterName } from '../../../lambda/core/input/rule-parameters.ts';
import { given } from '../../../lambda/core/model/answer.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { statementsOf } from '../../builders/a-policy.ts';
import { parameters } from '../../builders/parameters.ts';
import { someAnswers } from '../../builders/some-answers.ts';
import * as policies from './aws-key-policies.ts';

const KEY_USER = 'arn:aws:iam::111122223333:role/KeyUser';

const problemsOf = (
  statements: readonly unknown[],
  demands: Partial<Readonly<Record<ParameterName, string>>>,
): readonly string[] => {
  const input = { flow: aFlow(), key: aKey({ id: '1b2c' }), parameters: parameters(demands), now: new Date(0) };
  const answers = someAnswers({ policy: given(statementsOf(JSON.stringify({ Statement: statements }))) });
  return [keyUsersAreAllowed, dutiesAreSeparated].flatMap((check) =>
    check.reasonsIn(input, answers).map(({ problem }) => problem),
  );
};

const ROOT_DECIDES =
  'against keyUsers, account 111122223333 decides by its own IAM policies who may decrypt with key 1b2c';
const ADMIN_HAS_BOTH =
  'key 1b2c lets arn:aws:iam::111122223333:role/KeyAdmin both administer it and decrypt (statement Allow access for Key Administrators)';
const ROOT_HAS_BOTH = 'key 1b2c lets account 111122223333, whose IAM policies decide,';

interface Case {
  readonly name: string;
  readonly policy: readonly unknown[];
  /** With the role KeyUser listed alone. */
  readonly users: readonly string[];
  readonly separated: readonly string[];
  readonly strict: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'the default key policy',
    policy: policies.DEFAULT,
    users: [`${ROOT_DECIDES} (statement Enable IAM User Permissions)`],
    separated: [],
    strict: [`${ROOT_HAS_BOTH} both administer it and decrypt (statement Enable IAM User Permissions)`],
  },
  {
    name: 'administrators and users, by the console',
    policy: policies.CONSOLE,
    users: [`${ROOT_DECIDES}, and 1 more may (statement Enable IAM User Permissions)`],
    separated: [ADMIN_HAS_BOTH],
    strict: [`${ROOT_HAS_BOTH} and 1 more both administer it and decrypt (statement Enable IAM User Permissions)`],
  },
  {
    name: 'administrators and users, with single actions',
    policy: policies.CONSOLE_WITH_SINGLE_ACTIONS,
    users: [],
    separated: [],
    strict: [],
  },
  {
    name: 'users in another account',
    policy: policies.OTHER_ACCOUNT,
    users: [`${ROOT_DECIDES}, and 1 more may (statement Enable IAM User Permissions)`],
    separated: [],
    strict: [`${ROOT_HAS_BOTH} both administer it and decrypt (statement Enable IAM User Permissions)`],
  },
  {
    name: 'everybody of the account through AppFlow',
    policy: policies.APPFLOW_THROUGH_SERVICE,
    users: [`${ROOT_DECIDES} (statement Allow access through Amazon AppFlow)`],
    separated: [],
    strict: [],
  },
  {
    name: 'CloudWatch Logs',
    policy: policies.CLOUDWATCH_LOGS,
    users: [`${ROOT_DECIDES}, and 1 more may (statement Enable IAM User Permissions)`],
    separated: [],
    strict: [`${ROOT_HAS_BOTH} both administer it and decrypt (statement Enable IAM User Permissions)`],
  },
  {
    name: 'CloudWatch Logs without the account',
    policy: policies.CLOUDWATCH_LOGS.slice(1),
    users: ['against keyUsers, logs.eu-west-1.amazonaws.com may decrypt with key 1b2c (statement Logs)'],
    separated: [],
    strict: [],
  },
  { name: 'events of S3', policy: policies.S3_EVENTS, users: [], separated: [], strict: [] },
  {
    name: 'CloudTrail',
    policy: policies.CLOUDTRAIL,
    users: [`${ROOT_DECIDES} (statement Enable decryption of logs)`],
    separated: [],
    strict: [],
  },
  {
    name: 'a role that a service assumes',
    policy: policies.AUTO_SCALING,
    users: [
      'against keyUsers, arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling may decrypt with key 1b2c (statement Allow service-linked role)',
    ],
    separated: [],
    strict: [],
  },
  {
    name: 'an organization',
    policy: policies.ORGANIZATION,
    users: ['against keyUsers, everyone (*) may decrypt with key 1b2c (statement Organization)'],
    separated: [],
    strict: [],
  },
];

describe('a key policy as AWS writes it', () => {
  it.each(cases)('$name', ({ policy, users, separated, strict }) => {
    expect(problemsOf(policy, { keyUsers: KEY_USER })).toEqual(users);
    expect(problemsOf(policy, { keyDuties: 'separated' })).toEqual(separated);
    expect(problemsOf(policy, { keyDuties: 'strict' })).toEqual(strict);
  });

  it.each([
    { name: 'the default key policy', policy: policies.DEFAULT, listed: 'arn:aws:iam::111122223333:root' },
    { name: 'the console’s', policy: policies.CONSOLE, listed: 'arn:aws:iam::111122223333:*' },
    { name: 'that of CloudWatch Logs', policy: policies.CLOUDWATCH_LOGS, listed: 'arn:*:root,logs.*.amazonaws.com' },
    { name: 'that of an organization', policy: policies.ORGANIZATION, listed: '*' },
  ])('passes where all its users are listed: $name', ({ policy, listed }) => {
    expect(problemsOf(policy, { keyUsers: listed })).toEqual([]);
  });
});
