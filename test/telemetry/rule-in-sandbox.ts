import { type FunctionOptions, type Invocation, startFunction } from '../../local-aws/function.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';

// A sandbox starts a process, which takes its time where many tests share the machine.
jest.setTimeout(60_000);

export interface RuleInSandbox {
  readonly aws: LocalAws;
  readonly invoke: (event: unknown) => Promise<Invocation>;
}

const running: { readonly stop: () => Promise<void> }[] = [];

/** The built bundle in a sandbox, in an account with the given world. */
export const startRule = async (
  world: Partial<WorldInput> = {},
  options: Partial<Omit<FunctionOptions, 'aws'>> = {},
): Promise<RuleInSandbox> => {
  const aws = await startLocalAws({ world: { account: '111122223333', region: 'eu-west-1', ...world } });
  const lambda = startFunction({ aws, timeoutInSeconds: 20, ...options });
  running.push({ stop: () => lambda.stop() }, { stop: () => aws.close() });
  return { aws, invoke: lambda.invoke };
};

/** For `afterEach` or `afterAll`: ends the sandboxes and frees their ports. */
export const stopRules = async (): Promise<void> => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
};
