import { AwsCallError } from '../aws/aws-error.ts';
import type { Aws } from '../aws/clients/connection.ts';
import { readExecutionRecords, readLastUse } from '../aws/key-use.ts';
import { once } from '../aws/once.ts';
import { createFlowRate } from '../aws/rate/flow-rate.ts';
import { createSteadyRate } from '../aws/rate/steady-rate.ts';
import { type Answer, given } from '../core/model/answer.ts';
import type { Flow } from '../core/model/flow.ts';
import type { Key } from '../core/model/key.ts';
import { type KeyUse, runThatNeededTheKey } from '../core/model/key-use.ts';

/** The last run of a flow and the last use of its key; nothing where the run proves nothing, or AWS gave no answer. */
export type ReadKeyUse = (flow: Flow, key: Key) => Promise<Answer<KeyUse | undefined>>;

/** KMS takes 5 a second from all callers in the account and Region together. */
const KMS_CALLS_PER_SECOND = 4;
/** DescribeFlowExecutionRecords calls at one time to begin with: AppFlow publishes no rate for them either. */
const APPFLOW_CALLS_AT_ONE_TIME = 5;

/** Asks for a run, and only where that leaves the question open for the key, each key once. */
export const createKeyUse = (aws: Aws, now: Date, tellUnanswered: (failure: AwsCallError) => void): ReadKeyUse => {
  /**
   * The one exception to the rule that a failed call costs the flow its verdict. The use of a key is evidence that may come
   * late or not at all, in some Regions never: no answer is silence here, and a line in the log. A refusal stays one.
   */
  const orNothing = async <T>(asking: Promise<Answer<T>>): Promise<Answer<T | undefined>> => {
    try {
      return await asking;
    } catch (failure) {
      if (!(failure instanceof AwsCallError)) throw failure;
      tellUnanswered(failure);
      return given(undefined);
    }
  };

  const appflowLimit = createFlowRate(APPFLOW_CALLS_AT_ONE_TIME);
  const kmsLimit = createSteadyRate(KMS_CALLS_PER_SECOND);
  const lastUseOf = once((_: string, key: Key) => orNothing(readLastUse(aws, key, kmsLimit)));

  return async (flow, key) => {
    const records = await orNothing(readExecutionRecords(aws, flow.name, appflowLimit));
    if (records.kind === 'refused') return records;
    const run = runThatNeededTheKey(records.value ?? [], now);
    if (run === undefined) return given(undefined);
    const lastUse = await lastUseOf(key.arn, key);
    if (lastUse.kind === 'refused') return lastUse;
    return given(lastUse.value && { run, lastUse: lastUse.value });
  };
};
