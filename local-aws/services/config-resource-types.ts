/** A few of the hundreds of types that AWS Config records: a rule about flows has no reason to ask for any other. */
export const recordedTypes: readonly string[] = [
  'AWS::AppFlow::Flow',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
];
