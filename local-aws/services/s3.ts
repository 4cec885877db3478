import { accessDenied, authorize, isRecorded, type Operation, type Service } from '../operation.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';

/**
 * The default encryption of a bucket, in the bucket's own Region and for its owner only. A bucket without an algorithm in the
 * world has the old answer of one that was never configured.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
 */
const getBucketEncryption: Operation = (call) => {
  const { caller, state, input } = call;
  const name = String(input['Bucket']);
  const resource = `arn:${partitionOf(caller.region)}:s3:::${name}`;
  const action = 's3:GetEncryptionConfiguration';
  authorize(call, { action, resource });
  const bucket = state.buckets.get(name);
  if (bucket === undefined) throw refuse('NoSuchBucket', 'The specified bucket does not exist');
  const { account = state.world.account, region = state.world.region, SSEAlgorithm, KMSMasterKeyID } = bucket;
  const expected = input['ExpectedBucketOwner'];
  const isForeign = (expected !== undefined && expected !== account) || caller.account !== account;
  if (isForeign && !isRecorded(call)) {
    throw accessDenied(call, { action, resource, because: `no resource-based policy allows the ${action} action` });
  }
  if (region !== caller.region) {
    const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.';
    throw refuse('PermanentRedirect', message, { 'x-amz-bucket-region': region });
  }
  if (SSEAlgorithm === undefined) {
    throw refuse(
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
    );
  }
  const Rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID }, BucketKeyEnabled: true };
  return { ServerSideEncryptionConfiguration: { Rule } };
};

/** `/bucket?encryption`, as an SDK asks an endpoint that is an address. */
const PATH = /^\/(?<bucket>[^/?]+)\/?\?(?:.*&)?encryption(?:=?(?:&|$))/;

export const s3: Service = {
  name: 's3',
  signingName: 's3',
  protocol: 'rest-xml',
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  internalError: 'InternalError',
  messageMember: 'Message',
  readRequest: ({ method, path, headers }) => {
    const Bucket = PATH.exec(path)?.groups?.['bucket'];
    if (method !== 'GET' || Bucket === undefined) return undefined;
    const ExpectedBucketOwner = headers['x-amz-expected-bucket-owner'];
    return { operation: 'GetBucketEncryption', input: { Bucket, ExpectedBucketOwner } };
  },
  operations: { GetBucketEncryption: getBucketEncryption },
};
