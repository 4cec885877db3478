import { aConfigEvent } from './builders/config-events.ts';
import type { Scenario, Step } from './scenario-files.ts';

type Members = Readonly<Record<string, unknown>>;

interface Place {
  readonly account: string;
  readonly region: string;
}

export const placeOf = ({ world }: Scenario): Place => ({
  account: String(world['account'] ?? '111122223333'),
  region: String(world['region'] ?? 'eu-west-1'),
});

/**
 * The events of a step as Config sends them. Without an event, Config has recorded the flow `orders`. An item has the
 * members of an ordinary one that carries its `resourceId`; a member that the scenario writes wins, `null` included.
 */
export const configEventsOf = (step: Step | Scenario, scenario: Scenario): readonly unknown[] => {
  if (step.rawEvent !== undefined) return [step.rawEvent];
  const given = step.events ?? [step.event ?? flowRecorded];
  return given.map((event) => configEvent(event, step.parameters, scenario));
};

const flowRecorded: Members = { invokingEvent: { configurationItem: { resourceId: 'orders' } } };

const configEvent = (event: Members, parameters: Members | undefined, scenario: Scenario): Members => {
  const { invokingEvent = {}, ...envelope } = event;
  const place = placeOf(scenario);
  const account = String(envelope['accountId'] ?? place.account);
  const defaults = {
    ruleParameters: parameters === undefined ? undefined : JSON.stringify(parameters),
    accountId: account,
    configRuleName: String(scenario.world['rule'] ?? 'appflow-flow-cmk'),
    configRuleArn: `arn:aws:config:${place.region}:${account}:config-rule/config-rule-k3v9qa`,
  };
  const message =
    typeof invokingEvent === 'object' ? messageOf(invokingEvent as Members, { ...place, account }) : invokingEvent;
  const encoded = aConfigEvent(message, { ...defaults, ...envelope });
  return typeof message === 'string' ? { ...encoded, invokingEvent: message } : encoded;
};

const messageOf = (given: Members, place: Place): Members => {
  const { configurationItem: item, configurationItemSummary: summary } = given;
  const items = {
    ...(isObject(item) ? { configurationItem: itemOf(item, place) } : {}),
    // A summary has no configuration: the item was too large to send.
    ...(isObject(summary) ? { configurationItemSummary: { ...itemOf(summary, place), configuration: undefined } } : {}),
  };
  const messageType = isObject(item)
    ? 'ConfigurationItemChangeNotification'
    : isObject(summary)
      ? 'OversizedConfigurationItemChangeNotification'
      : 'ScheduledNotification';
  return { messageType, notificationCreationTime: '2026-01-15T08:00:02.500Z', ...given, ...items };
};

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const itemOf = (given: Members, { account, region }: Place): Members => {
  const { resourceType = 'AWS::AppFlow::Flow', resourceId } = given;
  const defaults = {
    resourceType,
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-01-15T08:00:00.250Z',
    awsAccountId: account,
    awsRegion: region,
  };
  switch (resourceType) {
    case 'AWS::AppFlow::Flow': {
      const ARN = `arn:aws:appflow:${region}:${account}:flow/${resourceId}`;
      const configuration = { FlowName: resourceId, FlowArn: ARN, Tasks: [] };
      return { ...defaults, resourceName: resourceId, ARN, configuration, ...given };
    }
    case 'AWS::KMS::Key': {
      const ARN = `arn:aws:kms:${region}:${account}:key/${resourceId}`;
      const state = { keyManager: 'CUSTOMER', keyState: 'Enabled', enabled: true };
      const configuration = { keyId: resourceId, arn: ARN, awsaccountId: account, ...state };
      return { ...defaults, resourceName: null, ARN, configuration, ...given };
    }
    default:
      return { ...defaults, ...given };
  }
};
