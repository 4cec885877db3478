import { type Evaluation, reasonCodesOf } from '../core/output/evaluation.ts';
import { estimatedMonthlyCost } from '../core/output/key-cost.ts';

/** The state of an account and Region as a complete sweep saw it; names are those of the metrics. */
export interface SweepFigures {
  readonly Flows: number;
  readonly CompliantFlows: number;
  readonly NonCompliantFlows: number;
  readonly NotApplicableFlows: number;
  readonly UnverifiedFlows: number;
  /** Of the flows that were judged; absent where none was. */
  readonly CompliantPercentage: number | undefined;
  readonly CustomerManagedKeys: number;
  /** US dollars. */
  readonly EstimatedMonthlyKeyCost: number;
}

export const sweepFigures = (evaluations: readonly Evaluation[], now: Date): SweepFigures => {
  const present = evaluations.filter(({ verdict }) => !('label' in verdict && verdict.label === 'GONE'));
  const having = (complianceType: string): number =>
    present.filter(({ verdict }) => verdict.complianceType === complianceType).length;
  const compliant = having('COMPLIANT');
  const judged = compliant + having('NON_COMPLIANT');
  const keys = new Map(
    present.flatMap(({ key, rotation }) =>
      key?.manager !== 'CUSTOMER' ? [] : [[key.arn, { key, rotation }] as const],
    ),
  );
  return {
    Flows: present.length,
    CompliantFlows: compliant,
    NonCompliantFlows: having('NON_COMPLIANT'),
    NotApplicableFlows: having('NOT_APPLICABLE'),
    UnverifiedFlows: present.filter((evaluation) => reasonCodesOf(evaluation).includes('UNVERIFIED')).length,
    CompliantPercentage: judged === 0 ? undefined : (100 * compliant) / judged,
    CustomerManagedKeys: keys.size,
    EstimatedMonthlyKeyCost: [...keys.values()].reduce(
      (sum, { key, rotation }) => sum + estimatedMonthlyCost(key, rotation, now),
      0,
    ),
  };
};
