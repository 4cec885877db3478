import { AwsCallError, awsErrorKind } from '../aws/aws-error.ts';
import type { AccountRegion } from '../core/model/account-region.ts';
import { type ConfigResource, RESULTS_STAY, type ResourceIds, sortOldResults } from '../core/model/old-results.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Selection } from './selection.ts';

/** GetComplianceDetailsByConfigRule takes no longer name; PutConfigRule does. */
const LONGEST_RULE_NAME = 64;

/** What a sweep reads beside the flows themselves. */
export interface SweepReads {
  /** Every flow by name; throws where the listing is not complete. */
  readonly listFlows: () => AsyncIterable<string>;
  readonly resourceIds: () => Promise<ResourceIds>;
  /** What the rule still reports on. */
  readonly reportedResources: (ruleName: string) => Promise<readonly ConfigResource[]>;
}

/**
 * Every flow, each as soon as it is listed; then, after a complete listing, what the rule still reports on and was not listed:
 * results stay in AWS Config until they are reported as not applicable.
 */
export async function* selectEveryFlow(
  ruleName: string,
  where: AccountRegion,
  { listFlows, resourceIds, reportedResources }: SweepReads,
  telemetry: Telemetry,
): Selection {
  const listed = new Set<string>();
  for await (const flowName of listFlows()) {
    listed.add(flowName);
    yield { kind: 'flow', flowName };
  }
  const ids = await resourceIds();
  let reported: readonly ConfigResource[];
  try {
    reported = await reportedResources(ruleName);
  } catch (error) {
    if (!canNeverBeRead(error, ruleName)) throw error;
    telemetry.warn('No results of deleted flows are retired', { because: String(error) });
    return;
  }
  const { retired, lookUps, leftAlone } = sortOldResults(reported, { where, listed, ids });
  if (leftAlone.length > 0) telemetry.warn(RESULTS_STAY, { resourceIds: leftAlone });
  yield* retired.map((result) => ({ kind: 'retired' as const, ...result }));
  yield* lookUps.map((lookUp) => ({ kind: 'unlisted' as const, lookUp }));
}

/** The results of a rule that is gone, or whose name is too long for the call. */
const canNeverBeRead = (error: unknown, ruleName: string): boolean => {
  const kind = error instanceof AwsCallError ? awsErrorKind(error.cause) : 'passing';
  return kind === 'rule-gone' || (kind === 'invalid' && ruleName.length > LONGEST_RULE_NAME);
};
