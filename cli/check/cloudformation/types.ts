/** The types of resources that say something of a flow's key. */
export const FLOW = 'AWS::AppFlow::Flow';
export const PROFILE = 'AWS::AppFlow::ConnectorProfile';
export const KEY = 'AWS::KMS::Key';
export const REPLICA = 'AWS::KMS::ReplicaKey';
export const ALIAS = 'AWS::KMS::Alias';
export const BUCKET = 'AWS::S3::Bucket';
export const ROLE = 'AWS::IAM::Role';
export const USER = 'AWS::IAM::User';

/** Those whose resource is a template of its own; SAM's names its template and its parameters in other properties. */
export const NESTED_STACKS: readonly string[] = ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'];

export const isKey = (type: string): boolean => type === KEY || type === REPLICA;
