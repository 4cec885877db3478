import pLimit from 'p-limit';
import { listFlows } from '../../lambda/aws/appflow-flows.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { createLookups } from '../../lambda/aws/lookups.ts';
import type { Demands } from '../../lambda/core/checks/check.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';
import { SWEEP_LOOKUPS } from '../../lambda/event-plans.ts';
import { createFlowJudge, lookupPlanFor } from '../../lambda/flow-judge.ts';
import { readFlowKeys } from '../../lambda/select/flow-keys.ts';
import { walkedOnce } from '../../lambda/select/flow-listing.ts';
import { auditedFlow } from './audited-flow.ts';
import { auditedKey } from './audited-key.ts';
import type { Collector } from './collected.ts';
import { INTERRUPTED } from './unread-place.ts';

/** Flows under way at one time in a place; of the others no more than the name is held. */
const FLOWS_UNDER_WAY = 200;

/**
 * Judges every flow of one account and Region, with the calls of the rule's own sweep and no others. Rejects with an AwsCallError
 * where the flows could not be listed to the end; what was collected before stands. `concurrency`: DescribeFlow calls at one
 * time to begin with, 1 to 50.
 */
export const readPlace = async (
  aws: Aws,
  demands: Demands,
  concurrency: number,
  collector: Omit<Collector, 'collected'>,
): Promise<void> => {
  const plan = lookupPlanFor(SWEEP_LOOKUPS, demands.parameters);
  const lookups = createLookups(aws, concurrency, plan);
  const listing = walkedOnce(listFlows(aws));
  const readKeyUsers = () => readFlowKeys(listing(), lookups.flow);
  const tellUnanswered = ({ message }: Error): void =>
    collector.note(`Whether a key was in use when its flow ran stays open: ${plainText(message)}.`);
  const { judge } = createFlowJudge(aws, demands, lookups, plan, readKeyUsers, tellUnanswered);

  const { account, region } = aws.where;
  const toldKeys = new Set<string>();
  const judgeAndTell = async (flowName: string): Promise<void> => {
    try {
      const judged = await judge(flowName);
      const { key, rotation, evidence } = judged;
      collector.flow(auditedFlow(aws.where, judged));
      if (key === undefined || toldKeys.has(key.arn)) return;
      toldKeys.add(key.arn);
      collector.key(auditedKey(key, rotation, evidence.answers, demands.now));
    } catch (cause) {
      const because = aws.reads.abortSignal.aborted ? INTERRUPTED.because : plainText(messageOf(cause));
      collector.unjudged({ account, region, flow: flowName, because });
    }
  };

  const limit = pLimit(FLOWS_UNDER_WAY);
  const underWay: Promise<void>[] = [];
  try {
    for await (const flowName of listing()) {
      underWay.push(limit(() => judgeAndTell(flowName)));
    }
  } finally {
    await Promise.all(underWay);
  }
};
