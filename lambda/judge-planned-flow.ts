import { listFlows } from './aws/appflow-flows.ts';
import type { AwsCallError } from './aws/aws-error.ts';
import type { Aws } from './aws/clients/connection.ts';
import { createLookups, type LookupPlan, type Lookups } from './aws/lookups.ts';
import { exclusionOf } from './core/applicability.ts';
import type { Demands } from './core/checks/check.ts';
import { demandsOnWhatIsKnown } from './core/planned/demands-on-what-is-known.ts';
import { type Seen, seenNow } from './core/planned/not-there-yet.ts';
import { type Outcome, outcomeOf, outcomeWithoutKey } from './core/planned/outcome.ts';
import type { PlannedFlow } from './core/planned/planned-flow.ts';
import { decideByChecks, type Verdict } from './core/verdict.ts';
import { createFlowJudge } from './flow-judge.ts';
import type { JudgedFlow } from './judge/judge-flow.ts';
import { readFlowKeys } from './select/flow-keys.ts';
import { including } from './select/flow-listing.ts';

/** A key of the same stack was made a moment ago; other flows are only described where they are counted. */
const LOOKUPS: LookupPlan = {
  flowJustRecorded: false,
  keyJustRecorded: true,
  remembersFlows: true,
  listsAllAtOnce: false,
};

/**
 * Judges a flow that AWS is about to make or change: by its properties, and by what is there at this moment of everything that
 * they name. Rejects where AWS gave no answer. `concurrency` and `tellUnanswered` are as in the judge of flows that are there.
 */
export const judgePlannedFlow = async (
  aws: Aws,
  planned: PlannedFlow,
  { parameters, now }: Demands,
  concurrency: number,
  tellUnanswered: (failure: AwsCallError) => void,
): Promise<Outcome> => {
  const { flow, key } = planned;
  const known = demandsOnWhatIsKnown(planned, parameters);
  const demands = { parameters: known.parameters, now };
  if (key !== undefined) return outcomeWithoutKey(exclusionOf(flow, known.parameters, now), key);
  const inAws = createLookups(aws, concurrency, LOOKUPS);
  const lookups: Lookups = {
    ...inAws,
    flow: async (flowName) => (flowName === flow.name ? { kind: 'found', flow } : inAws.flow(flowName)),
  };
  const readKeyUsers = () => readFlowKeys(including(flow.name, listFlows(aws)), lookups.flow);
  const { judge } = createFlowJudge(aws, demands, lookups, LOOKUPS, readKeyUsers, tellUnanswered);
  const judged = await judge(flow.name);
  const { verdict, notThere } = onlyWhatIsThere(judged, demands);
  return outcomeOf(verdict, { scope: known.scope, rest: [...known.rest, ...notThere] });
};

/** The verdict without what is only not there yet. */
const onlyWhatIsThere = (
  { verdict, key, evidence: { flow, answers } }: JudgedFlow,
  demands: Demands,
): { readonly verdict: Verdict } & Pick<Seen, 'notThere'> => {
  if (key === undefined || flow === undefined || answers === undefined) return { verdict, notThere: [] };
  const seen = seenNow(flow, answers);
  if (seen.notThere.length === 0) return { verdict, notThere: [] };
  return { verdict: decideByChecks({ flow: seen.flow, key, ...demands }, answers), notThere: seen.notThere };
};
