import { readBucketEncryption } from '../aws/bucket-encryption.ts';
import type { Aws } from '../aws/clients/connection.ts';
import type { Lookups } from '../aws/lookups.ts';
import { once } from '../aws/once.ts';
import type { RuleParameters } from '../core/input/rule-parameters.ts';
import { type Answer, given } from '../core/model/answer.ts';
import type { Flow } from '../core/model/flow.ts';
import type { KeyOwnership } from '../core/model/key.ts';
import { encryptionOfBucket, keyBehind, withoutCmk, withoutKms } from './key-behind.ts';

/** Whether the default encryption of each bucket of a flow is under a customer managed key, by name of the bucket. */
export type ReadBucketKeys = (flow: Flow) => Promise<Answer<ReadonlyMap<string, KeyOwnership>>>;

/** Each bucket is asked once, however many flows name it. */
export const createBucketKeys = (aws: Aws, lookups: Lookups, parameters: RuleParameters): ReadBucketKeys => {
  const keyOf = once((bucket: string) => readBucketKey(aws, lookups, parameters, bucket));
  return async ({ buckets }) => {
    const names = [...new Set(buckets.map(({ name }) => name))];
    return given(new Map(await Promise.all(names.map(async (name) => [name, await keyOf(name)] as const))));
  };
};

const readBucketKey = async (
  aws: Aws,
  lookups: Lookups,
  parameters: RuleParameters,
  bucket: string,
): Promise<KeyOwnership> => {
  const encryption = await readBucketEncryption(aws, bucket);
  if (encryption.kind === 'refused') return encryption;
  switch (encryption.value.kind) {
    case 'missing':
      return withoutCmk(`bucket ${bucket} does not exist`);
    case 'without-kms':
      return withoutKms(bucket, encryption.value.algorithm);
    case 'kms':
      return keyBehind(encryptionOfBucket(bucket), encryption.value.key, aws.where.account, lookups, parameters);
  }
};
