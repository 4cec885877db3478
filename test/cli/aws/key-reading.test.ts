import { KMSClient } from '@aws-sdk/client-kms';
import { readKey } from '../../../cli/aws/key-reading.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { aReference } from '../../builders/a-reference.ts';
import { awsError, DENIED, fakeAws, type Replies, THROTTLED } from '../../builders/fake-aws.ts';

const METADATA = {
  KeyId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  Arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  CreationDate: new Date('2026-03-02T08:30:11Z'),
};
const PRIMARY = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0';
const REPLICA = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0';

const REPLIES: Replies = {
  DescribeKey: { KeyMetadata: METADATA },
  ListAliases: { Aliases: [{ AliasName: 'alias/lake' }, { AliasName: 'alias/old-lake' }] },
  GetKeyLastUsage: {
    KeyLastUsage: { Operation: 'Decrypt', Timestamp: new Date('2026-11-24T06:30:00Z') },
    TrackingStartDate: new Date('2026-04-23T00:00:00Z'),
  },
};

const read = (replies: Replies = {}, arn?: string) => readKey(fakeAws({ ...REPLIES, ...replies }).aws, aReference(arn));

const multiRegion = (arn: string, type: string) => ({
  KeyMetadata: {
    ...METADATA,
    KeyId: 'mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0',
    Arn: arn,
    MultiRegionConfiguration: {
      MultiRegionKeyType: type,
      PrimaryKey: { Arn: PRIMARY, Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: REPLICA, Region: 'eu-west-1' }],
    },
  },
});

describe('what KMS tells of a key', () => {
  it('is the key, its aliases and its last use', async () => {
    const reading = await read();
    expect(reading).toMatchObject({
      lookup: { kind: 'found', key: { arn: METADATA.Arn, state: 'Enabled' } },
      family: { role: 'single-Region', related: [] },
      aliases: { kind: 'given', value: ['alias/lake', 'alias/old-lake'] },
      lastUse: {
        kind: 'given',
        value: {
          at: new Date('2026-11-24T06:30:00Z'),
          operation: 'Decrypt',
          trackedSince: new Date('2026-04-23T00:00:00Z'),
        },
      },
    });
  });

  it('is the primary key of a replica', async () => {
    const { family } = await read({ DescribeKey: multiRegion(REPLICA, 'REPLICA') }, REPLICA);
    expect(family).toEqual({
      role: 'replica',
      related: [{ arn: PRIMARY, region: 'us-east-1', role: 'primary' }],
    });
  });

  it('is the replicas of a primary key', async () => {
    const { family } = await read({ DescribeKey: multiRegion(PRIMARY, 'PRIMARY') }, PRIMARY);
    expect(family).toEqual({
      role: 'primary',
      related: [{ arn: REPLICA, region: 'eu-west-1', role: 'replica' }],
    });
  });

  it('leaves open whose replica it is, where it tells no more', async () => {
    const described = multiRegion(REPLICA, 'REPLICA');
    const { family } = await read({ DescribeKey: [described, THROTTLED] }, REPLICA);
    expect(family).toEqual({ role: 'unknown', related: [] });
  });

  it('is no time of use where the key was never used', async () => {
    const { lastUse } = await read({
      GetKeyLastUsage: { KeyLastUsage: {}, TrackingStartDate: new Date('2026-04-23T00:00:00Z') },
    });
    expect(lastUse).toEqual({
      kind: 'given',
      value: { at: undefined, operation: undefined, trackedSince: new Date('2026-04-23T00:00:00Z') },
    });
  });

  it('may be that it does not exist', async () => {
    const { aws, calls } = fakeAws({ DescribeKey: awsError('NotFoundException') });
    expect(await readKey(aws, aReference())).toMatchObject({ lookup: { kind: 'missing' } });
    expect(calls).toHaveLength(1);
  });

  it('may be refused, one thing or all', async () => {
    expect(await read({ DescribeKey: DENIED })).toMatchObject({
      lookup: { kind: 'refused', because: 'kms:DescribeKey is denied' },
      family: { role: 'unknown' },
      aliases: { kind: 'refused', because: 'kms:DescribeKey is denied' },
      lastUse: { kind: 'given', value: { operation: 'Decrypt' } },
    });
    expect(await read({ DescribeKey: DENIED }, 'arn:aws:kms:eu-west-1:111122223333:alias/lake')).toMatchObject({
      aliases: { kind: 'refused', because: 'kms:DescribeKey is denied' },
      lastUse: { kind: 'refused', because: 'kms:DescribeKey is denied' },
    });
    expect(await read({ ListAliases: DENIED, GetKeyLastUsage: DENIED })).toMatchObject({
      lookup: { kind: 'found' },
      aliases: { kind: 'refused', because: 'kms:ListAliases is denied' },
      lastUse: { kind: 'refused', because: 'kms:GetKeyLastUsage is denied' },
    });
  });

  it('is refused where no answer comes, too', async () => {
    expect(await read({ GetKeyLastUsage: awsError('UnknownOperationException') })).toMatchObject({
      lastUse: {
        kind: 'refused',
        because:
          'kms:GetKeyLastUsage failed for key arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d: UnknownOperationException: as AWS words it',
      },
    });
    expect(await read({ DescribeKey: THROTTLED })).toMatchObject({
      lookup: {
        kind: 'refused',
        because:
          'kms:DescribeKey failed for arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d: ThrottlingException: as AWS words it',
      },
    });
  });

  it('is its state only, to a caller of another account', async () => {
    const { aws, timesOf } = fakeAws(REPLIES);
    const foreign = {
      ...aws,
      keysIn: async () => given({ client: aws.clientIn(KMSClient, ''), acrossAccounts: true }),
    };
    expect(await readKey(foreign, aReference())).toMatchObject({
      lookup: { kind: 'found' },
      aliases: { kind: 'refused', because: 'kms:ListAliases does not work across accounts, set keyAccountRoleName' },
      lastUse: { kind: 'refused', because: 'kms:GetKeyLastUsage does not work across accounts' },
    });
    expect(timesOf('GetKeyLastUsage')).toBe(0);
  });

  it('is nothing where no role of its account can be assumed', async () => {
    const { aws } = fakeAws(
      {},
      { keysIn: async () => refused('role keys in account 444455556666 could not be assumed') },
    );
    expect(await readKey(aws, aReference())).toMatchObject({
      lookup: { kind: 'refused', because: 'role keys in account 444455556666 could not be assumed' },
    });
  });
});
