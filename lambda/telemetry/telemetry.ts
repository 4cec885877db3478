import type { Evaluation } from '../core/output/evaluation.ts';

export type Details = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What the rule tells about its work: the few things that logs and metrics are made of. */
export interface Telemetry {
  readonly info: (message: string, details?: Details) => void;
  readonly warn: (message: string, details?: Details) => void;
  /** One verdict that was put. */
  readonly verdict: (evaluation: Evaluation) => void;
  /** A flow that got no verdict, and why. */
  readonly unjudged: (flowName: string, cause: unknown) => void;
  /** A verdict that AWS Config did not take. */
  readonly refused: (evaluation: Evaluation, cause: unknown) => void;
  /** A finding that Security Hub did not take. */
  readonly findingRefused: (findingId: string, cause: unknown) => void;
  /** Access Analyzer thinks otherwise of a key policy; `isOpen` is what this rule thinks. */
  readonly policyDisputed: (keyArn: string, isOpen: boolean) => void;
  /** Every flow was listed and judged, and every verdict was put. */
  readonly sweepCompleted: (evaluations: readonly Evaluation[], durationInMilliseconds: number) => void;
  /** How long after the change the verdict on it was put. */
  readonly detected: (delayInMilliseconds: number) => void;
  /** Writes the metrics of the event; the last word. */
  readonly publish: () => void;
}

/** Telemetry of one event, under its rule and place. */
export type CreateTelemetry = (of: {
  readonly ruleName: string;
  readonly account: string;
  readonly region: string;
}) => Telemetry;
