import { type Place, partitionOf } from './place.ts';
import { ruleArnOf, ruleIdOf } from './rule-identity.ts';
import type { FlowRecord, LocalState } from './state.ts';

/** The event with which AWS Config invokes the function of a rule. */
export interface InvocationEvent {
  readonly version: string;
  readonly invokingEvent: string;
  readonly ruleParameters?: string;
  readonly resultToken: string;
  readonly eventLeftScope: boolean;
  readonly executionRoleArn: string;
  readonly configRuleArn: string;
  readonly configRuleName: string;
  readonly configRuleId: string;
  readonly accountId: string;
  readonly evaluationMode: string;
}

interface Notification {
  readonly state: LocalState;
  readonly ruleParameters: Readonly<Record<string, unknown>>;
  /** When Config captured the item, and sends the event. */
  readonly at: Date;
}

/** One change notification a flow of the world's Region, in its order, then one a deleted flow. */
export const changeEvents = (notification: Notification): readonly InvocationEvent[] => {
  const { state, at } = notification;
  const { world } = state;
  const here = [...state.flows.values()]
    .flatMap((flows) => [...flows.values()])
    .filter(({ region }) => region === world.region);
  return [
    ...here.map((flow) => invocation(notification, flow.account, changeNotification(flowItem(flow, at), at, null))),
    ...world.deletedFlows.map((name) => {
      const deleted = { changeType: 'DELETE', changedProperties: {} };
      return invocation(notification, world.account, changeNotification(deletedItem(name, world, at), at, deleted));
    }),
  ];
};

/** The notification of a rule's schedule: it names no resource. */
export const scheduledEvent = (notification: Notification): InvocationEvent => {
  const { account } = notification.state.world;
  return invocation(notification, account, {
    awsAccountId: account,
    notificationCreationTime: notification.at.toISOString(),
    messageType: 'ScheduledNotification',
    recordVersion: '1.0',
  });
};

const invocation = (
  { state, ruleParameters }: Notification,
  account: string,
  invokingEvent: unknown,
): InvocationEvent => {
  const { region, rule, resultTokens } = state.world;
  const configRuleId = ruleIdOf(state.world, rule);
  const partition = partitionOf(region);
  return {
    version: '1.0',
    invokingEvent: JSON.stringify(invokingEvent),
    ruleParameters: JSON.stringify(ruleParameters),
    resultToken: resultTokens?.[0] ?? 'bG9jYWwtcmVzdWx0LXRva2Vu',
    eventLeftScope: false,
    executionRoleArn: `arn:${partition}:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    configRuleArn: ruleArnOf({ account, region }, configRuleId),
    configRuleName: rule,
    configRuleId,
    accountId: account,
    evaluationMode: 'DETECTIVE',
  };
};

const changeNotification = (configurationItem: unknown, at: Date, configurationItemDiff: unknown) => ({
  configurationItemDiff,
  configurationItem,
  notificationCreationTime: at.toISOString(),
  messageType: 'ConfigurationItemChangeNotification',
  recordVersion: '1.3',
});

const itemBasics = ({ account, region }: Place, flowName: string, at: Date) => ({
  relatedEvents: [],
  relationships: [],
  supplementaryConfiguration: {},
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: at.toISOString(),
  configurationStateId: at.getTime(),
  awsAccountId: account,
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: flowName,
  resourceName: flowName,
  ARN: `arn:${partitionOf(region)}:appflow:${region}:${account}:flow/${flowName}`,
  awsRegion: region,
  availabilityZone: 'Regional',
  configurationStateMd5Hash: '',
  resourceCreationTime: '2026-01-01T00:00:00.000Z',
});

/** What Config records of a flow: neither its key nor its status, which is why the rule asks AppFlow. */
const flowItem = (flow: FlowRecord, at: Date) => ({
  ...itemBasics(flow, flow.flowName, at),
  configurationItemStatus: 'OK',
  tags: flow.tags,
  configuration: {
    FlowArn: flow.flowArn,
    FlowName: flow.flowName,
    Description: flow.description,
    TriggerConfig: { TriggerType: flow.triggerType },
    SourceFlowConfig: {
      ConnectorType: flow.sourceConnectorType,
      ConnectorProfileName: flow.sourceConnectorProfileName,
    },
    DestinationFlowConfigList: [{ ConnectorType: 'S3' }],
    Tasks: [],
  },
});

const deletedItem = (flowName: string, at: Place, captured: Date) => ({
  ...itemBasics(at, flowName, captured),
  configurationItemStatus: 'ResourceDeleted',
  configuration: null,
  tags: {},
});
