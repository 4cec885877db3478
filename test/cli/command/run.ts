import { type CommandRun, startCommand } from '../../../local-aws/command.ts';
import { type LocalAws, startLocalAws } from '../../../local-aws/server.ts';
import { createWireLog } from '../../../local-aws/wire-log.ts';
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

/** Where the variable SCENARIO_WIRE_LOG names a file, everything that goes over the wire is added to it. */
export const withLocalAws = async <T>(world: WorldInput, work: (aws: LocalAws) => Promise<T>): Promise<T> => {
  const file = process.env['SCENARIO_WIRE_LOG'];
  const aws = await startLocalAws({
    world,
    ...(file ? { onExchange: createWireLog({ file, label: 'command' }) } : {}),
  });
  try {
    return await work(aws);
  } finally {
    await aws.close();
  }
};
