import type { Place } from './aws/connection.ts';
import { gone } from './core/applicability.ts';
import { flowArn } from './core/arn.ts';
import type { FlowTrigger } from './core/config-event.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { JudgeFlow } from './judge-flow.ts';
import type { Report } from './report.ts';
import type { Outcome } from './unjudged-flows-error.ts';

export interface FlowChangeOptions {
  readonly trigger: FlowTrigger;
  readonly at: Place;
  readonly judge: JudgeFlow;
  readonly report: Report;
}

/** One evaluation, of that resource under the id it came with; nothing is read of a flow that is gone. */
export const followFlowChange = async ({ trigger, at, judge, report }: FlowChangeOptions): Promise<Outcome> => {
  const { flowName, resourceId, orderingTimestamp } = trigger;
  const judgement = trigger.gone === undefined ? undefined : gone(trigger.gone);
  const judgeOrGone: JudgeFlow =
    judgement === undefined ? judge : async () => ({ flowName, flowArn: flowArn(at, flowName), judgement });
  const resourceIdOf = async (): Promise<string> => resourceId;
  const unjudged = await evaluateFlow(flowName, { judge: judgeOrGone, resourceIdOf, orderingTimestamp, report });
  return { unjudged, failures: [] };
};
