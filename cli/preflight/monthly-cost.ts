import { HOURS_A_MONTH, OBSERVABILITY, PRICES, SWEEPS_A_MONTH, type SweepFrequency } from './prices.ts';

/** What the rule costs in one account and Region, in US dollars a month. */
export interface MonthlyCost {
  readonly frequency: SweepFrequency;
  readonly sweeps: number;
  readonly evaluations: number;
  /** The evaluations of the sweeps; those of changes come on top. */
  readonly evaluationCost: number;
  /** Metrics, alarms and dashboard, where the switch Observability is on. */
  readonly observabilityCost: number;
}

/** For so many flows, by how often they are swept, rarest first. */
export const monthlyCosts = (flows: number): readonly MonthlyCost[] =>
  (Object.keys(SWEEPS_A_MONTH) as SweepFrequency[]).map((frequency) => {
    const sweeps = SWEEPS_A_MONTH[frequency];
    const evaluations = flows * sweeps;
    return {
      frequency,
      sweeps,
      evaluations,
      evaluationCost: inCents(costOfEvaluations(evaluations)),
      observabilityCost: inCents(costOfObservability(sweeps)),
    };
  });

const costOfEvaluations = (evaluations: number): number => {
  let cost = 0;
  let from = 0;
  for (const { upTo, price } of PRICES.evaluation) {
    cost += Math.max(0, Math.min(evaluations, upTo) - from) * price;
    from = upTo;
  }
  return cost;
};

/** `hours`: in how many of a month the metrics have data. */
const costOfObservability = (hours: number): number =>
  (OBSERVABILITY.metricsOfASweep * PRICES.metric * hours) / HOURS_A_MONTH +
  OBSERVABILITY.alarms * PRICES.alarm +
  PRICES.dashboard;

const inCents = (dollars: number): number => Math.round(dollars * 100) / 100;
