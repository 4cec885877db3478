import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { plainText } from '../../lambda/core/model/text.ts';
import type { ChangeCount, FlowChange, Preview } from './preview.ts';

/** The preview for a terminal: what changes, counted, what is missing, and the totals last. */
export const previewTable = (preview: Preview, colors: Colors): string =>
  [
    ...(preview.changes.length > 0 ? [changesTable(preview.changes, colors), countsTable(preview.counts)] : []),
    ...missingIn(preview).map((line) => colors.red(line)),
    totalsOf(preview),
  ].join('\n');

const plainTable = (head: readonly string[]) => new Table({ head: [...head], style: { head: [], border: [] } });

const changesTable = (changes: readonly FlowChange[], { green, red, dim }: Colors): string => {
  const table = plainTable(['Account', 'Region', 'Flow', 'Owner', 'Old', 'New']);
  const inColor = { COMPLIANT: green, NON_COMPLIANT: red, NOT_APPLICABLE: dim };
  const shown = ({ verdict, codes }: FlowChange['old']): string => [inColor[verdict](verdict), ...codes].join('\n');
  for (const { account, region, flow, owner = '', old, new: now } of changes) {
    table.push([account, region, plainText(flow), plainText(owner), shown(old), shown(now)]);
  }
  return table.toString();
};

const countsTable = (counts: Preview['counts']): string => {
  const table = plainTable(['By', '', 'Comes', 'Goes']);
  const rows = (by: string, items: readonly ChangeCount[]): void => {
    items.forEach(({ name, comes, goes }, index) => {
      table.push([index === 0 ? by : '', plainText(name), comes, goes]);
    });
  };
  rows('reason', counts.reason);
  rows('account (NON_COMPLIANT)', counts.account);
  rows('owner (NON_COMPLIANT)', counts.owner);
  return table.toString();
};

const missingIn = ({ places, unjudged }: Preview): readonly string[] => [
  ...places
    .filter(({ status }) => status !== 'read')
    .map(({ account, region, status, because = '' }) => `${account} ${region} ${status}: ${because}`),
  ...unjudged.map(({ account, region, flow, because }) =>
    plainText(`${account} ${region} ${flow} has no verdict: ${because}`),
  ),
];

const totalsOf = ({ flows, changes, complete }: Preview): string => {
  const turned = (verdict: string): number =>
    changes.filter(({ old, new: now }) => now.verdict === verdict && old.verdict !== verdict).length;
  const rest = changes.length - turned('NON_COMPLIANT') - turned('COMPLIANT');
  const what = `${turned('NON_COMPLIANT')} become non-compliant, ${turned('COMPLIANT')} compliant, ${rest} change otherwise`;
  return `${changes.length} of ${flows} flows change: ${what}${complete ? '' : '; something is missing'}`;
};
