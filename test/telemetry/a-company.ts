import type { WorldInput } from '../../local-aws/world.ts';
import { aChangeMessage, aConfigEvent, aFlowItem, aScheduledMessage } from '../builders/config-events.ts';

const key = (name: string): string => `arn:aws:kms:eu-west-1:111122223333:key/${name}`;

/** Six flows with every verdict among them, four keys, and the old result of a flow that is gone. */
export const aCompany = (wish: Partial<WorldInput> = {}): Partial<WorldInput> => ({
  flows: [
    { flowName: 'orders', kmsArn: key('lake') },
    { flowName: 'invoices', kmsArn: key('lake') },
    { flowName: 'leads', kmsArn: key('crm') },
    { flowName: 'bare' },
    { flowName: 'hidden', kmsArn: key('vault') },
    { flowName: 'legacy', kmsArn: key('lake'), tags: { ExemptUntil: '2999-12-31' } },
  ],
  keys: [
    // Old enough for two rotations, after which KMS asks no more.
    { Arn: key('lake'), CreationDate: '2019-03-01T00:00:00Z', Tags: { Owner: 'data-platform' } },
    { Arn: key('crm'), CreationDate: '2019-03-01T00:00:00Z', Rotation: { KeyRotationEnabled: false } },
    { Arn: key('vault') },
  ],
  denials: [{ action: 'kms:DescribeKey', resource: key('vault') }],
  evaluationResults: [{ ResourceId: 'removed', ComplianceType: 'NON_COMPLIANT' }],
  ...wish,
});

export const RULE_PARAMETERS = '{"exemptionTag":"ExemptUntil"}';

export const aSweep = (envelope: Readonly<Record<string, unknown>> = {}) =>
  aConfigEvent(aScheduledMessage(), { ruleParameters: RULE_PARAMETERS, ...envelope });

/** AWS Config has recorded a change of a flow of the company, a day and a minute ago. */
export const aChangeOf = (
  flowName: string,
  envelope: Readonly<Record<string, unknown>> = {},
  diff: unknown = { changedProperties: {}, changeType: 'UPDATE' },
) => {
  const ARN = `arn:aws:appflow:eu-west-1:111122223333:flow/${flowName}`;
  const item = aFlowItem({
    resourceId: flowName,
    resourceName: flowName,
    ARN,
    configuration: { FlowArn: ARN, FlowName: flowName },
    configurationItemCaptureTime: new Date(Date.now() - 86_460_000).toISOString(),
  });
  const message = aChangeMessage(item, { configurationItemDiff: diff });
  return aConfigEvent(message, { ruleParameters: RULE_PARAMETERS, ...envelope });
};
