import { bucketsUseCmk } from '../../../lambda/core/checks/buckets-use-cmk.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import type { KeyOwnership } from '../../../lambda/core/model/key.ts';
import { testCheck } from './test-check.ts';

const on = { checkBuckets: 'true' } as const;
const SSE_S3: KeyOwnership = {
  kind: 'without-cmk',
  because: 'the default encryption of bucket raw is AES256, under no KMS key',
};
const keys = (buckets: Readonly<Record<string, KeyOwnership>>) => ({
  bucketKeys: given(new Map(Object.entries(buckets))),
});

testCheck(bucketsUseCmk, [
  { name: 'no bucket is asked for where that is not wanted', needs: [], reasons: [] },
  {
    name: 'a flow that names no bucket has nothing to ask for',
    flow: { buckets: [] },
    parameters: on,
    needs: [],
    reasons: [],
  },
  {
    name: 'a bucket under a customer managed key passes',
    parameters: on,
    answers: keys({ 'company-lake': { kind: 'customer-managed' } }),
    needs: ['bucketKeys'],
    reasons: [],
  },
  {
    name: 'each bucket that is not is told with its role',
    flow: {
      buckets: [
        { name: 'raw', role: 'source' },
        { name: 'company-lake', role: 'destination' },
        { name: 'raw', role: 'error handling' },
      ],
    },
    parameters: on,
    answers: keys({ raw: SSE_S3, 'company-lake': { kind: 'customer-managed' } }),
    needs: ['bucketKeys'],
    reasons: [
      {
        code: 'BUCKET_WITHOUT_CMK',
        problem: 'the default encryption of bucket raw is AES256, under no KMS key (source of the flow)',
      },
      {
        code: 'BUCKET_WITHOUT_CMK',
        problem: 'the default encryption of bucket raw is AES256, under no KMS key (error handling of the flow)',
      },
    ],
  },
  {
    name: 'a bucket that may not be asked is unverified beside one that is decided',
    flow: {
      buckets: [
        { name: 'raw', role: 'source' },
        { name: 'stage', role: 'intermediate' },
      ],
    },
    parameters: on,
    answers: keys({ raw: SSE_S3, stage: refused('s3:GetEncryptionConfiguration is denied', 'Allow it') }),
    needs: ['bucketKeys'],
    reasons: [
      {
        code: 'BUCKET_WITHOUT_CMK',
        problem: 'the default encryption of bucket raw is AES256, under no KMS key (source of the flow)',
      },
      {
        code: 'UNVERIFIED',
        problem:
          'the default encryption of bucket stage (intermediate of the flow) could not be read: s3:GetEncryptionConfiguration is denied',
        remedy: 'Allow it',
      },
    ],
  },
  {
    name: 'a bucket that nobody asked for is unverified, never passed',
    parameters: on,
    answers: keys({}),
    needs: ['bucketKeys'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem:
          'the default encryption of bucket company-lake (destination of the flow) could not be read: it was not read',
      },
    ],
  },
]);
