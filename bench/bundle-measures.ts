import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Bundles, sizeOf } from './bundles.ts';
import { kilobytes, type Measure, milliseconds } from './measure.ts';
import { median } from './median.ts';

const PAIRS = 15;

export const measureSize = async ({ rule, barest }: Bundles): Promise<Measure> => {
  const [measured, against] = await Promise.all([sizeOf(rule), sizeOf(barest)]);
  return {
    name: 'Bundle size',
    measured: kilobytes(measured),
    against: `${kilobytes(against)}, barest bundle of the same clients`,
    ratio: measured / against,
    budget: 1.3,
  };
};

/** Both bundles are loaded in turns, each time by a fresh process, so that what else the machine does meets both alike. */
export const measureColdStart = async ({ rule, barest }: Bundles): Promise<Measure> => {
  const pairs: { readonly ours: number; readonly bare: number }[] = [];
  await cpuToLoad(rule);
  await cpuToLoad(barest);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    pairs.push({ ours: await cpuToLoad(rule), bare: await cpuToLoad(barest) });
  }
  return {
    name: 'Cold start: CPU to load the bundle',
    measured: milliseconds(median(pairs.map(({ ours }) => ours))),
    against: `${milliseconds(median(pairs.map(({ bare }) => bare)))}, barest bundle`,
    ratio: median(pairs.map(({ ours, bare }) => ours / bare)),
    budget: 1.25,
  };
};

const loader = `
  const before = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
`;

/** CPU time of user and system in milliseconds: waiting for a busy machine does not count. */
const cpuToLoad = async (bundle: string): Promise<number> => {
  const args = ['--input-type=module', '--eval', loader, pathToFileURL(bundle).href];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
};
