import type { AwsCallError } from './aws/aws-error.ts';
import type { Aws } from './aws/clients/connection.ts';
import type { LookupPlan, Lookups } from './aws/lookups.ts';
import type { Demands } from './core/checks/check.ts';
import { mayOwnKeys } from './core/checks/key-account-is-allowed.ts';
import type { RuleParameters } from './core/input/rule-parameters.ts';
import type { NamedKey } from './core/model/key-reference.ts';
import { createJudge } from './judge/create-judge.ts';
import type { JudgedFlow } from './judge/judge-flow.ts';
import { type FlowKeys, type Target, targetOf } from './select/flow-keys.ts';
import { createFlowCount } from './select/flows-on-key.ts';

/** The judge of the flows of one account and Region, and the way from what a flow names to its key. */
export interface FlowJudge {
  readonly judge: (flowName: string) => Promise<JudgedFlow>;
  readonly follow: (named: NamedKey) => Promise<Target>;
}

/** Where the flows on a key are counted, each flow is looked up twice: for its key and for its verdict. */
export const lookupPlanFor = (plan: LookupPlan, { maxFlowsPerKey }: RuleParameters): LookupPlan => ({
  ...plan,
  remembersFlows: plan.remembersFlows || maxFlowsPerKey !== undefined,
});

/**
 * Joins a judge with the relation of flows and keys. `readKeyUsers` is asked once, and only where flows on a key are counted;
 * an answer that the judge can do without, and that AWS did not give, is told to `tellUnanswered`.
 */
export const createFlowJudge = (
  aws: Aws,
  demands: Demands,
  lookups: Lookups,
  plan: LookupPlan,
  readKeyUsers: () => Promise<FlowKeys>,
  tellUnanswered: (failure: AwsCallError) => void,
): FlowJudge => {
  const { parameters } = demands;
  const mayAsk = (account: string): boolean => mayOwnKeys(account, aws.where.account, parameters);
  const follow = (named: NamedKey): Promise<Target> => targetOf(named, lookups.key, mayAsk);
  const countFlowsOn = createFlowCount(readKeyUsers, follow, parameters.maxFlowsPerKey ?? 0);
  return { judge: createJudge(aws, demands, lookups, plan, countFlowsOn, tellUnanswered), follow };
};
