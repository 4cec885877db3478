import type { KMSClient } from '@aws-sdk/client-kms';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { askAboutKey, askForAllAliases } from '../../lambda/aws/key-answers.ts';
import { given, refused } from '../../lambda/core/model/answer.ts';
import type { KeyAnswerName } from '../../lambda/core/model/key.ts';
import { aKey } from '../builders/a-key.ts';
import { awsError, DENIED, fakeAws, THROTTLED } from '../builders/fake-aws.ts';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e';
const key = aKey({ arn: ARN, id: '1b2c3d4e' });

describe('the rotation of a key', () => {
  it.each([
    {
      name: 'is on, with its period',
      status: { KeyRotationEnabled: true, RotationPeriodInDays: 180 },
      expected: { kind: 'on', periodInDays: 180 },
    },
    {
      name: 'is yearly where KMS names no period',
      status: { KeyRotationEnabled: true },
      expected: { kind: 'on', periodInDays: 365 },
    },
    { name: 'is off', status: { KeyRotationEnabled: false }, expected: { kind: 'off' } },
    {
      name: 'is off, whatever its period was',
      status: { KeyRotationEnabled: false, RotationPeriodInDays: 180 },
      expected: { kind: 'off' },
    },
  ])('$name', async ({ status, expected }) => {
    const { aws, calls } = fakeAws({ GetKeyRotationStatus: status });
    expect(await askAboutKey(aws, key, 'rotation')).toEqual({ kind: 'given', value: expected });
    expect(calls).toEqual([{ operation: 'GetKeyRotationStatus', input: { KeyId: ARN } }]);
  });

  it('is impossible where KMS does not support it', async () => {
    const { aws } = fakeAws({ GetKeyRotationStatus: awsError('UnsupportedOperationException') });
    expect(await askAboutKey(aws, key, 'rotation')).toEqual({ kind: 'given', value: { kind: 'impossible' } });
  });
});

describe('the newest rotation on demand', () => {
  const rotation = (RotationType: string, day: string) => ({ RotationType, RotationDate: new Date(day) });

  it('is found on whichever page it stands; rotations by KMS itself do not count', async () => {
    const { aws, calls } = fakeAws({
      ListKeyRotations: [
        {
          Rotations: [rotation('ON_DEMAND', '2026-01-01'), rotation('ON_DEMAND', '2026-03-01')],
          NextMarker: 'more',
        },
        { Rotations: [rotation('ON_DEMAND', '2026-02-01'), rotation('AUTOMATIC', '2026-06-01'), {}] },
      ],
    });
    expect(await askAboutKey(aws, key, 'newestOnDemandRotation')).toEqual({
      kind: 'given',
      value: new Date('2026-03-01'),
    });
    expect(calls.map(({ input }) => input)).toEqual([
      { KeyId: ARN, Limit: 1000, Marker: undefined },
      { KeyId: ARN, Limit: 1000, Marker: 'more' },
    ]);
  });

  it.each([
    { name: 'it has none', reply: { Rotations: [] } },
    { name: 'KMS rotates no such key', reply: awsError('UnsupportedOperationException') },
  ])('is none where $name', async ({ reply }) => {
    const { aws } = fakeAws({ ListKeyRotations: reply });
    expect(await askAboutKey(aws, key, 'newestOnDemandRotation')).toEqual({ kind: 'given', value: undefined });
  });
});

describe('the policy of a key', () => {
  it('is asked for by the only name it can have, and parsed', async () => {
    const { aws, calls } = fakeAws({ GetKeyPolicy: { Policy: '{"Statement":[{"Effect":"Deny","Principal":"*"}]}' } });
    expect(await askAboutKey(aws, key, 'policy')).toMatchObject({
      kind: 'given',
      value: [{ effect: 'Deny', principals: { AWS: ['*'] } }],
    });
    expect(calls).toEqual([{ operation: 'GetKeyPolicy', input: { KeyId: ARN, PolicyName: 'default' } }]);
  });

  it.each([
    { name: 'that is not a policy', Policy: 'nonsense', because: 'it is not a JSON policy' },
    {
      name: 'that says one thing twice',
      Policy: '{"Statement":[],"Statement":[]}',
      because: 'it gives a member twice',
    },
  ])('$name is refused, never closed', async ({ Policy, because }) => {
    const { aws } = fakeAws({ GetKeyPolicy: { Policy } });
    expect(await askAboutKey(aws, key, 'policy')).toEqual({
      kind: 'refused',
      because,
      remedy: 'Put a policy that IAM understands with kms:PutKeyPolicy',
    });
  });
});

