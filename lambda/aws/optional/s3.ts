// Nothing but the SDK: whatever else this file imported would become one more chunk that every start loads.
export { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
