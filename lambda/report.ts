import pLimit from 'p-limit';
import { BATCH_SIZE, putEvaluations } from './aws/config-evaluations.ts';
import type { Aws } from './aws/connection.ts';
import type { Evaluation } from './core/evaluation.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Unjudged } from './unjudged-flows-error.ts';

/** The way of verdicts out: batches go to AWS Config as they fill, so that what was judged survives whatever comes later. */
export interface Report {
  readonly add: (evaluation: Evaluation) => void;
  /** Puts the rest and waits for every batch. What AWS Config did not take comes back with its cause. */
  readonly finish: () => Promise<ReportOutcome>;
}

export interface ReportOutcome {
  readonly put: readonly Evaluation[];
  readonly refused: readonly Unjudged[];
  /** The rule was deleted while it ran: nobody wants its results. */
  readonly ruleGone: boolean;
}

export const createReport = (aws: Aws, resultToken: string, telemetry: Telemetry): Report => {
  const oneAtATime = pLimit(1);
  const batches: Promise<void>[] = [];
  const put: Evaluation[] = [];
  const refused: Unjudged[] = [];
  let waiting: Evaluation[] = [];
  let ruleGone = false;

  const putBatch = async (batch: readonly Evaluation[]): Promise<void> => {
    const outcome = await putEvaluations(aws, resultToken, batch);
    if (outcome.kind === 'rule-gone') {
      ruleGone = true;
      telemetry.warn('The rule was deleted meanwhile: AWS Config takes no results for it');
      return;
    }
    for (const evaluation of outcome.put) {
      put.push(evaluation);
      telemetry.verdict(evaluation);
    }
    for (const { evaluation, cause } of outcome.refused) {
      refused.push({ flowName: evaluation.flowName, cause });
      telemetry.refused(evaluation, cause);
    }
  };

  const putWaiting = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) batches.push(oneAtATime(() => putBatch(batch)));
  };

  return {
    add: (evaluation) => {
      waiting.push(evaluation);
      if (waiting.length === BATCH_SIZE) putWaiting();
    },
    finish: async () => {
      putWaiting();
      await Promise.all(batches);
      return { put, refused, ruleGone };
    },
  };
};
