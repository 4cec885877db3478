import { readBucketEncryption } from '../../lambda/aws/bucket-encryption.ts';
import { aReference } from '../builders/a-reference.ts';
import { awsError, fakeAws, THROTTLED } from '../builders/fake-aws.ts';

const configured = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }],
  },
});
const read = (...GetBucketEncryption: readonly object[]) => {
  const { aws, calls } = fakeAws({ GetBucketEncryption });
  return { calls, encryption: readBucketEncryption(aws, 'lake') };
};
const elsewhere = (name: string, members: object) => Object.assign(awsError(name), members);

it("a bucket is asked for as one of the flow's account", async () => {
  const { calls, encryption } = read(configured('AES256'));
  expect(await encryption).toEqual({ kind: 'given', value: { kind: 'without-kms', algorithm: 'AES256' } });
  expect(calls).toEqual([
    { operation: 'GetBucketEncryption', input: { Bucket: 'lake', ExpectedBucketOwner: '111122223333' } },
  ]);
});

it.each(['aws:kms', 'aws:kms:dsse'])('under %s a bucket names its key', async (algorithm) => {
  const key = 'arn:aws:kms:us-east-1:444455556666:key/1b2c';
  expect(await read(configured(algorithm, key)).encryption).toEqual({
    kind: 'given',
    value: { kind: 'kms', key: { kind: 'reference', reference: aReference(key) } },
  });
});

it.each([
  { name: 'an id', keyId: '1b2c', arn: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' },
  { name: 'an alias', keyId: 'alias/lake', arn: 'arn:aws:kms:eu-west-1:111122223333:alias/lake' },
])("$name is of the flow's account and the bucket's Region", async ({ keyId, arn }) => {
  expect(await read(configured('aws:kms', keyId)).encryption).toMatchObject({
    value: { key: { reference: aReference(arn) } },
  });
});

it('without a key of its own a bucket names none', async () => {
  expect(await read(configured('aws:kms')).encryption).toMatchObject({ value: { kind: 'kms', key: { kind: 'none' } } });
});

it.each(['aws:fsx', 'aws:to-come'])('an algorithm such as %s is under no key of KMS', async (algorithm) => {
  expect(await read(configured(algorithm)).encryption).toMatchObject({ value: { kind: 'without-kms', algorithm } });
});

it.each([
  {
    name: 'says its Region in a header',
    error: elsewhere('PermanentRedirect', { $response: { headers: { 'x-amz-bucket-region': 'eu-central-1' } } }),
  },
  {
    name: 'says its Region in the error',
    error: elsewhere('AuthorizationHeaderMalformed', { Region: 'eu-central-1' }),
  },
])('a bucket that $name is asked again there', async ({ error }) => {
  const { calls, encryption } = read(error, configured('aws:kms', '1b2c'));
  expect(await encryption).toMatchObject({
    value: { key: { reference: aReference('arn:aws:kms:eu-central-1:111122223333:key/1b2c') } },
  });
  expect(calls).toHaveLength(2);
});

it('a bucket that was never configured has the encryption of Amazon S3', async () => {
  const { encryption } = read(awsError('ServerSideEncryptionConfigurationNotFoundError'));
  expect(await encryption).toEqual({ kind: 'given', value: { kind: 'without-kms', algorithm: 'AES256' } });
});

it.each(['NoSuchBucket', 'InvalidBucketName'])('a bucket of which S3 says %s is missing', async (name) => {
  expect(await read(awsError(name)).encryption).toEqual({ kind: 'given', value: { kind: 'missing' } });
});

it.each(['arn:aws:s3:eu-west-1:111122223333:accesspoint/lake', 'lake/2026', 'la', 'l'.repeat(256), 'lake\n'])(
  'what no bucket can be called is missing, and S3 is not asked: %j',
  async (name) => {
    const { aws, calls } = fakeAws();
    expect(await readBucketEncryption(aws, name)).toEqual({ kind: 'given', value: { kind: 'missing' } });
    expect(calls).toEqual([]);
  },
);

it.each(['Lake_2015', 'l'.repeat(255), 'a.b'])('a bucket of old times is asked for: %s', async (name) => {
  const { aws, timesOf } = fakeAws({ GetBucketEncryption: configured('AES256') });
  await readBucketEncryption(aws, name);
  expect(timesOf('GetBucketEncryption')).toBe(1);
});

it('a bucket that may not be asked, or is of another account, is refused with what to do', async () => {
  expect(await read(awsError('AccessDenied')).encryption).toEqual({
    kind: 'refused',
    because: 's3:GetEncryptionConfiguration is denied, or the bucket is not of account 111122223333',
    remedy: 'Allow s3:GetEncryptionConfiguration to the role of the rule, and name buckets of account 111122223333',
  });
});

it.each([
  { name: 'throttled', error: THROTTLED },
  { name: 'redirected to where it came from', error: elsewhere('PermanentRedirect', { Region: 'eu-west-1' }) },
  { name: 'redirected to nowhere', error: awsError('PermanentRedirect') },
])('a call that is $name says nothing of the bucket', async ({ error }) => {
  await expect(read(error).encryption).rejects.toThrow('s3:GetEncryptionConfiguration failed for bucket lake');
});
