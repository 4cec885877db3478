/** One line of the benchmark: what was measured, against what, and how much worse it may be. */
export interface Measure {
  readonly name: string;
  readonly measured: string;
  /** What it is compared with, from the same run. */
  readonly against: string;
  readonly ratio: number;
  readonly budget: number;
}

/** A ratio is told with two digits, so it is judged with two: 1.300001 is no broken budget. */
export const isWithinBudget = ({ ratio, budget }: Measure): boolean => Math.round(ratio * 100) <= budget * 100;

export const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} KB`;
