import { FLOW_TYPE } from './core/config-event.ts';
import { toEvaluation } from './core/evaluation.ts';
import type { JudgeFlow } from './judge-flow.ts';
import type { Report } from './report.ts';
import type { Unjudged } from './unjudged-flows-error.ts';

export interface EvaluationOptions {
  readonly judge: JudgeFlow;
  /** The id under which AWS Config knows a flow. */
  readonly resourceIdOf: (flowName: string) => Promise<string>;
  readonly orderingTimestamp: Date;
  readonly report: Report;
}

/** Judges one flow and hands the verdict to the report. Never rejects: a flow that cannot be judged hides no other. */
export const evaluateFlow = async (flowName: string, options: EvaluationOptions): Promise<readonly Unjudged[]> => {
  const { judge, resourceIdOf, orderingTimestamp, report } = options;
  try {
    const [judged, resourceId] = await Promise.all([judge(flowName), resourceIdOf(flowName)]);
    report.add(toEvaluation({ ...judged, resourceType: FLOW_TYPE, resourceId, orderingTimestamp }));
    return [];
  } catch (cause) {
    return [{ flowName, cause }];
  }
};
