import { changeEvents, scheduledEvent } from '../../local-aws/config-events.ts';
import { createState } from '../../local-aws/state.ts';
import { parseWorld } from '../../local-aws/world.ts';

const at = new Date('2026-11-20T21:14:07.482Z');
const notificationOf = (world: Readonly<Record<string, unknown>>) => ({
  state: createState(parseWorld({ json: { account: '111122223333', region: 'eu-west-1', ...world }, source: 'test' })),
  ruleParameters: { requiredKeyTags: 'Owner' },
  at,
});

it('a flow is announced as AWS Config announces it, without its key', () => {
  const flow = {
    flowName: 'orders-to-lake',
    kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/orders',
    description: 'Nightly copy',
    tags: { Owner: 'sales' },
    sourceConnectorProfileName: 'crm-prod',
  };
  const [event] = changeEvents(notificationOf({ flows: [flow], resultTokens: ['token'] }));
  expect({ ...event, invokingEvent: JSON.parse(event?.invokingEvent ?? '') }).toEqual({
    version: '1.0',
    invokingEvent: {
      configurationItemDiff: null,
      configurationItem: {
        relatedEvents: [],
        relationships: [],
        configuration: {
          FlowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
          FlowName: 'orders-to-lake',
          Description: 'Nightly copy',
          TriggerConfig: { TriggerType: 'Scheduled' },
          SourceFlowConfig: { ConnectorType: 'Salesforce', ConnectorProfileName: 'crm-prod' },
          DestinationFlowConfigList: [{ ConnectorType: 'S3' }],
          Tasks: [],
        },
        supplementaryConfiguration: {},
        tags: { Owner: 'sales' },
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
        resourceCreationTime: '2026-01-01T00:00:00.000Z',
      },
      notificationCreationTime: '2026-11-20T21:14:07.482Z',
      messageType: 'ConfigurationItemChangeNotification',
      recordVersion: '1.3',
    },
    ruleParameters: '{"requiredKeyTags":"Owner"}',
    resultToken: 'token',
    eventLeftScope: false,
    executionRoleArn: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    configRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
    configRuleName: 'appflow-flow-cmk',
    configRuleId: 'config-rule-k3v9qa',
    accountId: '111122223333',
    evaluationMode: 'DETECTIVE',
  });
});

it('deleted flows come last, without a configuration', () => {
  const events = changeEvents(notificationOf({ flows: [{ flowName: 'orders' }], deletedFlows: ['legacy-export'] }));
  const items = events.map(({ invokingEvent }) => JSON.parse(invokingEvent).configurationItem);
  expect(items.map((item) => [item.resourceId, item.configurationItemStatus, item.configuration === null])).toEqual([
    ['orders', 'OK', false],
    ['legacy-export', 'ResourceDeleted', true],
  ]);
});

it('flows of another Region are not announced here, those of a member account are its own', () => {
  const flows = [
    { flowName: 'elsewhere', region: 'us-east-1' },
    { flowName: 'theirs', account: '444455556666' },
  ];
  const events = changeEvents(notificationOf({ flows }));
  expect(events.map(({ accountId }) => accountId)).toEqual(['444455556666']);
});

it('a schedule names no resource', () => {
  const event = scheduledEvent(notificationOf({}));
  expect(JSON.parse(event.invokingEvent)).toEqual({
    awsAccountId: '111122223333',
    notificationCreationTime: '2026-11-20T21:14:07.482Z',
    messageType: 'ScheduledNotification',
    recordVersion: '1.0',
  });
});
