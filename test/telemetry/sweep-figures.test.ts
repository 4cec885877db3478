import type { Key } from '../../lambda/core/model/key.ts';
import type { Evaluation } from '../../lambda/core/output/evaluation.ts';
import { toEvaluation } from '../../lambda/core/output/evaluation.ts';
import type { Verdict } from '../../lambda/core/verdict.ts';
import { sweepFigures } from '../../lambda/telemetry/sweep-figures.ts';
import { aKey } from '../builders/a-key.ts';

const now = new Date('2026-11-21T03:00:09.000Z');
const COMPLIANT: Verdict = { complianceType: 'COMPLIANT', because: 'It is.' };
const ROTATION_OFF: Verdict = {
  complianceType: 'NON_COMPLIANT',
  reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off' }],
};
const UNVERIFIED = [{ code: 'UNVERIFIED', problem: 'the key could not be read' }] as const;
const named = (label: 'GONE' | 'OUT_OF_SCOPE' | 'EXEMPT'): Verdict => ({
  complianceType: 'NOT_APPLICABLE',
  label,
  because: 'It is not.',
});

const anEvaluation = (verdict: Verdict, key?: Key): Evaluation =>
  toEvaluation({
    resourceType: 'AWS::AppFlow::Flow',
    resourceId: 'orders',
    flowName: 'orders',
    flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
    verdict,
    orderingTimestamp: now,
    ...(key === undefined ? {} : { key, rotation: { kind: 'off' } }),
  });

it('an empty account has no percentage', () => {
  expect(sweepFigures([], now)).toEqual({
    Flows: 0,
    CompliantFlows: 0,
    NonCompliantFlows: 0,
    NotApplicableFlows: 0,
    UnverifiedFlows: 0,
    CompliantPercentage: undefined,
    CustomerManagedKeys: 0,
    EstimatedMonthlyKeyCost: 0,
  });
});

it('flows that are not judged count as flows, and not for the percentage', () => {
  const evaluations = [COMPLIANT, ROTATION_OFF, COMPLIANT, named('EXEMPT'), named('OUT_OF_SCOPE')];
  expect(
    sweepFigures(
      evaluations.map((verdict) => anEvaluation(verdict)),
      now,
    ),
  ).toMatchObject({
    Flows: 5,
    CompliantFlows: 2,
    NonCompliantFlows: 1,
    NotApplicableFlows: 2,
    CompliantPercentage: expect.closeTo(66.667, 3),
  });
});

it('a flow that is gone counts for nothing', () => {
  expect(sweepFigures([anEvaluation(named('GONE')), anEvaluation(COMPLIANT)], now)).toMatchObject({
    Flows: 1,
    NotApplicableFlows: 0,
    CompliantPercentage: 100,
  });
});

it('what was not verified is counted whichever verdict it got', () => {
  const evaluations = [
    anEvaluation({ complianceType: 'NON_COMPLIANT', reasons: UNVERIFIED }),
    anEvaluation({ complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons: UNVERIFIED }),
  ];
  expect(sweepFigures(evaluations, now)).toMatchObject({
    UnverifiedFlows: 2,
    NonCompliantFlows: 1,
    NotApplicableFlows: 1,
    CompliantPercentage: 0,
  });
});

it('a key is counted and paid once, however many flows use it', () => {
  const other = aKey({ arn: 'arn:aws:kms:eu-west-1:111122223333:key/other' });
  const evaluations = [
    anEvaluation(COMPLIANT, aKey()),
    anEvaluation(ROTATION_OFF, aKey()),
    anEvaluation(COMPLIANT, other),
  ];
  expect(sweepFigures(evaluations, now)).toMatchObject({ CustomerManagedKeys: 2, EstimatedMonthlyKeyCost: 2 });
});

it('a key that AWS manages costs nothing', () => {
  const evaluations = [anEvaluation(ROTATION_OFF, aKey({ manager: 'AWS' }))];
  expect(sweepFigures(evaluations, now)).toMatchObject({ CustomerManagedKeys: 0, EstimatedMonthlyKeyCost: 0 });
});
