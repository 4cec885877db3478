import type { Place } from './aws/connection.ts';
import { flowArn } from './core/arn.ts';
import type { Evaluation } from './core/evaluation.ts';
import type { Fact } from './core/fact.ts';
import type { Flow } from './core/flow.ts';
import { type FactName, type Facts, type FactValues, type FlowCount, type Key, NOTHING_READ } from './core/key.ts';
import { factsNeeded, judgeFlow, judgeKey, type Policy } from './core/verdict.ts';
import type { Readings } from './readings.ts';

/** What is known of a flow once it is judged; when and under which id it is put is the caller's. */
export type JudgedFlow = Pick<Evaluation, 'flowName' | 'flowArn' | 'key' | 'rotation' | 'judgement'>;

export type JudgeFlow = (flowName: string) => Promise<JudgedFlow>;

export interface JudgeOptions {
  readonly at: Place;
  readonly policy: Policy;
  readonly readings: Readings;
  readonly countFlowsOn: (key: Key) => Promise<Fact<FlowCount>>;
}

/** Follows one flow to its key and judges both. Rejects where AWS gave no answer to rely on. */
export const createJudge =
  ({ at, policy, readings, countFlowsOn }: JudgeOptions): JudgeFlow =>
  async (flowName) => {
    const judged = judgeFlow(flowName, await readings.flow(flowName), policy);
    if ('complianceType' in judged) return { flowName, flowArn: flowArn(at, flowName), judgement: judged };
    const flow = judged;
    const reading = flow.kmsArn === undefined ? undefined : await readings.key(flow.kmsArn);
    const key = reading?.kind === 'known' ? reading.key : undefined;
    const needed = key?.manager === 'CUSTOMER' ? factsNeeded(flow, key, policy) : [];
    const facts =
      key === undefined ? NOTHING_READ : await gatherFacts([...needed], flow, key, { readings, countFlowsOn });
    return {
      flowName,
      flowArn: flow.arn,
      judgement: judgeKey(flow, reading, facts, policy),
      ...(key === undefined ? {} : { key }),
      ...(facts.rotation.kind === 'known' ? { rotation: facts.rotation.value } : {}),
    };
  };

type Sources = Pick<JudgeOptions, 'readings' | 'countFlowsOn'>;

/** These facts, all asked for at the same time. */
const gatherFacts = async (names: readonly FactName[], flow: Flow, key: Key, sources: Sources): Promise<Facts> => {
  const read = await Promise.all(names.map(async (name) => [name, await readFact(name, flow, key, sources)] as const));
  return { ...NOTHING_READ, ...Object.fromEntries(read) };
};

const readFact = (
  name: FactName,
  flow: Flow,
  key: Key,
  { readings, countFlowsOn }: Sources,
): Promise<Fact<FactValues[FactName]>> => {
  switch (name) {
    case 'flowsOnKey':
      return countFlowsOn(key);
    case 'credentials':
      return readings.credentials(flow);
    default:
      return readings.keyFact(key, name);
  }
};
