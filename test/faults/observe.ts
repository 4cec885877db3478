import { type FunctionOptions, type LambdaFunction, startFunction } from '../../local-aws/function.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { verdictsOf } from './company.ts';

/** What one invocation did, as Lambda and AWS Config see it. */
export interface Observation {
  readonly outcome: 'succeeded' | 'failed';
  /** Name and message of the error; empty where it succeeded. */
  readonly error: string;
  /** What AWS Config stored, as `id verdict codes`. */
  readonly verdicts: readonly string[];
  /** Names of flows that the log tells to have no verdict, or one that was not taken. */
  readonly unjudged: readonly string[];
  /** Calls of each operation, such as `DescribeFlow`. */
  readonly calls: ReadonlyMap<string, number>;
}

/** A function over a world, whose faults can be switched while it is warm. */
export interface Sandbox {
  readonly aws: LocalAws;
  readonly invoke: (event: unknown) => Promise<Observation>;
  /** The next event finds a function that remembers nothing. */
  readonly startAnew: () => Promise<void>;
}

/** Runs `work` with a sandbox of its own, and takes that down whatever comes. */
export const inSandbox = async <T>(
  world: WorldInput,
  options: Omit<FunctionOptions, 'aws'>,
  work: (sandbox: Sandbox) => Promise<T>,
): Promise<T> => {
  const aws = await startLocalAws({ world });
  let lambda = startFunction({ aws, ...options });
  const startAnew = async (): Promise<void> => {
    await lambda.stop();
    lambda = startFunction({ aws, ...options });
  };
  try {
    return await work({ aws, invoke: (event) => observe(aws, lambda, event), startAnew });
  } finally {
    await lambda.stop();
    await aws.close();
  }
};

const observe = async (aws: LocalAws, lambda: LambdaFunction, event: unknown): Promise<Observation> => {
  const put = aws.evaluations.length;
  const asked = aws.calls.length;
  const invocation = await lambda.invoke(event);
  const calls = new Map<string, number>();
  for (const { operation } of aws.calls.slice(asked)) calls.set(operation, (calls.get(operation) ?? 0) + 1);
  return {
    outcome: invocation.outcome,
    error: invocation.outcome === 'failed' ? `${invocation.error.name}: ${invocation.error.message}` : '',
    verdicts: verdictsOf(aws, put),
    unjudged: invocation.logs.filter((line) => line.startsWith('{')).flatMap(unjudgedIn),
    calls,
  };
};

const unjudgedIn = (line: string): readonly string[] => {
  const { message, flowName } = JSON.parse(line) as { readonly message?: string; readonly flowName?: string };
  const tells = message === 'no verdict' || message === 'verdict not taken by AWS Config';
  return tells && flowName !== undefined ? [flowName] : [];
};
