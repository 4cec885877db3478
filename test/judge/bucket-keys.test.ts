import { createLookups } from '../../lambda/aws/lookups.ts';
import { createBucketKeys } from '../../lambda/judge/bucket-keys.ts';
import { aFlow } from '../builders/a-flow.ts';
import { awsError, fakeAws, type Replies } from '../builders/fake-aws.ts';
import { parameters } from '../builders/parameters.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const PLAN = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: false, listsAllAtOnce: true };

const under = (KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
  },
});
const managedBy = (KeyManager: string) => ({
  KeyMetadata: { KeyId: '1b2c', Arn: KEY, KeyManager, CreationDate: new Date('2026-01-01') },
});

const keysOf = (replies: Replies, given = {}) => {
  const { aws, timesOf } = fakeAws(replies);
  return { timesOf, read: createBucketKeys(aws, createLookups(aws, 5, PLAN), parameters(given)) };
};
const keyOfLake = async (replies: Replies, given = {}) => {
  const keys = await keysOf(replies, given).read(aFlow());
  return keys.kind === 'given' ? keys.value.get('company-lake') : keys;
};

it('a bucket under a customer managed key is', async () => {
  expect(await keyOfLake({ GetBucketEncryption: under(KEY), DescribeKey: managedBy('CUSTOMER') })).toEqual({
    kind: 'customer-managed',
  });
});

it.each<{ name: string; replies: Replies; given?: object; because: string }>([
  {
    name: 'no key of its own',
    replies: { GetBucketEncryption: under() },
    because: 'the default encryption of bucket company-lake is under the AWS managed key',
  },
  {
    name: 'a key that AWS manages',
    replies: { GetBucketEncryption: under(KEY), DescribeKey: managedBy('AWS') },
    because: 'the default encryption of bucket company-lake is under the AWS managed key',
  },
  {
    name: 'a key that does not exist',
    replies: { GetBucketEncryption: under(KEY), DescribeKey: awsError('NotFoundException') },
    because: 'the key of the default encryption of bucket company-lake does not exist',
  },
  {
    name: 'a key of an account that is not allowed, which is not asked',
    replies: { GetBucketEncryption: under('arn:aws:kms:eu-west-1:444455556666:key/1b2c') },
    given: { allowedKeyAccounts: '777788889999' },
    because:
      'the key of the default encryption of bucket company-lake is not allowed: account 444455556666 may not own key 1b2c',
  },
  {
    name: 'the encryption of Amazon S3',
    replies: { GetBucketEncryption: awsError('ServerSideEncryptionConfigurationNotFoundError') },
    because: 'the default encryption of bucket company-lake is AES256, under no KMS key',
  },
])('a bucket with $name is not', async ({ replies, given = {}, because }) => {
  expect(await keyOfLake(replies, given)).toEqual({ kind: 'without-cmk', because });
});

it('a bucket that does not exist is not there, whatever it would be encrypted with', async () => {
  expect(await keyOfLake({ GetBucketEncryption: awsError('NoSuchBucket') })).toEqual({
    kind: 'not-there',
    because: 'bucket company-lake does not exist',
  });
});

it('one that may not be asked is refused', async () => {
  expect(await keyOfLake({ GetBucketEncryption: awsError('AccessDenied') })).toMatchObject({ kind: 'refused' });
});

it('each bucket is asked for once, however many flows and roles name it', async () => {
  const { read, timesOf } = keysOf({ GetBucketEncryption: under(KEY), DescribeKey: managedBy('CUSTOMER') });
  const twice = aFlow({
    buckets: [
      { name: 'company-lake', role: 'destination' },
      { name: 'company-lake', role: 'error handling' },
    ],
  });
  await Promise.all([read(aFlow()), read(twice), read(aFlow({ name: 'other' }))]);
  expect([timesOf('GetBucketEncryption'), timesOf('DescribeKey')]).toEqual([1, 1]);
});
