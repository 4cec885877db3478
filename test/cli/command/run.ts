import { type CommandRun, startCommand } from '../../../local-aws/command.ts';
import { type LocalAws, startLocalAws } from '../../../local-aws/server.ts';
import type { WorldInput } from '../../../local-aws/world.ts';

export interface Ran extends CommandRun {
  /** How often an operation was called, as in `kms:DescribeKey`. */
  readonly callsOf: (operation: string) => number;
}

/** Runs the built command over a world, with the credentials of its account. */
export const run = async (
  world: WorldInput,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> =>
  withLocalAws(world, async (aws) => {
    const ran = await startCommand(aws, args, { environment }).ended;
    return { ...ran, callsOf: (operation) => aws.counts.get(operation) ?? 0 };
  });

export const withLocalAws = async <T>(world: WorldInput, work: (aws: LocalAws) => Promise<T>): Promise<T> => {
  const aws = await startLocalAws({ world });
  try {
    return await work(aws);
  } finally {
    await aws.close();
  }
};
