import { flowNameOfArn, parseArn } from '../model/arn.ts';
import { FLOW_TYPE } from '../model/flow.ts';
import { parseKeyReference } from '../model/key-reference.ts';
import {
  changeTypeOf,
  Envelope,
  InvalidEventError,
  Item,
  jsonOf,
  Message,
  parse,
  ResourceType,
  Schedule,
} from './config-event-schema.ts';

export { InvalidEventError };

const KEY_TYPE = 'AWS::KMS::Key';

/** What AWS Config asks the function to do, and for which rule. */
export interface ConfigEvent {
  readonly resultToken: string;
  readonly ruleName: string;
  readonly ruleArn: string | undefined;
  /** The account that owns the rule: the member's for an organization rule. */
  readonly account: string | undefined;
  /** The Region of the rule, where its flows are; absent: the function's own. */
  readonly region: string | undefined;
  /** InputParameters as Config holds them: JSON text. */
  readonly ruleParameters: string | undefined;
  readonly trigger: Trigger;
}

/** A trigger that makes flows judged. */
export type JudgedTrigger = FlowTrigger | KeyTrigger | SweepTrigger;

export type Trigger =
  | JudgedTrigger
  /** A key was recorded in a way that needs no look at any flow. */
  | { readonly kind: 'skipped-key'; readonly keyId: string; readonly because: string }
  | { readonly kind: 'other-resource'; readonly resourceType: string };

/** It is time to judge every flow. */
export interface SweepTrigger {
  readonly kind: 'sweep';
  readonly orderingTimestamp: Date;
}

/** A flow was recorded. */
export interface FlowTrigger {
  readonly kind: 'flow';
  readonly resourceId: string;
  readonly flowName: string;
  /** Why it is not there any more; undefined where it is. */
  readonly goneBecause: string | undefined;
  /** False where AWS Config evaluates an item anew that it recorded long ago, perhaps. */
  readonly changed: boolean;
  readonly orderingTimestamp: Date;
}

/** A key was recorded. */
export interface KeyTrigger {
  readonly kind: 'key';
  readonly keyId: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly orderingTimestamp: Date;
}

/** Reads what Lambda received. Throws an InvalidEventError that names the place and what is wanted there. */
export const parseConfigEvent = (event: unknown): ConfigEvent => {
  const envelope = parse(Envelope, event, 'event');
  if (envelope.evaluationMode === 'PROACTIVE') {
    throw new InvalidEventError(
      'evaluationMode is PROACTIVE: a flow that does not exist yet cannot be described, set DETECTIVE',
    );
  }
  const message = jsonOf(envelope.invokingEvent);
  const { messageType } = parse(Message, message, 'invokingEvent');
  const common = {
    resultToken: envelope.resultToken,
    ruleName: envelope.configRuleName,
    ruleArn: envelope.configRuleArn,
    ruleParameters: envelope.ruleParameters,
  };
  const ruleRegion = parseArn(envelope.configRuleArn ?? '')?.region || undefined;

  if (messageType === 'ScheduledNotification' || messageType === 'ConfigurationSnapshotDeliveryCompleted') {
    const { notificationCreationTime, awsAccountId } = parse(Schedule, message, 'invokingEvent');
    const trigger: Trigger = { kind: 'sweep', orderingTimestamp: notificationCreationTime };
    return { ...common, account: envelope.accountId ?? awsAccountId, region: ruleRegion, trigger };
  }

  const oversized = messageType === 'OversizedConfigurationItemChangeNotification';
  const member = oversized ? 'configurationItemSummary' : 'configurationItem';
  const { [member]: recorded, configurationItemDiff } = message as Record<string, unknown>;
  const { resourceType } = parse(ResourceType, recorded, `invokingEvent.${member}`);
  if (resourceType !== FLOW_TYPE && resourceType !== KEY_TYPE) {
    return {
      ...common,
      account: envelope.accountId,
      region: ruleRegion,
      trigger: { kind: 'other-resource', resourceType },
    };
  }
  const item = parse(Item, recorded, `invokingEvent.${member}`);
  const changeType = oversized ? item.changeType : changeTypeOf(configurationItemDiff);
  return {
    ...common,
    account: envelope.accountId ?? item.awsAccountId,
    region: item.awsRegion ?? ruleRegion,
    trigger:
      resourceType === FLOW_TYPE
        ? flowTrigger(item, { leftScope: envelope.eventLeftScope ?? false, changed: changeType !== undefined })
        : keyTrigger(item, changeType),
  };
};

const GONE_STATUSES = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded']);

const flowTrigger = (
  item: Item,
  { leftScope, changed }: { readonly leftScope: boolean; readonly changed: boolean },
): FlowTrigger => ({
  kind: 'flow',
  resourceId: item.resourceId,
  flowName: flowNameOf(item),
  goneBecause: GONE_STATUSES.has(item.configurationItemStatus)
    ? `AWS Config reports the flow as ${item.configurationItemStatus}.`
    : leftScope
      ? 'The flow left the scope of the rule.'
      : undefined,
  changed,
  orderingTimestamp: item.configurationItemCaptureTime,
});

const flowNameOf = ({ configuration, ARN, arn, resourceName, resourceId }: Item): string =>
  configuration.FlowName ??
  flowNameOfArn(ARN ?? '') ??
  flowNameOfArn(arn ?? '') ??
  flowNameOfArn(configuration.FlowArn ?? '') ??
  resourceName ??
  flowNameOfArn(resourceId) ??
  resourceId;

const keyTrigger = (item: Item, changeType: string | undefined): Trigger => {
  const named = [item.ARN, item.arn, item.configuration.arn].flatMap((arn) => parseKeyReference(arn ?? '') ?? [])[0];
  const keyId = named?.names === 'key' ? named.id : item.resourceId;
  const because = skippedBecause(item, changeType);
  if (because !== undefined) return { kind: 'skipped-key', keyId, because };
  return {
    kind: 'key',
    keyId,
    account: named?.account ?? item.awsAccountId,
    region: named?.region ?? item.awsRegion,
    orderingTimestamp: item.configurationItemCaptureTime,
  };
};

const skippedBecause = ({ configuration }: Item, changeType: string | undefined): string | undefined => {
  if (configuration.keyManager === 'AWS') return 'the key is managed by AWS';
  // Config is re-evaluating the rule or has just got it: each flow gets an event of its own.
  if (changeType === undefined) return 'the item shows no change';
  // It looks so when recording begins, too; no flow uses a new key yet. A key in another state is not new.
  if (changeType === 'CREATE' && isEnabled(configuration)) return 'the key is new to AWS Config, and enabled';
  return undefined;
};

const isEnabled = ({ keyState, enabled }: Item['configuration']): boolean =>
  keyState === undefined ? enabled === true : keyState === 'Enabled' && enabled !== false;
