import { AwsCallError, awsErrorKind } from '../aws/aws-error.ts';
import { callOf } from '../aws/calls.ts';
import { type Answer, denied, given } from '../core/model/answer.ts';
import type { FlowCount, Key } from '../core/model/key.ts';
import type { NamedKey } from '../core/model/key-reference.ts';
import type { FlowKeys, Target } from './flow-keys.ts';

/** Which flows use which key, of all flows of the account and Region. */
interface Tally {
  readonly byKeyArn: ReadonlyMap<string, number>;
  readonly unknownKeys: readonly Extract<Target, { kind: 'unknown-key' }>[];
  /** How many flows may not be described. */
  readonly refused: number;
  readonly failures: readonly unknown[];
}

/**
 * How many flows use a key, where at most `allowed` may. A flow that may not be described is a possible user. One that AWS gave
 * no answer about is, too, unless the verdict hangs on it: then the promise rejects, since a failed call is never a reason.
 */
export const createFlowCount = (
  readFlowKeys: () => Promise<FlowKeys>,
  targetOf: (named: NamedKey) => Promise<Target>,
  allowed: number,
): ((key: Key) => Promise<Answer<FlowCount>>) => {
  let counted: Promise<Answer<Tally>> | undefined;
  return async (key) => {
    counted ??= tally(readFlowKeys, targetOf);
    const answer = await counted;
    if (answer.kind === 'refused') return answer;
    const { byKeyArn, unknownKeys, refused, failures } = answer.value;
    const certain = byKeyArn.get(key.arn) ?? 0;
    const possible = refused + unknownKeys.filter(({ alias }) => couldBe(key, alias)).length;
    const decided = certain > allowed || certain + possible + failures.length <= allowed;
    if (!decided && failures.length > 0) throw failures[0];
    return given({ certain, possible: possible + failures.length });
  };
};

/** An alias leads to a key of its own account and Region. */
const couldBe = (key: Key, alias: Pick<Key, 'account' | 'region'>): boolean =>
  alias.account === key.account && alias.region === key.region;

const tally = async (
  readFlowKeys: () => Promise<FlowKeys>,
  targetOf: (named: NamedKey) => Promise<Target>,
): Promise<Answer<Tally>> => {
  let flowKeys: FlowKeys;
  try {
    flowKeys = await readFlowKeys();
  } catch (error) {
    if (error instanceof AwsCallError && awsErrorKind(error.cause) === 'denied') {
      return denied(callOf('ListFlows').action);
    }
    throw error;
  }
  const targets = await Promise.allSettled([...flowKeys.named.values()].map(targetOf));
  const byKeyArn = new Map<string, number>();
  const unknownKeys: Extract<Target, { kind: 'unknown-key' }>[] = [];
  const failures: unknown[] = flowKeys.failed.map(({ cause }) => cause);
  for (const target of targets) {
    if (target.status === 'rejected') failures.push(target.reason);
    else if (target.value.kind === 'key') byKeyArn.set(target.value.arn, (byKeyArn.get(target.value.arn) ?? 0) + 1);
    else if (target.value.kind === 'unknown-key') unknownKeys.push(target.value);
  }
  return given({ byKeyArn, unknownKeys, refused: flowKeys.refused.length, failures });
};
