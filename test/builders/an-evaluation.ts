import { type Evaluation, toEvaluation } from '../../lambda/core/output/evaluation.ts';

/** The verdict on a compliant flow, by its name. */
export const anEvaluation = (flowName = 'orders', overrides: Partial<Evaluation> = {}): Evaluation => ({
  ...toEvaluation({
    resourceType: 'AWS::AppFlow::Flow',
    resourceId: flowName,
    flowName,
    flowArn: `arn:aws:appflow:eu-west-1:111122223333:flow/${flowName}`,
    verdict: { complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' },
    orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
  }),
  ...overrides,
});

/** So many of them: flow-0, flow-1 and so on. */
export const evaluations = (count: number): readonly Evaluation[] =>
  Array.from({ length: count }, (_, index) => anEvaluation(`flow-${index}`));
