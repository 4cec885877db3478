import { isDeepStrictEqual } from 'node:util';
import { changeEvent, worldOf } from './bench-world.ts';
import type { Bundles } from './bundles.ts';
import { kilobytes, type Measure, milliseconds } from './measure.ts';
import { median } from './median.ts';
import { inSandbox } from './sandbox.ts';

const PAIRS = 25;
const world = worldOf({ flows: 3, keys: 3, latencyInMs: 2 });
/** Of a key that rotates: the verdict is COMPLIANT. */
const event = changeEvent(1);

/** What a start costs, and a start with one change event, against the barest function that makes the same calls. */
export const measureStart = async ({ rule, barest, startUpBytes }: Bundles): Promise<readonly Measure[]> => {
  const code = { ours: await startUpBytes(rule), bare: await startUpBytes(barest) };
  const pairs = await measurePairs(rule, barest);
  const toLoad = pairs.map(({ ours, bare }) => ({ ours: ours.toLoad, bare: bare.toLoad }));
  const soFar = pairs.map(({ ours, bare }) => ({ ours: ours.soFar, bare: bare.soFar }));
  return [
    {
      name: 'Code loaded at start-up',
      measured: kilobytes(code.ours),
      against: `${kilobytes(code.bare)}, barest function`,
      ratio: code.ours / code.bare,
      budget: 1.3,
    },
    { name: 'Start-up: CPU', ...inMilliseconds(toLoad), budget: 1.05 },
    { name: 'Cold change of a flow: CPU', ...inMilliseconds(soFar), budget: 1.15 },
  ];
};

interface Pair<T> {
  readonly ours: T;
  readonly bare: T;
}

const inMilliseconds = (pairs: readonly Pair<number>[]) => ({
  measured: milliseconds(median(pairs.map(({ ours }) => ours))),
  against: `${milliseconds(median(pairs.map(({ bare }) => bare)))}, barest function`,
  ratio: median(pairs.map(({ ours, bare }) => ours / bare)),
});

/** Both are started in turns, each time in a fresh process, so that what else the machine does meets both alike. */
const measurePairs = async (rule: string, barest: string) => {
  const pairs = [];
  // The first pair fills the caches of the disk.
  for (let pair = 0; pair <= PAIRS; pair += 1)
    pairs.push({ ours: await coldChange(rule), bare: await coldChange(barest) });
  if (!pairs.every(({ ours, bare }) => isDeepStrictEqual(ours.calls, bare.calls))) {
    throw new Error('The rule and the barest function make different calls, so their ratio says nothing');
  }
  return pairs.slice(1);
};

const coldChange = (bundle: string) =>
  inSandbox(world, { bundle }, async (invoke, aws) => {
    const { cpuInMs } = await invoke(event);
    return { ...cpuInMs, calls: aws.counts };
  });
