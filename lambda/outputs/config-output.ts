import pLimit from 'p-limit';
import type { Aws } from '../aws/clients/connection.ts';
import { BATCH_SIZE, putEvaluations } from '../aws/config-evaluations.ts';
import type { Evaluation } from '../core/output/evaluation.ts';
import type { UnjudgedFlow } from '../core/output/unjudged-flows-error.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** The way of verdicts to AWS Config: batches go out as they fill, so that what was judged survives whatever comes later. */
export interface ConfigOutput {
  readonly take: (evaluation: Evaluation) => void;
  /** Puts the rest and waits for every batch; tells what AWS Config did not take, with its cause. */
  readonly finish: () => Promise<ConfigOutputResult>;
}

export interface ConfigOutputResult {
  readonly put: readonly Evaluation[];
  readonly notTaken: readonly UnjudgedFlow[];
  /** The rule was deleted while it ran: nobody wants its results. */
  readonly ruleGone: boolean;
}

export const createConfigOutput = (aws: Aws, resultToken: string, telemetry: Telemetry): ConfigOutput => {
  const oneAtATime = pLimit(1);
  const batches: Promise<void>[] = [];
  const put: Evaluation[] = [];
  const notTaken: UnjudgedFlow[] = [];
  let waiting: Evaluation[] = [];
  let ruleGone = false;

  const putBatch = async (batch: readonly Evaluation[]): Promise<void> => {
    const result = await putEvaluations(aws, resultToken, batch);
    if (result.kind === 'rule-gone') {
      ruleGone = true;
      telemetry.warn('The rule was deleted meanwhile: AWS Config takes no results for it');
      return;
    }
    for (const evaluation of result.put) {
      put.push(evaluation);
      telemetry.verdict(evaluation);
    }
    for (const { evaluation, cause } of result.refused) {
      notTaken.push({ flowName: evaluation.flowName, cause });
      telemetry.refused(evaluation, cause);
    }
  };
  const putWaiting = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) batches.push(oneAtATime(() => putBatch(batch)));
  };

  return {
    take: (evaluation) => {
      waiting.push(evaluation);
      if (waiting.length === BATCH_SIZE) putWaiting();
    },
    finish: async () => {
      putWaiting();
      await Promise.all(batches);
      return { put, notTaken, ruleGone };
    },
  };
};
