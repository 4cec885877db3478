import { createLookups } from '../../lambda/aws/lookups.ts';
import { createProfileSecrets } from '../../lambda/judge/profile-secrets.ts';
import { aFlow } from '../builders/a-flow.ts';
import { awsError, DENIED, fakeAws, type Replies, type Reply, THROTTLED } from '../builders/fake-aws.ts';
import { parameters } from '../builders/parameters.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const keyOf = (KeyManager: string): Reply => ({
  KeyMetadata: { KeyId: '1b2c', Arn: KEY, KeyManager, CreationDate: new Date('2026-03-02') },
});
const profiles = (...details: readonly object[]): Reply => ({ connectorProfileDetails: details });
const CRM = { connectorProfileName: 'crm', credentialsArn: SECRET };
const GOOD = {
  DescribeConnectorProfiles: profiles(CRM),
  DescribeSecret: { ARN: SECRET, KmsKeyId: KEY },
  DescribeKey: keyOf('CUSTOMER'),
} satisfies Replies;

const reader = (replies: Replies, texts: Parameters<typeof parameters>[0] = {}, listsAllAtOnce = false) => {
  const { aws, calls, timesOf } = fakeAws(replies);
  const plan = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: true, listsAllAtOnce };
  const lookups = createLookups(aws, 5, plan);
  return { read: createProfileSecrets(aws, lookups, parameters(texts), plan), calls, timesOf };
};

/** What stands behind the secret of profile crm. */
const secretOf = async (replies: Replies, texts?: Parameters<typeof parameters>[0]) => {
  const { read } = reader(replies, texts);
  const secrets = await read(aFlow({ connectorProfiles: ['crm'] }));
  return secrets.kind === 'given' ? secrets.value.get('crm') : secrets;
};

it('a secret under a key of the customer is', async () => {
  expect(await secretOf(GOOD)).toEqual({ kind: 'customer-managed' });
});

it('a profile that does not exist is not there, whatever its secret would be encrypted with', async () => {
  expect(await secretOf({ DescribeConnectorProfiles: profiles() })).toEqual({
    kind: 'not-there',
    because: 'connector profile crm does not exist',
  });
});

describe('a profile is without a customer managed key', () => {
  it.each<{ name: string; replies: Replies; because: string }>([
    {
      name: 'that names no secret',
      replies: { DescribeConnectorProfiles: profiles({ connectorProfileName: 'crm' }) },
      because: 'connector profile crm names no secret',
    },
    {
      name: 'whose secret does not exist',
      replies: { ...GOOD, DescribeSecret: awsError('ResourceNotFoundException') },
      because: 'the secret of connector profile crm does not exist',
    },
    {
      name: 'whose secret names no key',
      replies: { ...GOOD, DescribeSecret: { ARN: SECRET } },
      because: 'the secret of connector profile crm is under the AWS managed key',
    },
    {
      name: 'whose secret names a reserved alias',
      replies: { ...GOOD, DescribeSecret: { ARN: SECRET, KmsKeyId: 'alias/aws/secretsmanager' } },
      because: 'the secret of connector profile crm is under the AWS managed key',
    },
    {
      name: 'whose secret names a key that AWS manages',
      replies: { ...GOOD, DescribeKey: keyOf('AWS') },
      because: 'the secret of connector profile crm is under the AWS managed key',
    },
    {
      name: 'whose secret names a key that KMS does not know',
      replies: { ...GOOD, DescribeKey: awsError('NotFoundException') },
      because: 'the key of the secret of connector profile crm does not exist',
    },
    {
      name: 'whose secret names what is not a key',
      replies: { ...GOOD, DescribeSecret: { ARN: SECRET, KmsKeyId: 'arn:aws:s3:::lake' } },
      because: 'the key of the secret of connector profile crm does not exist',
    },
  ])('$name', async ({ replies, because }) => {
    expect(await secretOf(replies)).toEqual({ kind: 'without-cmk', because });
  });

  it('whose secret names a key of an account that may own none, which is not asked', async () => {
    const { read, timesOf } = reader(
      { ...GOOD, DescribeSecret: { ARN: SECRET, KmsKeyId: 'arn:aws:kms:eu-west-1:777788889999:key/1b2c' } },
      { allowedKeyAccounts: '444455556666' },
    );
    expect(await read(aFlow({ connectorProfiles: ['crm'] }))).toEqual({
      kind: 'given',
      value: new Map([
        [
          'crm',
          {
            kind: 'without-cmk',
            because:
              'the key of the secret of connector profile crm is not allowed: account 777788889999 may not own key 1b2c',
          },
        ],
      ]),
    });
    expect(timesOf('DescribeKey')).toBe(0);
  });
});

describe('a refusal is an answer', () => {
  it.each<{ name: string; replies: Replies; because: string }>([
    {
      name: 'to list profiles',
      replies: { DescribeConnectorProfiles: DENIED },
      because: 'appflow:DescribeConnectorProfiles is denied',
    },
    {
      name: 'to describe the secret',
      replies: { ...GOOD, DescribeSecret: DENIED },
      because: 'secretsmanager:DescribeSecret is denied',
    },
    { name: 'to describe its key', replies: { ...GOOD, DescribeKey: DENIED }, because: 'kms:DescribeKey is denied' },
  ])('$name', async ({ replies, because }) => {
    expect(await secretOf(replies)).toMatchObject({ kind: 'refused', because });
  });
});

it.each(['DescribeConnectorProfiles', 'DescribeSecret', 'DescribeKey'] as const)(
  'a failure of %s is none',
  async (operation) => {
    await expect(secretOf({ ...GOOD, [operation]: THROTTLED })).rejects.toThrow('ThrottlingException');
  },
);

describe('the profiles of several flows', () => {
  const flows = [aFlow({ connectorProfiles: ['crm'] }), aFlow({ connectorProfiles: ['crm', 'erp'] })];
  const BOTH = { ...GOOD, DescribeConnectorProfiles: profiles(CRM, { ...CRM, connectorProfileName: 'erp' }) };

  it('are followed once each, and listed once where flows are many', async () => {
    const { read, timesOf, calls } = reader(BOTH, {}, true);
    expect(await Promise.all(flows.map(read))).toMatchObject([
      { value: new Map([['crm', { kind: 'customer-managed' }]]) },
      {
        value: new Map([
          ['crm', { kind: 'customer-managed' }],
          ['erp', { kind: 'customer-managed' }],
        ]),
      },
    ]);
    expect([timesOf('DescribeConnectorProfiles'), timesOf('DescribeSecret'), timesOf('DescribeKey')]).toEqual([
      1, 2, 1,
    ]);
    expect(calls[0]?.input).toEqual({ maxResults: 100 });
  });

  it('are asked for by name where there is one flow', async () => {
    const { read, calls } = reader(BOTH);
    await read(aFlow({ connectorProfiles: ['crm', 'erp'] }));
    expect(calls[0]?.input).toEqual({ connectorProfileNames: ['crm', 'erp'], maxResults: 100 });
  });
});
