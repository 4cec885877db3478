import { isOfFlow, reasonCodesOf, toEvaluation } from '../../../lambda/core/output/evaluation.ts';
import { aKey } from '../../builders/a-key.ts';

const about = {
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: 'orders',
  flowName: 'orders',
  flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
  key: aKey(),
  orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
};

const compliant = { complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' } as const;

it('an evaluation carries its verdict and the annotation of it', () => {
  expect(toEvaluation({ ...about, verdict: compliant })).toEqual({
    resourceType: 'AWS::AppFlow::Flow',
    resourceId: 'orders',
    flowName: 'orders',
    flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
    key: aKey(),
    orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
    verdict: { complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' },
    annotation: 'OK: Customer managed key 1b2c is enabled.',
  });
});

it('the codes of an evaluation are those of its reasons, once each, worst first', () => {
  const reasons = [
    { code: 'UNVERIFIED', problem: 'a' },
    { code: 'KEY_DISABLED', problem: 'b' },
    { code: 'UNVERIFIED', problem: 'c' },
  ] as const;
  const evaluation = toEvaluation({ ...about, verdict: { complianceType: 'NON_COMPLIANT', reasons } });
  expect(reasonCodesOf(evaluation)).toEqual(['KEY_DISABLED', 'UNVERIFIED']);
});

it.each([
  { name: 'compliant', verdict: compliant },
  { name: 'gone', verdict: { complianceType: 'NOT_APPLICABLE', label: 'GONE', because: 'It is gone.' } as const },
])('an evaluation of a flow that is $name has no codes', ({ verdict }) => {
  expect(reasonCodesOf(toEvaluation({ ...about, verdict }))).toEqual([]);
});

it('an evaluation is of a flow where it has the ARN of one', () => {
  const { flowArn: _, ...withoutArn } = about;
  expect(isOfFlow(toEvaluation({ ...about, verdict: compliant }))).toBe(true);
  expect(isOfFlow(toEvaluation({ ...withoutArn, verdict: compliant }))).toBe(false);
});
