import pLimit from 'p-limit';
import type { ListFlows } from './aws/appflow-flows.ts';
import { readResourceIds } from './aws/config-resources.ts';
import type { Aws } from './aws/connection.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { JudgeFlow } from './judge-flow.ts';
import type { Report } from './report.ts';
import { settleOldResults } from './settle-old-results.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Outcome, Unjudged } from './unjudged-flows-error.ts';

export interface SweepOptions {
  readonly aws: Aws;
  readonly ruleName: string;
  readonly orderingTimestamp: Date;
  readonly listFlows: ListFlows;
  readonly judge: JudgeFlow;
  readonly report: Report;
  readonly telemetry: Telemetry;
}

/**
 * Flows under way at one time; of the others little more than the name is held. Four times the most DescribeFlow calls at
 * one time, so that none of these waits while other flows wait for their keys.
 */
const FLOWS_UNDER_WAY = 200;

/**
 * Judges every flow, each as soon as it is listed, then every flow that the rule still reports on and that was not listed.
 * Never rejects: one flow or page that fails hides no other.
 */
export const sweep = async (options: SweepOptions): Promise<Outcome> => {
  const { aws, listFlows, telemetry } = options;
  const resourceIds = readResourceIds(aws);
  const resourceIdOf = async (flowName: string): Promise<string> => (await resourceIds).idOf(flowName);
  const limit = pLimit(FLOWS_UNDER_WAY);
  const evaluating: Promise<void>[] = [];
  const unjudged: Unjudged[] = [];
  const evaluate = async (flowName: string): Promise<void> => {
    unjudged.push(...(await evaluateFlow(flowName, { ...options, resourceIdOf })));
  };
  const [listed, ids] = await Promise.allSettled([
    listFlows((flowName) => evaluating.push(limit(evaluate, flowName))),
    resourceIds,
  ]);
  const failures = [listed, ids].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (ids.status === 'fulfilled' && ids.value.unavailable !== undefined) {
    telemetry.warn('Flows are reported under their names', { because: ids.value.unavailable });
  }
  if (listed.status === 'fulfilled' && ids.status === 'fulfilled') {
    const outcome = await settleOldResults(new Set(listed.value), ids.value, limit, options);
    unjudged.push(...outcome.unjudged);
    failures.push(...outcome.failures);
  }
  await Promise.all(evaluating);
  return { unjudged, failures };
};
