import { type Answer, given } from '../core/model/answer.ts';
import type { FlowLookup } from '../core/model/flow.ts';
import type { AnswerValues, Key, KeyAnswerName, KeyLookup } from '../core/model/key.ts';
import type { KeyReference } from '../core/model/key-reference.ts';
import { describeFlow } from './appflow-flows.ts';
import type { Aws } from './clients/connection.ts';
import { askAboutKey, askForAllAliases, type SeePolicy } from './key-answers.ts';
import { describeKey } from './kms-keys.ts';
import { once } from './once.ts';
import { createFlowRate } from './rate/flow-rate.ts';

/** What one event looks up in AWS: everything once, however many flows ask for it. */
export interface Lookups {
  readonly flow: (flowName: string) => Promise<FlowLookup>;
  readonly key: (reference: KeyReference) => Promise<KeyLookup>;
  readonly keyAnswer: <N extends KeyAnswerName>(key: Key, name: N) => Promise<Answer<AnswerValues[N]>>;
}

/** How an event looks things up: what suits one flow costs too much for thousands, and the other way round. */
export interface LookupPlan {
  /** Whether AWS Config has just recorded the flow, so that one that is not found is asked for once more. */
  readonly flowJustRecorded: boolean;
  /** The same of the key, or of the flow that names it. */
  readonly keyJustRecorded: boolean;
  /** Whether a flow is looked up more than once; where not, it is forgotten once it is described. */
  readonly remembersFlows: boolean;
  /** Whether aliases and connector profiles are listed for the whole account and Region, instead of one by one. */
  readonly listsAllAtOnce: boolean;
}

/** `concurrency`: DescribeFlow calls at one time to begin with. `seePolicy` is shown each key policy, once a key. */
export const createLookups = (aws: Aws, concurrency: number, plan: LookupPlan, seePolicy?: SeePolicy): Lookups => {
  const rate = createFlowRate(concurrency);
  const stopWhenTimeIsUp = (): void => aws.reads.abortSignal.throwIfAborted();

  const lookUpFlow = async (flowName: string): Promise<FlowLookup> => {
    stopWhenTimeIsUp();
    return describeFlow(aws, flowName, { justRecorded: plan.flowJustRecorded, rate });
  };
  const flow = plan.remembersFlows ? once(lookUpFlow) : lookUpFlow;

  const keys = new Map<string, Promise<KeyLookup>>();
  const key = (reference: KeyReference): Promise<KeyLookup> => {
    const lookup = keys.get(reference.arn) ?? lookUpKey(reference);
    keys.set(reference.arn, lookup);
    return lookup;
  };
  const lookUpKey = async (reference: KeyReference): Promise<KeyLookup> => {
    stopWhenTimeIsUp();
    const lookup = await describeKey(aws, reference, { justRecorded: plan.keyJustRecorded });
    // A key first met by an alias is known by its own ARN from now on, too.
    if (lookup.kind === 'found' && !keys.has(lookup.key.arn)) keys.set(lookup.key.arn, Promise.resolve(lookup));
    return lookup;
  };

  const aliasesIn = once((_: string, of: Key) => askForAllAliases(aws, of));
  const aliasesOf = async (of: Key): Promise<Answer<readonly string[]>> => {
    const all = await aliasesIn(`${of.account} ${of.region}`, of);
    return all.kind === 'refused' ? all : given(all.value.get(of.id) ?? []);
  };
  const answers = once(
    (_: string, of: Key, name: KeyAnswerName): Promise<Answer<unknown>> =>
      name === 'aliases' && plan.listsAllAtOnce ? aliasesOf(of) : askAboutKey(aws, of, name, seePolicy),
  );
  const keyAnswer = <N extends KeyAnswerName>(of: Key, name: N): Promise<Answer<AnswerValues[N]>> =>
    answers(`${name} ${of.arn}`, of, name) as Promise<Answer<AnswerValues[N]>>;

  return { flow, key, keyAnswer };
};
