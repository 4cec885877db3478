/**
 * `npm run bench`: prints how far the rule is from what cannot be bettered, and exits with 1 where a budget is broken.
 * `npm run bench -- --audit`: the same of the command, over many accounts and flows.
 * `npm run bench -- --report`: the same of the HTML report, in a browser.
 * `npm run bench -- --peers`: prints instead what other tools need for the same account.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import colors from 'picocolors';
import { measureAudit } from './audit-measures.ts';
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

/** What is measured, by the option that asks for it; without one, what the rule itself needs. */
const PARTS = {
  rule: async () => {
    const bundles = await buildBundles();
    return [
      ...(await measureStart(bundles)),
      ...(await measureTimes(bundles)),
      ...(await measureEverythingOn(bundles)),
      ...(await measureRates(bundles)),
      ...(await measureMemory(bundles)),
    ];
  },
  audit: measureAudit,
  report: measureReport,
} as const satisfies Readonly<Record<string, () => Promise<readonly Measure[]>>>;

const measureBudgets = async (part: keyof typeof PARTS, json: boolean): Promise<void> => {
  const measures = await PARTS[part]();
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
  audit = false,
  report = false,
} = parseArgs({
  options: {
    json: { type: 'boolean' },
    peers: { type: 'boolean' },
    audit: { type: 'boolean' },
    report: { type: 'boolean' },
  },
}).values;
if (peers && (json || audit || report)) throw new Error('--peers goes alone; leave the other options out');
if (audit && report) throw new Error('--audit goes without --report; leave one out');
const part = audit ? 'audit' : report ? 'report' : 'rule';
await (peers ? measurePeers() : measureBudgets(part, json));
