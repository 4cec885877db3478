import fc from 'fast-check';
import { createIdentities } from '../../../../cli/recording/redaction/identities.ts';
import { createPolicyRedaction } from '../../../../cli/recording/redaction/key-policies.ts';
import { createMarks } from '../../../../cli/recording/redaction/marks.ts';
import { createNames } from '../../../../cli/recording/redaction/names.ts';
import { dutiesAreSeparated } from '../../../../lambda/core/checks/duties-are-separated.ts';
import { keyPolicyIsClosed } from '../../../../lambda/core/checks/key-policy-is-closed.ts';
import { keyUsersAreAllowed } from '../../../../lambda/core/checks/key-users-are-allowed.ts';
import { type PolicyStatement, parseKeyPolicy } from '../../../../lambda/core/key-policy/document.ts';
import { statementsOpenToEveryone } from '../../../../lambda/core/key-policy/everyone.ts';
import { usersOf } from '../../../../lambda/core/key-policy/users.ts';
import { type Answer, given } from '../../../../lambda/core/model/answer.ts';
import { NOTHING_ASKED } from '../../../../lambda/core/model/key.ts';
import { aFlow } from '../../../builders/a-flow.ts';
import { aKey } from '../../../builders/a-key.ts';
import { parameters as parametersOf } from '../../../builders/parameters.ts';
import { statement } from '../../../core/key-policy/random-policies.ts';

const variable = (name: string): string => `\u0024{${name}}`;

/** Parts of identities that a policy may hold, sound and unsound. */
const identity = fc.oneof(
  fc
    .record({
      partition: fc.constantFrom('aws', 'aws', 'aws', 'aws-cn', '*', 'a?s', ''),
      service: fc.constantFrom('iam', 'iam', 'sts', 's3', '*', 'IAM'),
      region: fc.constantFrom('', '', 'eu-west-1', '*'),
      account: fc.constantFrom('111122223333', '444455556666', '111122223333', '', '*', '1111*', 'aws', 'abc'),
      resource: fc.constantFrom(
        'root',
        'root',
        'role/etl',
        'role/etl-*',
        'user/ann',
        '*',
        'x',
        '',
        'role/M-1',
        'role/a:b',
      ),
    })
    .map(({ partition, service, region, account, resource }) =>
      ['arn', partition, service, region, account, resource].join(':'),
    ),
  fc.constantFrom(
    '*',
    '?',
    '',
    'arn:*',
    'arn:aws:iam',
    '111122223333',
    '444455556666',
    'AROAEXAMPLEID',
    'AROA*',
    'M-1',
    'logs.amazonaws.com',
    'appflow.amazonaws.com',
    'Odd One.amazonaws.com',
    'rds.amazonaws.com.cn',
    variable('aws:PrincipalAccount'),
    variable('aws:username'),
  ),
);

const condition = fc
  .record({
    operator: fc.constantFrom(
      'StringEquals',
      'StringLike',
      'ArnLike',
      'ArnEquals',
      'ForAnyValue:StringEquals',
      'StringNotEquals',
      'Bool',
      'odd operator',
    ),
    key: fc.constantFrom(
      'aws:PrincipalArn',
      'aws:principalarn',
      'kms:CallerAccount',
      'aws:PrincipalAccount',
      'aws:ResourceAccount',
      'aws:SourceArn',
      'aws:SourceAccount',
      'aws:PrincipalOrgID',
      'aws:PrincipalOrgPaths',
      'kms:GrantIsForAWSResource',
      'kms:EncryptionContext:customer',
      'saml:aud',
    ),
    values: fc.oneof(
      identity,
      fc.array(identity, { maxLength: 2 }),
      fc.constantFrom(
        'o-a1b2c3d4e5',
        'o-a1b2c3d4e5/r-ab12/*',
        'o-*/r-ab12',
        'true',
        'arn:aws:s3:::lake',
        'arn:aws:s3:::*',
      ),
      fc.constantFrom(111122223333, true),
    ),
  })
  .map(({ operator, key, values }) => ({ Condition: { [operator]: { [key]: values } } }));

const principal = fc.oneof(
  identity,
  fc.constant(111122223333),
  fc.dictionary(
    fc.constantFrom('AWS', 'AWS', 'Service', 'Federated', 'CanonicalUser'),
    fc.oneof(identity, fc.array(identity, { maxLength: 3 })),
    { maxKeys: 3, noNullPrototype: true },
  ),
);

