import { sweepEvent, worldOf } from './bench-world.ts';
import type { Bundles } from './bundles.ts';
import { type Measure, milliseconds } from './measure.ts';
import { inSandbox } from './sandbox.ts';

const FLOWS = 600;
const LATENCY_IN_MILLISECONDS = 20;
const BURST = 10;

/** How near a sweep comes to what an AppFlow allows that throttles, and how many of its calls are throttled for that. */
export const measureRates = async ({ rule }: Bundles): Promise<readonly Measure[]> => [
  ...(await sweepAtRate(rule, 50)),
  ...(await sweepAtRate(rule, 200)),
];

const sweepAtRate = async (bundle: string, perSecond: number): Promise<readonly Measure[]> => {
  const ideal = (FLOWS / perSecond) * 1_000;
  const { time, calls, put } = await secondSweep(bundle, perSecond);
  if (put !== FLOWS) throw new Error(`Of ${FLOWS} flows ${put} were put at ${perSecond} a second`);
  const throttled = calls - FLOWS;
  const name = `Sweep of ${FLOWS} flows, ${perSecond} a second allowed`;
  return [
    {
      name: `${name}: time`,
      measured: milliseconds(time),
      against: `${milliseconds(ideal)}, what the limit takes`,
      ratio: time / ideal,
      budget: 1.3,
    },
    {
      name: `${name}: throttled calls`,
      measured: `${throttled}`,
      against: `${calls}, all its DescribeFlow calls`,
      ratio: throttled / calls,
      budget: 0.25,
    },
  ];
};

/** The second sweep of a function, which is warm and has learnt nothing of the rate: each event finds it anew. */
const secondSweep = (bundle: string, perSecond: number) => {
  const world = {
    ...worldOf({ flows: FLOWS, keys: FLOWS / 10, latencyInMs: LATENCY_IN_MILLISECONDS }),
    rates: [{ operation: 'DescribeFlow', perSecond, burst: BURST }],
  };
  return inSandbox(world, { bundle }, async (invoke, aws) => {
    const describeCalls = (): number => aws.counts.get('appflow:DescribeFlow') ?? 0;
    await invoke(sweepEvent);
    const [callsBefore, putBefore] = [describeCalls(), aws.evaluations.length];
    const { durationInMs } = await invoke(sweepEvent);
    const put = aws.evaluations.slice(putBefore).map(({ ComplianceResourceId }) => ComplianceResourceId);
    return { time: durationInMs, calls: describeCalls() - callsBefore, put: new Set(put).size };
  });
};
