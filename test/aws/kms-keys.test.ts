import { describeKey } from '../../lambda/aws/kms-keys.ts';
import { refused } from '../../lambda/core/model/answer.ts';
import { aReference } from '../builders/a-reference.ts';
import { awsError, DENIED, fakeAws, THROTTLED } from '../builders/fake-aws.ts';
import { useFakeTime } from '../builders/fake-time.ts';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const once = { justRecorded: false };

useFakeTime();

const METADATA = {
  KeyId: '1b2c3d4e',
  Arn: ARN,
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  CreationDate: new Date('2026-03-02T08:30:11.915Z'),
};
const KEY = {
  arn: ARN,
  id: '1b2c3d4e',
  account: '111122223333',
  region: 'eu-west-1',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  createdAt: new Date('2026-03-02T08:30:11.915Z'),
};

const described = (members: object) => fakeAws({ DescribeKey: { KeyMetadata: { ...METADATA, ...members } } }).aws;

describe('a key that KMS describes', () => {
  it('is told under its own ARN, whatever named it', async () => {
    const { aws, calls } = fakeAws({ DescribeKey: { KeyMetadata: METADATA } });
    expect(await describeKey(aws, aReference(ALIAS), once)).toEqual({ kind: 'found', key: KEY });
    expect(calls).toEqual([{ operation: 'DescribeKey', input: { KeyId: ALIAS } }]);
  });

  it('pending deletion has its day', async () => {
    const DeletionDate = new Date('2026-12-24T00:00:00Z');
    expect(await describeKey(described({ KeyState: 'PendingDeletion', DeletionDate }), aReference(ARN), once)).toEqual({
      kind: 'found',
      key: { ...KEY, state: 'PendingDeletion', deletionDate: DeletionDate },
    });
  });

  const PrimaryKey = { Arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', Region: 'us-east-1' };

  it('as a replica names its primary key', async () => {
    const MultiRegionConfiguration = { MultiRegionKeyType: 'REPLICA', PrimaryKey };
    expect(await describeKey(described({ MultiRegionConfiguration }), aReference(ARN), once)).toMatchObject({
      key: { primaryArn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1' },
    });
  });

  it('as a primary key names none', async () => {
    const MultiRegionConfiguration = { MultiRegionKeyType: 'PRIMARY', PrimaryKey };
    expect(await describeKey(described({ MultiRegionConfiguration }), aReference(ARN), once)).toEqual({
      kind: 'found',
      key: KEY,
    });
  });

  it.each([
    { member: 'KeyState', shown: 'state' },
    { member: 'KeySpec', shown: 'spec' },
    { member: 'KeyUsage', shown: 'usage' },
    { member: 'Origin', shown: 'origin' },
  ])('without $member has one that passes no check', async ({ member, shown }) => {
    expect(await describeKey(described({ [member]: undefined }), aReference(ARN), once)).toEqual({
      kind: 'found',
      key: { ...KEY, [shown]: 'unknown' },
    });
  });

  it('in the words of an older KMS has its spec all the same', async () => {
    const aws = described({ KeySpec: undefined, CustomerMasterKeySpec: 'RSA_2048' });
    expect(await describeKey(aws, aReference(ARN), once)).toMatchObject({ key: { spec: 'RSA_2048' } });
  });

  it.each(['KeyId', 'Arn', 'KeyManager', 'CreationDate'])('without %s is no answer to rely on', async (member) => {
    await expect(describeKey(described({ [member]: undefined }), aReference(ARN), once)).rejects.toThrow(
      `kms:DescribeKey failed for ${ARN}: Error: KMS answered without KeyId, Arn, KeyManager or CreationDate`,
    );
  });
});

describe('a key that KMS does not describe', () => {
  it.each(['NotFoundException', 'InvalidArnException'])('is missing by %s', async (name) => {
    const { aws, timesOf } = fakeAws({ DescribeKey: awsError(name) });
    expect(await describeKey(aws, aReference(ARN), once)).toEqual({ kind: 'missing' });
    expect(timesOf('DescribeKey')).toBe(1);
  });

  it('is refused where that is denied', async () => {
    const { aws } = fakeAws({ DescribeKey: DENIED });
    expect(await describeKey(aws, aReference(ARN), once)).toEqual({
      kind: 'refused',
      because: 'kms:DescribeKey is denied',
      remedy: 'Allow kms:DescribeKey to the role of the rule, in its own policy and in the key policy',
    });
  });

  it('is refused, and not asked for, where the role in its account cannot be assumed', async () => {
    const noRole = refused('role KeyReader in account 444455556666 could not be assumed');
    const asked: unknown[] = [];
    const keysIn = async (place: unknown) => {
      asked.push(place);
      return noRole;
    };
    const { aws, calls } = fakeAws({}, { keysIn });
    const reference = aReference('arn:aws:kms:us-east-1:444455556666:key/1b2c3d4e');
    expect(await describeKey(aws, reference, once)).toEqual(noRole);
    expect(asked).toEqual([reference]);
    expect(calls).toEqual([]);
  });

  it('is an error where KMS gives no answer', async () => {
    const { aws } = fakeAws({ DescribeKey: THROTTLED });
    await expect(describeKey(aws, aReference(ARN), once)).rejects.toThrow(
      `kms:DescribeKey failed for ${ARN}: ThrottlingException: as AWS words it`,
    );
  });

  it('is asked for once more where it was just recorded', async () => {
    const { aws, timesOf } = fakeAws({ DescribeKey: [awsError('NotFoundException'), { KeyMetadata: METADATA }] });
    const lookup = describeKey(aws, aReference(ARN), { justRecorded: true });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await lookup).toEqual({ kind: 'found', key: KEY });
    expect(timesOf('DescribeKey')).toBe(2);
  });
});
