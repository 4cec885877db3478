import { type Answer, given, refused } from '../core/model/answer.ts';
import { type NamedKey, parseNamedKeyIn } from '../core/model/key-reference.ts';
import { ask } from './ask.ts';
import type { Aws } from './clients/connection.ts';

/** The default encryption of a bucket: under a key of KMS or under none; the algorithm is as S3 names it. */
export type BucketEncryption =
  | { readonly kind: 'missing' }
  | { readonly kind: 'without-kms'; readonly algorithm: string }
  | { readonly kind: 'kms'; readonly key: NamedKey };

/** Those with which a bucket is under a key of KMS. */
export const KMS_ALGORITHMS: readonly string[] = ['aws:kms', 'aws:kms:dsse'];

/** Amazon S3 encrypts so where nothing else is configured. */
const SSE_S3 = 'AES256';

/** A bucket of today, or of the time before 2018; what has other characters the SDK sends to another host, or nowhere. */
export const BUCKET_NAME = /^[A-Za-z0-9._-]{3,255}$/;

/**
 * The default encryption of a bucket of the flow's account, asked for in the bucket's own Region. S3 answers alike where the
 * bucket is of another account and where the role may not ask.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
 */
export const readBucketEncryption = async (aws: Aws, bucket: string): Promise<Answer<BucketEncryption>> => {
  if (!BUCKET_NAME.test(bucket)) return given({ kind: 'missing' });
  const { account } = aws.where;
  return ask<BucketEncryption, BucketEncryption>(
    'GetBucketEncryption',
    `bucket ${bucket}`,
    () => askInItsRegion(aws, bucket),
    {
      'not-found': { kind: 'missing' },
      invalid: { kind: 'missing' },
      unconfigured: { kind: 'without-kms', algorithm: SSE_S3 },
    },
    refused(
      `s3:GetEncryptionConfiguration is denied, or the bucket is not of account ${account}`,
      `Allow s3:GetEncryptionConfiguration to the role of the rule, and name buckets of account ${account}`,
    ),
  );
};

const askInItsRegion = async (aws: Aws, bucket: string): Promise<BucketEncryption> => {
  try {
    return await askIn(aws, bucket, aws.where.region);
  } catch (error) {
    const region = regionNamedBy(error);
    if (region === undefined || region === aws.where.region) throw error;
    return askIn(aws, bucket, region);
  }
};

const askIn = async (aws: Aws, bucket: string, region: string): Promise<BucketEncryption> => {
  const { GetBucketEncryptionCommand, S3Client } = await import('./optional/s3.ts');
  const command = new GetBucketEncryptionCommand({ Bucket: bucket, ExpectedBucketOwner: aws.where.account });
  const { ServerSideEncryptionConfiguration } = await aws.clientIn(S3Client, region).send(command, aws.reads);
  const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
  const { SSEAlgorithm: algorithm = SSE_S3, KMSMasterKeyID: keyId } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  if (!KMS_ALGORITHMS.includes(algorithm)) return { kind: 'without-kms', algorithm };
  return { kind: 'kms', key: parseNamedKeyIn({ ...aws.where, region }, keyId) };
};

/** Where the bucket is: a redirect says it in a header, a signature for the wrong Region in the error. */
const regionNamedBy = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { Region, $response } = error as {
    readonly Region?: string;
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  return ['PermanentRedirect', 'AuthorizationHeaderMalformed'].includes(error.name)
    ? ($response?.headers?.['x-amz-bucket-region'] ?? Region)
    : undefined;
};
