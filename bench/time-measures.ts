import { changeEvent, flowName, keyArn, sweepEvent, worldOf } from './bench-world.ts';
import type { Bundles } from './bundles.ts';
import { type Measure, milliseconds } from './measure.ts';
import { median } from './median.ts';
import { inSandbox } from './sandbox.ts';
import type { SingleCalls } from './single-calls.ts';

const FLOWS = 600;
const KEYS = 60;
const FIVE = 5;
const SWEEPS = 5;
const CHANGES = 25;
const world = worldOf({ flows: FLOWS, keys: KEYS, latencyInMs: 20 });

/** Calls and time of a sweep, and the time of a change event, against the calls that either cannot do without. */
export const measureTimes = async ({ rule, singleCalls }: Bundles): Promise<readonly Measure[]> => {
  const before = await timeSingleCalls(singleCalls);
  const { calls, sweeps, changes } = await runTheRule(rule);
  const after = await timeSingleCalls(singleCalls);
  const single = (call: keyof SingleCalls): number => (before[call] + after[call]) / 2;

  // AppFlow is the bottleneck: a flow's key is told by DescribeFlow alone. Before these calls comes the first page of the
  // listing, after them the last batch of verdicts; all else (further pages, ids, keys, old results, earlier batches) can
  // go on beside them. Nothing that makes FIVE of them at one time is faster than that.
  const fiveAtOneTime =
    single('listFlows') + Math.ceil(FLOWS / FIVE) * single('describeFlow') + single('putEvaluations');
  // Each needs the one before: the flow tells its key, the key which facts to read, all facts at once, then the verdict.
  const idealChange = single('describeFlow') + 2 * single('describeKey') + single('putEvaluations');
  const floor = floorOfCalls();
  return [
    {
      name: `Sweep of ${FLOWS} flows: calls`,
      measured: `${calls}`,
      against: `${floor}, the calls it cannot do without`,
      ratio: calls / floor,
      budget: 1,
    },
    {
      name: `Sweep of ${FLOWS} flows: time`,
      measured: milliseconds(median(sweeps)),
      against: `${milliseconds(fiveAtOneTime)}, the ideal schedule at ${FIVE} DescribeFlow calls at one time`,
      ratio: median(sweeps) / fiveAtOneTime,
      budget: 0.5,
    },
    {
      name: 'Change of a flow: time',
      measured: milliseconds(median(changes)),
      against: `${milliseconds(idealChange)}, its four round trips`,
      ratio: median(changes) / idealChange,
      budget: 1.3,
    },
  ];
};

/** Pages hold 100; of a key: which it is, its rotation, its tags, its policy. */
const floorOfCalls = (): number => {
  const pages = Math.ceil(FLOWS / 100);
  const [listFlows, listDiscoveredResources, oldResults, putEvaluations] = [pages, pages, pages, pages];
  return listFlows + listDiscoveredResources + FLOWS + 4 * KEYS + oldResults + putEvaluations;
};

const runTheRule = (bundle: string) =>
  inSandbox(world, { bundle }, async (invoke, aws) => {
    await invoke(sweepEvent);
    const calls = [...aws.counts.values()].reduce((sum, count) => sum + count, 0);
    const sweeps: number[] = [];
    for (let run = 0; run < SWEEPS; run += 1) sweeps.push((await invoke(sweepEvent)).durationInMs);
    const changes: number[] = [];
    for (let run = 0; run < CHANGES; run += 1) changes.push((await invoke(changeEvent(run))).durationInMs);
    return { calls, sweeps, changes };
  });

const timeSingleCalls = (bundle: string): Promise<SingleCalls> =>
  inSandbox(world, { bundle }, async (invoke) => {
    const { logs } = await invoke({ flowName: flowName(0), keyArn: keyArn(0), batch: 100 });
    return JSON.parse(logs.at(-1) ?? '') as SingleCalls;
  });
