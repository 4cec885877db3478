import type { PreflightLine } from './line.ts';
import type { MonthlyCost } from './monthly-cost.ts';

/** A line for each frequency. What it costs is nothing to fail for: that is the reader's to judge. */
export const costLines = (costs: readonly MonthlyCost[], flows: number): readonly PreflightLine[] =>
  costs.map(({ frequency, sweeps, evaluations, evaluationCost, observabilityCost }) => ({
    check: `Cost, ${frequency}`,
    outcome: 'pass',
    told: `${dollars(evaluationCost)} a month for ${sweeps} sweeps × ${number(flows)} flows = ${number(evaluations)} evaluations; with Observability=true ${dollars(evaluationCost + observabilityCost)}.`,
  }));

const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const number = (count: number): string => count.toLocaleString('en-US');
