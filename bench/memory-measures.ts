import { sweepEvent, worldOf } from './bench-world.ts';
import type { Bundles } from './bundles.ts';
import { type Measure, megabytes } from './measure.ts';
import { inSandbox } from './sandbox.ts';

const LIMIT_IN_BYTES = 200_000_000;
const [FEW, MANY] = [500, 5_000] as const;

/**
 * The bootstrap script of Lambda's Node.js runtimes gives the new generation a tenth of the function's memory, in two
 * halves, and the old one the rest, unless NODE_OPTIONS says otherwise. Without these, Node.js goes by the memory of this
 * machine and collects its garbage as late. 256 MB is the least that the template takes.
 */
export const NODE_OPTIONS = '--max-semi-space-size=12 --max-old-space-size=231';

/**
 * The most memory that a fresh function needs for one sweep. Ten times the flows may take a quarter more: what is kept of
 * a flow is its verdict and a few references, about a kilobyte; the rest is how late Node.js collects its garbage.
 */
export const measureMemory = async ({ rule }: Bundles): Promise<readonly Measure[]> => {
  const few = await peakOfSweep(rule, FEW);
  const many = await peakOfSweep(rule, MANY);
  return [
    {
      name: `Sweep of ${MANY} flows: peak memory`,
      measured: megabytes(many),
      against: megabytes(LIMIT_IN_BYTES),
      ratio: many / LIMIT_IN_BYTES,
      budget: 1,
    },
    {
      name: `Peak memory, ${MANY} flows to ${FEW}`,
      measured: megabytes(many),
      against: `${megabytes(few)} at ${FEW} flows`,
      ratio: many / few,
      budget: 1.25,
    },
  ];
};

const peakOfSweep = (bundle: string, flows: number): Promise<number> =>
  inSandbox(
    worldOf({ flows, keys: flows / 10, latencyInMs: 1 }),
    { bundle, environment: { NODE_OPTIONS } },
    async (invoke) => (await invoke(sweepEvent)).maxRssInBytes,
  );
