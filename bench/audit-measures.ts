import { MOST_CALLS_AT_ONE_TIME } from '../cli/aws/call-limit.ts';
import { type CommandRun, startCommand } from '../local-aws/command.ts';
import { startLocalAws } from '../local-aws/server.ts';
import type { WorldInput } from '../local-aws/world.ts';
import { type Measure, megabytes, milliseconds } from './measure.ts';
import { organizationOf, REGIONS, ROLE } from './organization-world.ts';

const ACCOUNTS = 300;
const FLOWS_IN_PLACE = 10;
/** Slow enough that the network, not this machine's two processes, is what an audit waits for. */
const LATENCY_IN_MILLISECONDS = 150;
const MEMORY_IN_BYTES = 512_000_000;

/** An organization of 300 accounts × 4 Regions × 10 flows, and an account with 50,000 flows, each read by the built command. */
export const measureAudit = async (): Promise<readonly Measure[]> => [
  ...(await measureOrganization()),
  ...(await measureManyFlows()),
];

const measureOrganization = async (): Promise<readonly Measure[]> => {
  const world = organizationOf({
    accounts: ACCOUNTS,
    flowsInPlace: FLOWS_IN_PLACE,
    latencyInMs: LATENCY_IN_MILLISECONDS,
  });
  const { run, duration, calls } = await audited(world, ['--organization', '--role', ROLE, '--region', REGIONS.join()]);
  const ideal = (calls * LATENCY_IN_MILLISECONDS) / MOST_CALLS_AT_ONE_TIME;
  const places = (ACCOUNTS + 1) * REGIONS.length;
  // Who calls; the organization in pages of 20; a role for each member; a listing for each place; each flow; four facts of each key.
  const least =
    1 + Math.ceil((ACCOUNTS + 1) / 20) + ACCOUNTS + places + ACCOUNTS * REGIONS.length * (FLOWS_IN_PLACE + 3 * 4);
  return [
    {
      name: `Audit of ${ACCOUNTS} accounts × ${REGIONS.length} Regions × ${FLOWS_IN_PLACE} flows: time`,
      measured: milliseconds(duration),
      against: `${milliseconds(ideal)}: ${calls} calls, ${MOST_CALLS_AT_ONE_TIME} at one time`,
      ratio: duration / ideal,
      budget: 1.3,
    },
    {
      name: 'The same: calls',
      measured: `${calls}`,
      against: `${least}, the fewest that tell all of it`,
      ratio: calls / least,
      budget: 1,
    },
    {
      name: 'The same: peak memory',
      measured: megabytes(run.maxRssInBytes),
      against: megabytes(MEMORY_IN_BYTES),
      ratio: run.maxRssInBytes / MEMORY_IN_BYTES,
      budget: 1,
    },
  ];
};

const measureManyFlows = async (): Promise<readonly Measure[]> => {
  const world = organizationOf({ accounts: 5, flowsInPlace: 2_500, latencyInMs: 1 });
  const { run } = await audited(world, ['--organization', '--role', ROLE, '--region', REGIONS.join()]);
  return [
    {
      name: 'Audit of 50000 flows as JSON: peak memory',
      measured: megabytes(run.maxRssInBytes),
      against: megabytes(MEMORY_IN_BYTES),
      ratio: run.maxRssInBytes / MEMORY_IN_BYTES,
      budget: 1,
    },
  ];
};

const audited = async (
  world: WorldInput,
  args: readonly string[],
): Promise<{ readonly run: CommandRun; readonly duration: number; readonly calls: number }> => {
  const aws = await startLocalAws({ world, recordInputs: false });
  try {
    const startedAt = performance.now();
    const run = await startCommand(aws, ['audit', ...args, '--format', 'json', '--fail-on', 'none']).ended;
    const duration = performance.now() - startedAt;
    if (run.exitCode !== 0) throw new Error(`The audit ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
    return { run, duration, calls: [...aws.counts.values()].reduce((sum, count) => sum + count, 0) };
  } finally {
    await aws.close();
  }
};
