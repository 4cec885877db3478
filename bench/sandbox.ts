import { type FunctionOptions, type Invocation, startFunction } from '../local-aws/function.ts';
import { type LocalAws, startLocalAws } from '../local-aws/server.ts';
import type { WorldInput } from '../local-aws/world.ts';

export type Invoke = (event: unknown) => Promise<Invocation>;

/** Runs `work` with a local AWS and a function of its own, and ends both whatever comes. */
export const inSandbox = async <T>(
  world: WorldInput,
  options: Pick<FunctionOptions, 'bundle' | 'environment'>,
  work: (invoke: Invoke, aws: LocalAws) => Promise<T>,
): Promise<T> => {
  const aws = await startLocalAws({ world, recordInputs: false });
  const lambda = startFunction({ aws, timeoutInSeconds: 120, ...options });
  try {
    return await work((event) => succeeding(lambda.invoke(event)), aws);
  } finally {
    await lambda.stop();
    await aws.close();
  }
};

/** A figure of an invocation that failed would be worth nothing. */
const succeeding = async (invoked: Promise<Invocation>): Promise<Invocation> => {
  const invocation = await invoked;
  if (invocation.outcome === 'failed') throw new Error(`The function failed: ${invocation.error.message}`);
  return invocation;
};