describe('the grants of a key', () => {
  const grant = (grantee: string, ...Operations: readonly string[]) => ({ GranteePrincipal: grantee, Operations });

  it('are asked for in pages of 100, and come as those whom they let decrypt, each once', async () => {
    const { aws, calls } = fakeAws({
      ListGrants: [
        { Grants: [grant('role/b', 'Decrypt'), grant('role/a', 'Encrypt')], NextMarker: 'more' },
        {
          Grants: [
            grant('role/a', 'CreateGrant'),
            grant('role/b', 'ReEncryptFrom'),
            grant('x.amazonaws.com', 'Decrypt'),
          ],
        },
      ],
    });
    expect(await askAboutKey(aws, key, 'grants')).toEqual({ kind: 'given', value: ['role/b', 'role/a'] });
    expect(calls.map(({ input }) => input)).toEqual([
      { KeyId: ARN, Limit: 100, Marker: undefined },
      { KeyId: ARN, Limit: 100, Marker: 'more' },
    ]);
  });

  it('are no answer where one of them does not tell its grantee', async () => {
    const { aws } = fakeAws({ ListGrants: { Grants: [{ Operations: ['Decrypt'] }] } });
    await expect(askAboutKey(aws, key, 'grants')).rejects.toThrow(
      'kms:ListGrants failed for key arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e: Error: KMS answered with a grant without its operations or grantee',
    );
  });

  it('may be 50,000, nearly all of services', async () => {
    const page = (index: number) => ({
      Grants: Array.from({ length: 100 }, () => grant('rds.amazonaws.com', 'Decrypt')),
      ...(index < 499 ? { NextMarker: String(index) } : {}),
    });
    const last = { Grants: [grant('role/etl', 'Decrypt')] };
    const { aws } = fakeAws({ ListGrants: [...Array.from({ length: 499 }, (_, index) => page(index)), last] });
    expect(await askAboutKey(aws, key, 'grants')).toEqual({ kind: 'given', value: ['role/etl'] });
  });
});

it('the tags of a key are those of all pages; a tag without a value has an empty one', async () => {
  const { aws, calls } = fakeAws({
    ListResourceTags: [
      { Tags: [{ TagKey: 'Owner', TagValue: 'data' }], NextMarker: 'more' },
      { Tags: [{ TagKey: 'Stage' }, { TagValue: 'lost' }] },
    ],
  });
  expect(await askAboutKey(aws, key, 'tags')).toEqual({
    kind: 'given',
    value: new Map([
      ['Owner', 'data'],
      ['Stage', ''],
    ]),
  });
  expect(calls.map(({ input }) => input['Marker'])).toEqual([undefined, 'more']);
});

describe('the aliases', () => {
  it('of one key are those of all pages', async () => {
    const { aws, calls } = fakeAws({
      ListAliases: [
        { Aliases: [{ AliasName: 'alias/a' }], NextMarker: 'more' },
        { Aliases: [{ AliasName: 'alias/b' }, {}] },
      ],
    });
    expect(await askAboutKey(aws, key, 'aliases')).toEqual({ kind: 'given', value: ['alias/a', 'alias/b'] });
    expect(calls.map(({ input }) => input)).toEqual([
      { KeyId: ARN, Limit: 100, Marker: undefined },
      { KeyId: ARN, Limit: 100, Marker: 'more' },
    ]);
  });

  it('of all keys of the account and Region come by key id; those of no key are left out', async () => {
    const { aws, calls } = fakeAws({
      ListAliases: [
        { Aliases: [{ TargetKeyId: '1b2c', AliasName: 'alias/a' }, { AliasName: 'alias/aws/s3' }], NextMarker: 'more' },
        {
          Aliases: [
            { TargetKeyId: '9f8e', AliasName: 'alias/c' },
            { TargetKeyId: '1b2c', AliasName: 'alias/b' },
            { TargetKeyId: '9f8e' },
          ],
        },
      ],
    });
    expect(await askForAllAliases(aws, key)).toEqual({
      kind: 'given',
      value: new Map([
        ['1b2c', ['alias/a', 'alias/b']],
        ['9f8e', ['alias/c']],
      ]),
    });
    expect(calls.map(({ input }) => input)).toEqual([
      { KeyId: undefined, Limit: 100, Marker: undefined },
      { Limit: 100, Marker: 'more' },
    ]);
  });
});

