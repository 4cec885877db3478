import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { startCommand } from '../../../local-aws/command.ts';
import { startFunction } from '../../../local-aws/function.ts';
import { type LocalAws, startLocalAws } from '../../../local-aws/server.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { anEvent } from '../../bench/events.ts';
import { anyLocalWorld, anyPolicy } from '../../builders/random-local-worlds.ts';

/** Half of the flows are in the function's own place. */
const [WORLDS, FLOWS, KEYS] = [25, 820, 40] as const;

type Policy = Readonly<Record<string, string>>;

/** The same worlds in each run; KMS tells the use of four keys a second, which is tried elsewhere. */
const worlds: readonly (readonly [WorldInput, Policy])[] = fc.sample(
  fc.tuple(
    anyLocalWorld({ flows: FLOWS, keys: KEYS }, { faults: true }),
    anyPolicy.map(({ checkKeyUse: _, ...policy }): Policy => ({ ...policy })),
  ),
  { numRuns: WORLDS, seed: 20261124 },
);

/** What each flow is told to be, by name: verdict and annotation. */
type Told = ReadonlyMap<string, string>;

/** Nothing that goes over the wire is recorded: these worlds hold what AWS would never say. */
const over = async <T>(world: WorldInput, work: (aws: LocalAws) => Promise<T>): Promise<T> => {
  const aws = await startLocalAws({ world, recordInputs: false });
  try {
    return await work(aws);
  } finally {
    await aws.close();
  }
};

const toldByFunction = (world: WorldInput, policy: Policy): Promise<Told> =>
  over(world, async (aws) => {
    const lambda = startFunction({ aws, timeoutInSeconds: 60 });
    try {
      await lambda.invoke(anEvent({ type: 'sweep', envelope: { ruleParameters: JSON.stringify(policy) } }));
    } finally {
      await lambda.stop();
    }
    return new Map(
      aws.evaluations.map((it) => [it.ComplianceResourceId, `${it.ComplianceType} ${it.Annotation ?? ''}`]),
    );
  });

const toldByCommand = (world: WorldInput, policy: Policy): Promise<Told> =>
  over(world, async (aws) => {
    const settings = Object.entries(policy).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    const { stdout } = await startCommand(aws, ['audit', '--format', 'json', '--quiet', ...settings]).ended;
    const { flows }: Audit = JSON.parse(stdout);
    return new Map(flows.map(({ flow, verdict, annotation }) => [flow, `${verdict} ${annotation}`]));
  });

it('verdicts and annotations are those of the function, to the letter, for 10,000 flows of random worlds', async () => {
  let compared = 0;
  for (const [world, policy] of worlds) {
    const [byFunction, byCommand] = await Promise.all([toldByFunction(world, policy), toldByCommand(world, policy)]);
    expect(new Map([...byCommand].sort())).toEqual(new Map([...byFunction].sort()));
    compared += byCommand.size;
  }
  expect(compared).toBeGreaterThan(10_000);
}, 300_000);
