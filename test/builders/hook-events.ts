type Members = Readonly<Record<string, unknown>>;

/** Properties of a flow that nothing is wrong with, as CloudFormation resolves them; `undefined` leaves one out. */
export const flowProperties = (overrides: Members = {}): Members => ({
  FlowName: 'orders',
  KMSArn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  TriggerConfig: { TriggerType: 'OnDemand' },
  SourceFlowConfig: {
    ConnectorType: 'Salesforce',
    ConnectorProfileName: 'crm-prod',
    SourceConnectorProperties: { Salesforce: { Object: 'Order' } },
  },
  DestinationFlowConfigList: [
    { ConnectorType: 'S3', DestinationConnectorProperties: { S3: { BucketName: 'company-lake' } } },
  ],
  Tasks: [],
  Tags: [{ Key: 'Owner', Value: 'data-platform' }],
  ...overrides,
});

/** What differs from the event in which CloudFormation asks about the creation of that flow. */
export interface HookEventInput {
  readonly properties?: Members;
  /** Members of `requestData`. */
  readonly asked?: Members;
  /** Members of the event. */
  readonly event?: Members;
}

/** An event as AWS documents it; https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html */
export const aHookEvent = ({ properties = {}, asked = {}, event = {} }: HookEventInput = {}): Members => ({
  clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
  awsAccountId: '111122223333',
  stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/1a2b3c4d',
  changeSetId: null,
  hookTypeName: 'Private::Lambda::FlowKey',
  hookTypeVersion: '00000008',
  hookModel: { LambdaFunction: 'arn:aws:lambda:eu-west-1:111122223333:function:flow-key-hook' },
  actionInvocationPoint: 'CREATE_PRE_PROVISION',
  requestData: {
    targetName: 'AWS::AppFlow::Flow',
    targetType: 'AWS::AppFlow::Flow',
    targetLogicalId: 'Orders',
    targetModel: { resourceProperties: flowProperties(properties), previousResourceProperties: null },
    ...asked,
  },
  requestContext: { invocation: 1, callbackContext: null },
  ...event,
});

/** What differs where Cloud Control asks. */
export const FROM_CLOUD_CONTROL: HookEventInput = {
  asked: { targetType: 'RESOURCE', targetLogicalId: 'a1b2c3' },
  event: { stackId: '', changeSetId: '' },
};
