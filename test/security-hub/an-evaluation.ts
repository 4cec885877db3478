import type { Reason, ReasonCode } from '../../lambda/core/model/reasons.ts';
import { type Evaluation, toEvaluation } from '../../lambda/core/output/evaluation.ts';
import type { FindingContext } from '../../lambda/core/output/finding.ts';
import type { Verdict } from '../../lambda/core/verdict.ts';
import { aKey } from '../builders/a-key.ts';

/** A verdict on a flow that is, or was, there. */
export type OnFlow = Evaluation & { readonly flowArn: string };

const FLOW = {
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: 'orders-to-lake',
  flowName: 'orders-to-lake',
  flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
  orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
} as const;

/** A verdict that was put: COMPLIANT, on a flow with a rotating key. */
export const anEvaluation = (overrides: Partial<Omit<OnFlow, 'annotation'>> = {}): OnFlow => {
  const parts = {
    ...FLOW,
    key: aKey(),
    rotation: { kind: 'on', periodInDays: 365 } as const,
    verdict: {
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 0a1b2c3d rotates every 365 days.',
    } as const,
    ...overrides,
  };
  return { ...toEvaluation(parts), flowArn: parts.flowArn };
};

/** The same without a key, as of a flow that has none or is not judged. */
export const withoutKey = (verdict: Verdict): OnFlow => ({
  ...toEvaluation({ ...FLOW, verdict }),
  flowArn: FLOW.flowArn,
});

export const nonCompliant = (...reasons: readonly Reason[]): Verdict => ({
  complianceType: 'NON_COMPLIANT',
  reasons,
});

export const because = (code: ReasonCode, problem = 'something is wrong'): Reason => ({ code, problem });

export const aContext = (overrides: Partial<FindingContext> = {}): FindingContext => ({
  ruleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
  ruleName: 'appflow-flow-cmk',
  where: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
  now: new Date('2026-11-20T21:14:12.000Z'),
  ...overrides,
});
