import Table from 'cli-table3';
import { megabytes } from '../measure.ts';
import type { Comparison } from './compare.ts';

/** The tools of one world in a table, and below it what each got wrong. */
export const tableOf = (title: string, comparisons: readonly Comparison[]): string => {
  const table = new Table({
    head: [title, 'calls', 'time', 'peak memory', 'wrong verdicts', 'not judged'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { tool, calls, durationInMs, maxRssInBytes, wrong, notJudged } of comparisons) {
    table.push([
      tool,
      callsInWords(calls),
      `${(durationInMs / 1000).toFixed(1)} s`,
      megabytes(maxRssInBytes),
      sumOf(wrong),
      notJudged,
    ]);
  }
  return [table.toString(), ...comparisons.flatMap(remarksOn)].join('\n');
};

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

const callsInWords = (calls: ReadonlyMap<string, number>): string => {
  const byCount = [...calls].toSorted(([, a], [, b]) => b - a);
  return [`${sumOf(calls)} in all`, ...byCount.map(([action, count]) => `${count} ${action}`)].join('\n');
};

const remarksOn = ({ tool, wrong, failure }: Comparison): readonly string[] => [
  ...(failure === undefined ? [] : [`${tool} failed: ${failure}`]),
  ...[...wrong].map(([kind, flows]) => `${tool}, ${flows} × ${kind}`),
];
