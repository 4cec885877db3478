import pLimit from 'p-limit';
import type { ListFlows } from './aws/appflow-flows.ts';
import { AwsCallError, awsErrorKind } from './aws/aws-error.ts';
import { type ResourceIds, readReportedResources, readResourceIds } from './aws/config-resources.ts';
import type { Aws } from './aws/connection.ts';
import { gone } from './core/applicability.ts';
import { flowArn, flowNameOfArn } from './core/arn.ts';
import { FLOW_TYPE } from './core/config-event.ts';
import { toEvaluation } from './core/evaluation.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { JudgeFlow } from './judge-flow.ts';
import type { Report } from './report.ts';
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

/** GetComplianceDetailsByConfigRule takes no longer name; PutConfigRule does. */
const LONGEST_RULE_NAME = 64;

/**
 * Flows under way at one time; of the others little more than the name is held. Four times the most DescribeFlow calls at
 * one time, so that none of these waits while other flows wait for their keys.
 */
const FLOWS_UNDER_WAY = 200;

/**
 * Judges every flow, each as soon as it is listed, then retires the results of flows that are no longer there.
 * Never rejects: one flow or page that fails hides no other.
 */
export const sweep = async (options: SweepOptions): Promise<Outcome> => {
  const { aws, listFlows } = options;
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
    options.telemetry.warn('Flows are reported under their names', { because: ids.value.unavailable });
  }
  if (listed.status === 'fulfilled' && ids.status === 'fulfilled') {
    failures.push(...(await retireOthers(listed.value, ids.value, options)));
  }
  await Promise.all(evaluating);
  return { unjudged, failures };
};

/** Results stay in AWS Config until they are reported as not applicable: those of no flow that was listed are. */
const retireOthers = async (
  listed: readonly string[],
  ids: ResourceIds,
  { aws, ruleName, report, telemetry, orderingTimestamp }: SweepOptions,
): Promise<readonly unknown[]> => {
  const names = new Set(listed);
  const current = new Set(listed.map(ids.idOf));
  try {
    for (const { type, id } of await readReportedResources(aws, ruleName)) {
      const isFlow = type === FLOW_TYPE;
      const flowName = flowNameOfArn(id) ?? id;
      const isThere = isFlow && names.has(flowName);
      // Without the ids of AWS Config nobody can tell an old id of a flow from its right one.
      if (isThere && (current.has(id) || ids.unavailable !== undefined)) continue;
      report.add(
        toEvaluation({
          resourceType: type,
          resourceId: id,
          flowName,
          ...(isFlow && !isThere ? { flowArn: flowArn(aws.at, flowName) } : {}),
          judgement: gone(
            isThere ? 'AWS Config knows the flow under another id now.' : 'AppFlow lists no such flow any more.',
          ),
          orderingTimestamp,
        }),
      );
    }
    return [];
  } catch (error) {
    const kind = error instanceof AwsCallError ? awsErrorKind(error.cause) : 'passing';
    const isTooLong = kind === 'invalid' && ruleName.length > LONGEST_RULE_NAME;
    if (!isTooLong && kind !== 'rule-gone') return [error];
    telemetry.warn('No results of deleted flows are retired', { because: String(error) });
    return [];
  }
};