const odd = fc.record(
  {
    Sid: fc.constantFrom('', 'Ann reads', 'Ann reads'),
    Principal: principal,
    NotPrincipal: principal,
    Action: fc.constantFrom('kms:*', '*', 'KMS:Decrypt', '\u212Ams:*', 'k\u00E4se', ['s3:*', 'kms:ReEncrypt?rom']),
    NotAction: fc.constantFrom('kms:Decrypt', ['odd action']),
    Resource: fc.constantFrom<unknown>('*', ['arn:aws:kms:eu-west-1:111122223333:key/lake'], { odd: 1 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const policyText = fc.oneof(
  fc
    .array(
      fc.oneof(
        statement,
        fc.tuple(odd, condition, fc.boolean()).map(([members, restriction, isRestricted]) => ({
          Effect: 'Allow',
          ...members,
          ...(isRestricted ? restriction : {}),
        })),
      ),
      { maxLength: 4 },
    )
    .map((Statement) => JSON.stringify({ Version: '2012-10-17', Id: 'of Ann', Statement })),
  fc.constantFrom(
    '',
    '{',
    '[]',
    '{"Statement":{"Effect":"Allow","effect":"Deny"}}',
    '{"Id":"1","Id":"2","Statement":[]}',
  ),
);

const keyUsers = fc
  .array(
    fc.constantFrom(
      'arn:aws:iam::111122223333:*',
      'arn:aws:iam::*:root',
      'arn:aws:iam::444455556666:root',
      'arn:*:iam::111122223333:root',
      'arn:*',
      'arn:aws:iam::*:role/etl*',
      '*.amazonaws.com',
      'logs.*',
      'AROA*',
      'arn:aws-cn:*',
      'arn:aws:iam::abc:root',
      '?11122223333',
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((patterns) => patterns.join(','));

/** What three checks say of a policy: codes, and of each statement whom it lets do what. */
const saidOf = (text: string, users: string, key: ReturnType<typeof aKey>) => {
  const policy: Answer<readonly PolicyStatement[]> = parseKeyPolicy(text);
  if (policy.kind === 'refused') return policy;
  const codes = (['separated', 'strict'] as const).flatMap((keyDuties) => {
    const input = { flow: aFlow(), key, now: new Date(0), parameters: parametersOf({ keyUsers: users, keyDuties }) };
    const answers = { ...NOTHING_ASKED, policy, grants: given([]) };
    return [keyPolicyIsClosed, keyUsersAreAllowed, dutiesAreSeparated].flatMap((check) =>
      check.reasonsIn(input, answers).map(({ code }) => code),
    );
  });
  const order = new Map<string, number>();
  const numberOf = (name: string): number => {
    if (!order.has(name)) order.set(name, order.size);
    return order.get(name) ?? -1;
  };
  return {
    codes,
    open: statementsOpenToEveryone(policy.value).length,
    users: usersOf(policy.value, key).map(({ text: who, statement: _, ...user }) => ({ ...user, who: numberOf(who) })),
  };
};

const redactionOf = (users: string) => {
  const parameters = parametersOf({ keyUsers: users });
  const partitions = ['aws'];
  const marks = createMarks(parameters, { flows: [] });
  const names = createNames(marks, partitions);
  const identities = createIdentities(names, marks, partitions);
  const redact = createPolicyRedaction(names, identities);
  return { names, redact, usersNow: () => identities.patterns(parameters.keyUsers ?? []).join(',') };
};

it('a redacted policy says the same of as many users, and the redacted list of users lists as many', () => {
  fc.assert(
    fc.property(policyText, keyUsers, (text, users) => {
      const { names, redact, usersNow } = redactionOf(users);
      const key = aKey();
      const anonymousKey = aKey({ account: names.account(key.account), arn: names.key(key.arn), id: 'key-1' });
      const anonymous = redact(text);
      expect(saidOf(anonymous, usersNow(), anonymousKey)).toEqual(saidOf(text, users, key));
      expect(/111122223333|444455556666|Ann|etl|ann|customer|a1b2c3d4e5|ab12|AROA|lake|abc/.exec(anonymous)).toBeNull();
    }),
    { numRuns: 5_000 },
  );
});
