import type { Place } from '../../local-aws/place.ts';
import { aConfigEvent } from '../builders/config-events.ts';
import { CAPTURED, flowArn, HERE, KEY_ID, keyArn, NOTIFIED } from './ordinary.ts';

export const EVENT_TYPES = [
  'flowChange',
  'oversizedFlowChange',
  'keyChange',
  'oversizedKeyChange',
  'sweep',
  'snapshot',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

type Members = Readonly<Record<string, unknown>>;

/** What differs from the ordinary event of a type, in the field names of AWS. */
export interface EventInput {
  /** `flowChange` by default. */
  readonly type?: EventType | undefined;
  /** Members of the configuration item, or of its summary in an oversized one; `resourceId` decides what the others say. */
  readonly item?: Members | undefined;
  /** Members of the notification around the item. */
  readonly message?: Members | undefined;
  /** Members of the invocation around the notification; one that is `undefined` is left out. */
  readonly envelope?: Members | undefined;
}

/** The time that the evaluations of an ordinary event carry. */
export const timeOf = (type: EventType): string => (type === 'sweep' || type === 'snapshot' ? NOTIFIED : CAPTURED);

/**
 * An event as AWS Config sends it to the function of a rule: by default that the flow `orders` was recorded.
 * @param place where the rule is; an event of another account names that in its envelope
 */
export const anEvent = (
  { type = 'flowChange', item = {}, message = {}, envelope = {} }: EventInput = {},
  place: Place = HERE,
): Members => {
  const account = String(envelope['accountId'] ?? place.account);
  const invokingEvent = {
    ...MESSAGES[type](item, { ...place, account }),
    notificationCreationTime: NOTIFIED,
    ...message,
  };
  return aConfigEvent(invokingEvent, {
    accountId: account,
    configRuleArn: `arn:aws:config:${place.region}:${account}:config-rule/config-rule-k3v9qa`,
    ...envelope,
  });
};

/** AWS Config re-evaluates an item without a diff, which the rule passes over where it is a key's. */
const CHANGED = { changeType: 'UPDATE', changedProperties: {} };

const MESSAGES: { readonly [T in EventType]: (item: Members, place: Place) => Members } = {
  flowChange: (item, place) => ({
    messageType: 'ConfigurationItemChangeNotification',
    configurationItem: flowItem(item, place),
  }),
  // A summary has no configuration: the item was too large to send.
  oversizedFlowChange: (item, place) => ({
    messageType: 'OversizedConfigurationItemChangeNotification',
    configurationItemSummary: { ...flowItem(item, place), configuration: undefined, changeType: 'UPDATE', ...item },
  }),
  keyChange: (item, place) => ({
    messageType: 'ConfigurationItemChangeNotification',
    configurationItem: keyItem(item, place),
    configurationItemDiff: CHANGED,
  }),
  oversizedKeyChange: (item, place) => ({
    messageType: 'OversizedConfigurationItemChangeNotification',
    configurationItemSummary: { ...keyItem(item, place), configuration: undefined, changeType: 'UPDATE', ...item },
  }),
  sweep: (_, { account }) => ({ messageType: 'ScheduledNotification', awsAccountId: account }),
  // It names no account: the envelope does.
  snapshot: () => ({
    messageType: 'ConfigurationSnapshotDeliveryCompleted',
    configSnapshotId: '7c1d0e52-3b1f-4a0e-9d5e-2f6a8b9c0d1e',
    s3ObjectKey: 'snapshot.json.gz',
    s3Bucket: 'example-config-bucket',
  }),
};

const itemBasics = ({ account, region }: Place): Members => ({
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: CAPTURED,
  awsAccountId: account,
  awsRegion: region,
});

const flowItem = (given: Members, place: Place): Members => {
  const { resourceId = 'orders' } = given;
  const ARN = flowArn(String(resourceId), place);
  return {
    ...itemBasics(place),
    resourceType: 'AWS::AppFlow::Flow',
    resourceId,
    resourceName: resourceId,
    ARN,
    configuration: { FlowName: resourceId, FlowArn: ARN, Tasks: [] },
    ...given,
  };
};

const keyItem = (given: Members, place: Place): Members => {
  const { resourceId = KEY_ID } = given;
  const ARN = keyArn(String(resourceId), place);
  const state = { keyManager: 'CUSTOMER', keyState: 'Enabled', enabled: true };
  return {
    ...itemBasics(place),
    resourceType: 'AWS::KMS::Key',
    resourceId,
    resourceName: null,
    ARN,
    configuration: { keyId: resourceId, arn: ARN, awsaccountId: place.account, ...state },
    ...given,
  };
};
