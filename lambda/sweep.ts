import type { ListFlows } from './aws/appflow-flows.ts';
import { AwsReadError, awsErrorKind } from './aws/aws-error.ts';
import { type ConfigResource, FLOW_TYPE, readReportedResources, readResourceIds } from './aws/config-resources.ts';
import type { Aws, Place } from './aws/connection.ts';
import { gone } from './core/applicability.ts';
import { flowArn, flowNameOfArn } from './core/arn.ts';
import { type Evaluation, toEvaluation } from './core/evaluation.ts';
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

/**
 * Judges every flow, each as soon as it is listed, then retires the results of flows that are no longer there.
 * Never rejects: one flow or page that fails hides no other.
 */
export const sweep = async (options: SweepOptions): Promise<Outcome> => {
  const { aws, listFlows } = options;
  const resourceIds = readResourceIds(aws);
  const resourceIdOf = async (flowName: string): Promise<string> => (await resourceIds).idOf(flowName);
  const evaluating: Promise<readonly Unjudged[]>[] = [];
  const [listed, ids] = await Promise.allSettled([
    listFlows((flowName) => evaluating.push(evaluateFlow(flowName, { ...options, resourceIdOf }))),
    resourceIds,
  ]);
  const failures = [listed, ids].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (ids.status === 'fulfilled' && ids.value.unavailable !== undefined) {
    options.telemetry.warn('Flows are reported under their names', { because: ids.value.unavailable });
  }
  if (listed.status === 'fulfilled' && ids.status === 'fulfilled') {
    failures.push(...(await retireOthers(new Set(listed.value.map(ids.value.idOf)), options)));
  }
  return { unjudged: (await Promise.all(evaluating)).flat(), failures };
};

/** Results stay in AWS Config until they are reported as not applicable: those of flows that were not listed are. */
const retireOthers = async (present: ReadonlySet<string>, options: SweepOptions): Promise<readonly unknown[]> => {
  const { aws, ruleName, report, telemetry, orderingTimestamp } = options;
  try {
    const reported = await readReportedResources(aws, ruleName);
    const stale = reported.filter(({ type, id }) => type !== FLOW_TYPE || !present.has(id));
    for (const resource of stale) report.add(retirement(resource, aws.at, orderingTimestamp));
    return [];
  } catch (error) {
    if (!(error instanceof AwsReadError) || awsErrorKind(error.cause) !== 'invalid') return [error];
    // The operation takes rule names of at most 64 characters, PutConfigRule longer ones.
    telemetry.warn('Results of deleted flows are not retired: AWS Config does not give the results of this rule', {
      ruleName,
      because: error.message,
    });
    return [];
  }
};

const retirement = ({ type, id }: ConfigResource, at: Place, orderingTimestamp: Date): Evaluation => {
  const flowName = flowNameOfArn(id) ?? id;
  return toEvaluation({
    resourceType: type,
    resourceId: id,
    flowName,
    flowArn: flowArn(at, flowName),
    judgement: gone('AppFlow lists no such flow any more.'),
    orderingTimestamp,
  });
};
