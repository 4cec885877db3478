import type { WorldInput } from '../../local-aws/world.ts';
import { anEvent } from './events.ts';
import { keyArn } from './ordinary.ts';

/** Six flows with every verdict among them, four keys, and the old result of a flow that is gone. */
export const aCompany = (overrides: Partial<WorldInput> = {}): Partial<WorldInput> => ({
  flows: [
    { flowName: 'orders', kmsArn: keyArn('lake') },
    { flowName: 'invoices', kmsArn: keyArn('lake') },
    { flowName: 'leads', kmsArn: keyArn('crm') },
    { flowName: 'bare' },
    { flowName: 'hidden', kmsArn: keyArn('vault') },
    { flowName: 'legacy', kmsArn: keyArn('lake'), tags: { ExemptUntil: '2999-12-31' } },
  ],
  keys: [
    // Old enough for two rotations, after which KMS asks no more.
    { Arn: keyArn('lake'), CreationDate: '2019-03-01T00:00:00Z', Tags: { Owner: 'data-platform' } },
    { Arn: keyArn('crm'), CreationDate: '2019-03-01T00:00:00Z', Rotation: { KeyRotationEnabled: false } },
    { Arn: keyArn('vault') },
  ],
  denials: [{ action: 'kms:DescribeKey', resource: keyArn('vault') }],
  evaluationResults: [{ ResourceId: 'removed', ComplianceType: 'NON_COMPLIANT' }],
  ...overrides,
});

const ruleParameters = '{"exemptionTag":"ExemptUntil"}';

/** The schedule of the rule has come round in the company. */
export const aSweep = (envelope: Readonly<Record<string, unknown>> = {}) =>
  anEvent({ type: 'sweep', envelope: { ruleParameters, ...envelope } });

/** AWS Config has recorded a change of a flow of the company, a day and a minute ago. */
export const aChangeOf = (
  flowName: string,
  envelope: Readonly<Record<string, unknown>> = {},
  configurationItemDiff: unknown = { changedProperties: {}, changeType: 'UPDATE' },
) =>
  anEvent({
    item: {
      resourceId: flowName,
      configurationItemCaptureTime: new Date(Date.now() - 86_460_000).toISOString(),
    },
    message: { configurationItemDiff },
    envelope: { ruleParameters, ...envelope },
  });
