import type { LimitFunction } from 'p-limit';
import { AwsCallError, awsErrorKind } from './aws/aws-error.ts';
import { readReportedResources } from './aws/config-resources.ts';
import { gone } from './core/applicability.ts';
import { FLOW_TYPE } from './core/config-event.ts';
import { toEvaluation } from './core/evaluation.ts';
import { type ConfigResource, type LookUp, OTHER_ID, type ResourceIds, sortOldResults } from './core/old-results.ts';
import type { SweepOptions } from './sweep.ts';
import type { Outcome, Unjudged } from './unjudged-flows-error.ts';

/** GetComplianceDetailsByConfigRule takes no longer name; PutConfigRule does. */
const LONGEST_RULE_NAME = 64;

/**
 * Results stay in AWS Config until they are reported as not applicable: those of flows that are gone are, by a complete listing
 * and AppFlow's own word. Never rejects.
 */
export const settleOldResults = async (
  listed: ReadonlySet<string>,
  ids: ResourceIds,
  limit: LimitFunction,
  options: SweepOptions,
): Promise<Outcome> => {
  const { aws, ruleName, telemetry } = options;
  try {
    const reported = await readReportedResources(aws, ruleName);
    const { retired, lookUps, leftAlone } = sortOldResults(reported, { at: aws.at, listed, ids });
    for (const { resource, because } of retired) retire(resource, because, options);
    const settled = await Promise.all(lookUps.map((lookUp) => limit(settle, lookUp, options)));
    const resourceIds = [...leftAlone, ...settled.flatMap((it) => it.leftAlone)];
    if (resourceIds.length > 0) telemetry.warn('Nobody can tell whose these results are: they stay', { resourceIds });
    return { unjudged: settled.flatMap(({ unjudged }) => unjudged), failures: [] };
  } catch (error) {
    const kind = error instanceof AwsCallError ? awsErrorKind(error.cause) : 'passing';
    const isTooLong = kind === 'invalid' && ruleName.length > LONGEST_RULE_NAME;
    if (!isTooLong && kind !== 'rule-gone') return { unjudged: [], failures: [error] };
    telemetry.warn('No results of deleted flows are retired', { because: String(error) });
    return { unjudged: [], failures: [] };
  }
};

interface Settled {
  readonly leftAlone: readonly string[];
  readonly unjudged: readonly Unjudged[];
}

const settle = async (lookUp: LookUp, options: SweepOptions): Promise<Settled> => {
  const { flowName, resourceId, retiredIfGone, leftIfGone, retiredIfThere } = lookUp;
  const { judge, report, orderingTimestamp } = options;
  try {
    const judged = await judge(flowName);
    const isGone = 'label' in judged.judgement && judged.judgement.label === 'GONE';
    for (const id of isGone ? retiredIfGone : [resourceId]) {
      report.add(toEvaluation({ ...judged, resourceType: FLOW_TYPE, resourceId: id, orderingTimestamp }));
    }
    for (const id of isGone ? [] : retiredIfThere) retire({ type: FLOW_TYPE, id }, OTHER_ID, options);
    return { leftAlone: isGone ? leftIfGone : [], unjudged: [] };
  } catch (cause) {
    return { leftAlone: [], unjudged: [{ flowName, cause }] };
  }
};

const retire = ({ type, id }: ConfigResource, because: string, { report, orderingTimestamp }: SweepOptions): void =>
  report.add(
    toEvaluation({ resourceType: type, resourceId: id, flowName: id, judgement: gone(because), orderingTimestamp }),
  );
