/**
 * `npm run bench`: prints how far the rule is from what cannot be bettered, and exits with 1 where a budget is broken.
 * `npm run bench -- --peers`: prints instead what other tools need for the same account.
 * `npm run bench -- --report`: measures instead the HTML report of the command, in Chromium.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import colors from 'picocolors';
import { buildBundles } from './bundles.ts';
import { measureEverythingOn } from './everything-on-measures.ts';
import { isWithinBudget, type Measure } from './measure.ts';
import { measureMemory } from './memory-measures.ts';
import { measurePeers } from './peers/measure-peers.ts';
import { measureRates } from './rate-measures.ts';
import { measureReport } from './report-measures.ts';
import { measureStart } from './start-measures.ts';
import { measureTimes } from './time-measures.ts';

const tableOf = (measures: readonly Measure[]): string => {
  const table = new Table({
    head: ['', 'measured', 'against', 'ratio', 'budget', ''],
    colAligns: ['left', 'right', 'left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const measure of measures) {
    const verdict = isWithinBudget(measure) ? colors.green('ok') : colors.red('broken');
    const { name, measured, against, ratio, budget } = measure;
    table.push([name, measured, against, ratio.toFixed(2), budget.toFixed(2), verdict]);
  }
  return table.toString();
};

const measureRule = async (): Promise<readonly Measure[]> => {
  const bundles = await buildBundles();
  return [
    ...(await measureStart(bundles)),
    ...(await measureTimes(bundles)),
    ...(await measureEverythingOn(bundles)),
    ...(await measureRates(bundles)),
    ...(await measureMemory(bundles)),
  ];
};

const judge = (measures: readonly Measure[], json: boolean): void => {
  const broken = measures.filter((measure) => !isWithinBudget(measure));
  process.stdout.write(json ? `${JSON.stringify(measures, undefined, 2)}\n` : `${tableOf(measures)}\n`);
  if (broken.length > 0) {
    process.stderr.write(`Over budget: ${broken.map(({ name }) => name).join('; ')}\n`);
    process.exitCode = 1;
  }
};

const {
  json = false,
  peers = false,
  report = false,
} = parseArgs({
  options: { json: { type: 'boolean' }, peers: { type: 'boolean' }, report: { type: 'boolean' } },
}).values;
if (peers && (json || report)) throw new Error('--peers goes without --json and --report; leave one out');
if (peers) await measurePeers();
else judge(await (report ? measureReport() : measureRule()), json);
