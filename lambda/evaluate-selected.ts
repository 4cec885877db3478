import { gone } from './core/applicability.ts';
import type { AccountRegion } from './core/model/account-region.ts';
import { flowArn } from './core/model/arn.ts';
import { FLOW_TYPE } from './core/model/flow.ts';
import {
  type ConfigResource,
  type LookUp,
  OTHER_ID,
  RESULTS_STAY,
  type ResourceIds,
} from './core/model/old-results.ts';
import { toEvaluation } from './core/output/evaluation.ts';
import type { UnjudgedFlow } from './core/output/unjudged-flows-error.ts';
import type { JudgedFlow } from './judge/judge-flow.ts';
import type { ConfigOutput } from './outputs/config-output.ts';
import type { Selected } from './select/selection.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** Brings one thing that was selected to its evaluations; tells the flow that got no verdict, if any. Never rejects. */
export type EvaluateSelected = (selected: Selected) => Promise<readonly UnjudgedFlow[]>;

export const createEvaluateSelected = (
  where: AccountRegion,
  orderingTimestamp: Date,
  judge: (flowName: string) => Promise<JudgedFlow>,
  resourceIds: () => Promise<ResourceIds>,
  output: Pick<ConfigOutput, 'take'>,
  telemetry: Telemetry,
): EvaluateSelected => {
  // The evidence is let go: a sweep would otherwise hold all that was read until its last flow is put.
  const put = ({ evidence: _, ...judged }: JudgedFlow, resourceId: string): void =>
    output.take(toEvaluation({ ...judged, resourceType: FLOW_TYPE, resourceId, orderingTimestamp }));
  const retire = ({ type, id }: ConfigResource, because: string): void => {
    const verdict = gone(because);
    output.take(toEvaluation({ resourceType: type, resourceId: id, flowName: id, verdict, orderingTimestamp }));
  };

  const judgeAndPut = async (flowName: string, resourceId?: string): Promise<void> => {
    const [judged, id] = await Promise.all([
      judge(flowName),
      resourceId ?? resourceIds().then(({ idOf }) => idOf(flowName)),
    ]);
    put(judged, id);
  };

  /** A flow that was not listed is gone only by AppFlow's own word. */
  const settle = async ({ flowName, resourceId, retiredIfGone, leftIfGone, retiredIfThere }: LookUp): Promise<void> => {
    const judged = await judge(flowName);
    const isGone = 'label' in judged.verdict && judged.verdict.label === 'GONE';
    if (!isGone) {
      put(judged, resourceId);
      for (const id of retiredIfThere) retire({ type: FLOW_TYPE, id }, OTHER_ID);
      return;
    }
    for (const id of retiredIfGone) put(judged, id);
    if (leftIfGone.length > 0) telemetry.warn(RESULTS_STAY, { resourceIds: leftIfGone });
  };

  const evaluate = async (selected: Exclude<Selected, { kind: 'unjudged' }>): Promise<void> => {
    switch (selected.kind) {
      case 'flow':
        return judgeAndPut(selected.flowName, selected.resourceId);
      case 'gone': {
        const { flowName, resourceId, because } = selected;
        return put({ flowName, flowArn: flowArn(where, flowName), evidence: {}, verdict: gone(because) }, resourceId);
      }
      case 'retired':
        return retire(selected.resource, selected.because);
      case 'unlisted':
        return settle(selected.lookUp);
    }
  };

  return async (selected) => {
    if (selected.kind === 'unjudged') return [selected];
    try {
      await evaluate(selected);
      return [];
    } catch (cause) {
      return [{ flowName: nameIn(selected), cause }];
    }
  };
};

const nameIn = (selected: Exclude<Selected, { kind: 'unjudged' }>): string => {
  switch (selected.kind) {
    case 'retired':
      return selected.resource.id;
    case 'unlisted':
      return selected.lookUp.flowName;
    default:
      return selected.flowName;
  }
};
