import pLimit from 'p-limit';
import { listFlows } from '../../lambda/aws/appflow-flows.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { createLookups, type Lookups } from '../../lambda/aws/lookups.ts';
import type { Demands } from '../../lambda/core/checks/check.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';
import { SWEEP_LOOKUPS } from '../../lambda/event-plans.ts';
import { createFlowJudge, lookupPlanFor } from '../../lambda/flow-judge.ts';
import type { JudgedFlow } from '../../lambda/judge/judge-flow.ts';
import { readFlowKeys } from '../../lambda/select/flow-keys.ts';
import { walkedOnce } from '../../lambda/select/flow-listing.ts';
import type { UnjudgedFlow } from '../audit/audit.ts';
import { INTERRUPTED } from './unread-place.ts';

/** What is demanded, and the connection by which it is judged: a role in accounts of keys is among the demands. */
export interface Bench {
  readonly aws: Aws;
  readonly demands: Demands;
}

/** Is told what became of each flow, as soon as it is known. */
export interface FlowsTold {
  /** One verdict for each bench, in their order. */
  readonly judged: (verdicts: readonly JudgedFlow[]) => void;
  readonly unjudged: (flow: UnjudgedFlow) => void;
  /** A whole sentence on what the judgement could do without and AWS did not answer. */
  readonly note: (sentence: string) => void;
}

/** Flows under way at one time in a place; of the others no more than the name is held. */
const FLOWS_UNDER_WAY = 200;

/**
 * Judges every flow of one account and Region by each bench, with the calls of the rule's own sweep and no others: benches that
 * share a connection share what is read. Rejects with an AwsCallError where the flows could not be listed to the end; what was told
 * before stands. `concurrency`: DescribeFlow calls at one time to begin with, 1 to 50.
 */
export const judgePlace = async (
  benches: readonly [Bench, ...Bench[]],
  concurrency: number,
  told: FlowsTold,
): Promise<void> => {
  const [{ aws }] = benches;
  const { account, region } = aws.where;
  const listing = walkedOnce(listFlows(aws));
  const lookupsBy = new Map<Aws, Lookups>();
  const judges = benches.map(({ aws: own, demands }) => {
    const plan = lookupPlanFor({ ...SWEEP_LOOKUPS, remembersFlows: benches.length > 1 }, demands.parameters);
    const lookups = lookupsBy.get(own) ?? createLookups(own, concurrency, plan);
    lookupsBy.set(own, lookups);
    const readKeyUsers = () => readFlowKeys(listing(), lookups.flow);
    const tellUnanswered = ({ message }: Error): void =>
      told.note(`Whether a key was in use when its flow ran stays open: ${plainText(message)}.`);
    return createFlowJudge(own, demands, lookups, plan, readKeyUsers, tellUnanswered).judge;
  });

  const judgeAndTell = async (flowName: string): Promise<void> => {
    try {
      told.judged(await Promise.all(judges.map((judge) => judge(flowName))));
    } catch (cause) {
      const because = aws.reads.abortSignal.aborted ? INTERRUPTED.because : plainText(messageOf(cause));
      told.unjudged({ account, region, flow: flowName, because });
    }
  };

  const limit = pLimit(FLOWS_UNDER_WAY);
  const underWay: Promise<void>[] = [];
  try {
    for await (const flowName of listing()) underWay.push(limit(() => judgeAndTell(flowName)));
  } finally {
    await Promise.all(underWay);
  }
};
