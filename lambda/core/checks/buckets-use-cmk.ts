import { NOT_ASKED } from '../model/answer.ts';
import type { FlowBucket } from '../model/flow.ts';
import type { KeyOwnership } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { defineCheck, unverified } from './check.ts';

/** The buckets that the flow names are under customer managed keys by default, too. */
export const bucketsUseCmk = defineCheck({
  name: 'buckets-use-cmk',
  goodState: 'The default encryption of each bucket that the flow names is under a customer managed key',
  reasons: ['BUCKET_WITHOUT_CMK'],
  parameters: ['checkBuckets'],
  applies: ({ flow, parameters }) => parameters.checkBuckets && flow.buckets.length > 0,
  needs: ['bucketKeys'],
  decide: ({ flow }, { bucketKeys }) =>
    flow.buckets.flatMap((bucket) => reasonFor(bucket, bucketKeys.get(bucket.name) ?? NOT_ASKED) ?? []),
});

const reasonFor = ({ name, role }: FlowBucket, key: KeyOwnership): Reason | undefined => {
  switch (key.kind) {
    case 'customer-managed':
      return undefined;
    case 'without-cmk':
    case 'not-there':
      return { code: 'BUCKET_WITHOUT_CMK', problem: `${key.because} (${role} of the flow)` };
    case 'refused':
      return unverified(`the default encryption of bucket ${name} (${role} of the flow)`, key);
  }
};
