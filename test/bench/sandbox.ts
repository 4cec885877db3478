import { type FunctionOptions, type Invocation, startFunction } from '../../local-aws/function.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { HERE } from './ordinary.ts';

export interface SandboxOptions
  extends Omit<FunctionOptions, 'aws'>,
    Pick<LocalAwsOptions, 'recordInputs' | 'onExchange'> {
  /** Account and Region are the ordinary ones where it names none; without a world there is nothing in them. */
  readonly world?: Partial<WorldInput>;
}

/** The built bundle in a process of its own, over a local AWS of its own. */
export interface Sandbox {
  readonly aws: LocalAws;
  readonly invoke: (event: unknown) => Promise<Invocation>;
  /** The next event finds a function that remembers nothing. */
  readonly startAnew: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const running = new Set<Sandbox>();

/** A sandbox that runs until it is stopped, at the latest by `stopSandboxes`; Lambda gives the function 20 seconds by default. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { world, recordInputs, onExchange, ...functionOptions } = options;
  const aws = await startLocalAws({
    world: { ...HERE, ...world },
    ...(recordInputs === undefined ? {} : { recordInputs }),
    ...(onExchange === undefined ? {} : { onExchange }),
  });
  const start = () => startFunction({ aws, timeoutInSeconds: 20, ...functionOptions });
  let lambda: ReturnType<typeof start> | undefined;
  const startAnew = async (): Promise<void> => {
    await lambda?.stop();
    lambda = undefined;
  };
  const sandbox: Sandbox = {
    aws,
    invoke: async (event) => {
      lambda ??= start();
      return lambda.invoke(event);
    },
    startAnew,
    stop: async () => {
      if (!running.delete(sandbox)) return;
      await startAnew();
      await aws.close();
    },
  };
  running.add(sandbox);
  return sandbox;
};

/** Runs `work` with a sandbox, and stops that whatever comes. */
export const inSandbox = async <T>(options: SandboxOptions, work: (sandbox: Sandbox) => Promise<T>): Promise<T> => {
  const sandbox = await startSandbox(options);
  try {
    return await work(sandbox);
  } finally {
    await sandbox.stop();
  }
};

/** For `afterEach` or `afterAll`: ends what the test started, and frees the ports. */
export const stopSandboxes = async (): Promise<void> => {
  await Promise.all([...running].map(({ stop }) => stop()));
};