const ASKED = [
  { name: 'rotation', operation: 'GetKeyRotationStatus' },
  { name: 'newestOnDemandRotation', operation: 'ListKeyRotations' },
  { name: 'policy', operation: 'GetKeyPolicy' },
  { name: 'grants', operation: 'ListGrants' },
  { name: 'tags', operation: 'ListResourceTags' },
  { name: 'aliases', operation: 'ListAliases' },
] as const satisfies readonly { readonly name: KeyAnswerName; readonly operation: string }[];

describe('whatever is asked about a key,', () => {
  it.each(ASKED)('a denial of $operation is an answer', async ({ name, operation }) => {
    const { aws } = fakeAws({ [operation]: DENIED });
    expect(await askAboutKey(aws, key, name)).toEqual({
      kind: 'refused',
      because: `kms:${operation} is denied`,
      remedy: `Allow kms:${operation} to the role of the rule, in its own policy and in the key policy`,
    });
  });

  it.each(ASKED)('a failure of $operation is none', async ({ name, operation }) => {
    const { aws } = fakeAws({ [operation]: THROTTLED });
    await expect(askAboutKey(aws, key, name)).rejects.toThrow(
      `kms:${operation} failed for key ${ARN}: ThrottlingException: as AWS words it`,
    );
  });

  it.each(ASKED)('nobody is asked by $operation where the role in its account cannot be assumed', async ({ name }) => {
    const noRole = refused('role KeyReader in account 444455556666 could not be assumed');
    const { aws } = fakeAws({}, { keysIn: async () => noRole });
    expect(await askAboutKey(aws, key, name)).toEqual(noRole);
  });
});

describe('across accounts, without a role in that of the key,', () => {
  /** KMS as a caller of another account meets it. */
  const foreign = (replies: Parameters<typeof fakeAws>[0] = {}) => {
    const { aws, calls } = fakeAws(replies);
    const keysIn: Aws['keysIn'] = async (place) => {
      const own = await aws.keysIn(place);
      return own.kind === 'refused'
        ? own
        : given<{ client: KMSClient; acrossAccounts: boolean }>({ ...own.value, acrossAccounts: true });
    };
    return { aws: { ...aws, keysIn }, calls };
  };

  it('KMS tells the rotation', async () => {
    const { aws } = foreign({ GetKeyRotationStatus: { KeyRotationEnabled: false } });
    expect(await askAboutKey(aws, key, 'rotation')).toEqual({ kind: 'given', value: { kind: 'off' } });
  });

  it('KMS tells the grants', async () => {
    const { aws } = foreign({ ListGrants: { Grants: [] } });
    expect(await askAboutKey(aws, key, 'grants')).toEqual({ kind: 'given', value: [] });
  });

  it.each(ASKED.filter(({ name }) => name !== 'rotation' && name !== 'grants'))(
    'KMS is not asked by $operation, which does not work',
    async ({ name, operation }) => {
      const { aws, calls } = foreign();
      expect(await askAboutKey(aws, key, name)).toEqual({
        kind: 'refused',
        because: `kms:${operation} does not work across accounts, set keyAccountRoleName`,
        remedy: 'Create that role with rule-definitions/key-account-role.yaml',
      });
      expect(calls).toEqual([]);
    },
  );

  it('nor for all aliases at once', async () => {
    expect(await askForAllAliases(foreign().aws, key)).toMatchObject({
      kind: 'refused',
      because: 'kms:ListAliases does not work across accounts, set keyAccountRoleName',
    });
  });
});
