/** Invocations as AWS Config sends them; https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html */

type Members = Readonly<Record<string, unknown>>;

/** The envelope of a message; a member set to `undefined` is left out. */
export const aConfigEvent = (invokingEvent: unknown, envelope: Members = {}): Members => ({
  version: '1.0',
  invokingEvent: JSON.stringify(invokingEvent),
  ruleParameters: '{"requireRotation":"true"}',
  resultToken: 'ZXhhbXBsZS1yZXN1bHQtdG9rZW4=',
  eventLeftScope: false,
  executionRoleArn: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  configRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
  configRuleName: 'appflow-flow-cmk',
  configRuleId: 'config-rule-k3v9qa',
  accountId: '111122223333',
  evaluationMode: 'DETECTIVE',
  ...envelope,
});

export const aFlowItem = (members: Members = {}): Members => ({
  relatedEvents: [],
  relationships: [],
  configuration: {
    FlowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
    FlowName: 'orders-to-lake',
    Description: 'Nightly copy of order records',
    TriggerConfig: { TriggerType: 'Scheduled' },
    SourceFlowConfig: { ConnectorType: 'Salesforce', ConnectorProfileName: 'crm-prod' },
    Tasks: [{ TaskType: 'Filter', SourceFields: ['Id', 'Amount'], ConnectorOperator: { Salesforce: 'PROJECTION' } }],
  },
  supplementaryConfiguration: {},
  tags: { Owner: 'data-platform', CostCenter: '4410' },
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: '2026-11-20T21:14:07.482Z',
  configurationStateId: 1795209247482,
  awsAccountId: '111122223333',
  configurationItemStatus: 'OK',
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: 'orders-to-lake',
  resourceName: 'orders-to-lake',
  ARN: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
  awsRegion: 'eu-west-1',
  availabilityZone: 'Regional',
  configurationStateMd5Hash: '',
  resourceCreationTime: '2026-11-20T21:12:55.000Z',
  ...members,
});

export const aKeyItem = (members: Members = {}): Members => ({
  relatedEvents: [],
  relationships: [],
  configuration: {
    keyId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    awsaccountId: '111122223333',
    creationDate: '2026-03-02T08:30:11.915Z',
    enabled: true,
    keyUsage: 'ENCRYPT_DECRYPT',
    keyState: 'Enabled',
    origin: 'AWS_KMS',
    keyManager: 'CUSTOMER',
    keySpec: 'SYMMETRIC_DEFAULT',
    multiRegion: false,
  },
  supplementaryConfiguration: { KeyRotationStatus: false },
  tags: { Owner: 'data-platform' },
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: '2026-11-21T06:02:40.355Z',
  configurationStateId: 1795240960355,
  awsAccountId: '111122223333',
  configurationItemStatus: 'OK',
  resourceType: 'AWS::KMS::Key',
  resourceId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  resourceName: null,
  ARN: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  awsRegion: 'eu-west-1',
  availabilityZone: 'Not Applicable',
  configurationStateMd5Hash: '',
  resourceCreationTime: '2026-03-02T08:30:11.915Z',
  ...members,
});

const ROTATION_SWITCHED_OFF = {
  changeType: 'UPDATE',
  changedProperties: {
    'SupplementaryConfiguration.KeyRotationStatus': { previousValue: true, updatedValue: false, changeType: 'UPDATE' },
  },
};

export const aChangeMessage = (configurationItem: Members, members: Members = {}): Members => ({
  configurationItemDiff: null,
  configurationItem,
  notificationCreationTime: '2026-11-20T21:14:09.120Z',
  messageType: 'ConfigurationItemChangeNotification',
  recordVersion: '1.3',
  ...members,
});

export const aKeyChangeMessage = (members: Members = {}): Members =>
  aChangeMessage(aKeyItem(), {
    configurationItemDiff: ROTATION_SWITCHED_OFF,
    notificationCreationTime: '2026-11-21T06:02:42.010Z',
    ...members,
  });

export const anOversizedMessage = (summary: Members = {}): Members => ({
  configurationItemSummary: {
    changeType: 'UPDATE',
    configurationItemVersion: '1.3',
    configurationItemCaptureTime: '2026-11-20T22:40:31.007Z',
    configurationStateId: 1795214431007,
    awsAccountId: '111122223333',
    configurationItemStatus: 'OK',
    resourceType: 'AWS::AppFlow::Flow',
    resourceId: 'wide-crm-sync',
    resourceName: 'wide-crm-sync',
    ARN: 'arn:aws:appflow:eu-west-1:111122223333:flow/wide-crm-sync',
    awsRegion: 'eu-west-1',
    availabilityZone: 'Regional',
    configurationStateMd5Hash: '',
    resourceCreationTime: '2026-05-06T10:00:00.000Z',
    ...summary,
  },
  messageType: 'OversizedConfigurationItemChangeNotification',
  notificationCreationTime: '2026-11-20T22:40:33.250Z',
  recordVersion: '1.0',
});

export const aScheduledMessage = (members: Members = {}): Members => ({
  awsAccountId: '111122223333',
  notificationCreationTime: '2026-11-21T03:00:04.118Z',
  messageType: 'ScheduledNotification',
  recordVersion: '1.0',
  ...members,
});

export const aSnapshotMessage = (members: Members = {}): Members => ({
  configSnapshotId: '7c1d0e52-3b1f-4a0e-9d5e-2f6a8b9c0d1e',
  s3ObjectKey: 'AWSLogs/111122223333/Config/eu-west-1/2026/11/21/ConfigSnapshot/snapshot.json.gz',
  s3Bucket: 'example-config-bucket',
  notificationCreationTime: '2026-11-21T03:00:13.640Z',
  messageType: 'ConfigurationSnapshotDeliveryCompleted',
  recordVersion: '1.1',
  ...members,
});
