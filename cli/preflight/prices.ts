/**
 * What docs/cost.md assumes: list prices of US East (N. Virginia) in US dollars, as they were known in November 2026, without free
 * tiers. The one table of what this command and the generated table in that guide reckon with.
 */
export const PRICES = {
  /** An evaluation of AWS Config, by how many there were before it in the month, in one account and Region. */
  evaluation: [
    { upTo: 100_000, price: 0.001 },
    { upTo: 500_000, price: 0.0008 },
    { upTo: Number.POSITIVE_INFINITY, price: 0.0005 },
  ],
  /** A month in which it has data in every hour. */
  metric: 0.3,
  /** A month. */
  alarm: 0.1,
  /** A month. */
  dashboard: 3,
} as const;

/** Of a month of 30 days. */
export const HOURS_A_MONTH = 720;

export const SWEEPS_A_MONTH = {
  TwentyFour_Hours: 30,
  Twelve_Hours: 60,
  Six_Hours: 120,
  Three_Hours: 240,
  One_Hour: 720,
} as const;

export type SweepFrequency = keyof typeof SWEEPS_A_MONTH;

/** What the switch Observability brings to each account and Region. */
export const OBSERVABILITY = {
  /** Metrics that a sweep writes: 16, and one for each reason code that occurs, here four. */
  metricsOfASweep: 20,
  alarms: 5,
} as const;
