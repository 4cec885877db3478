import { SEVERITY_NAMES, VERDICT_NAMES } from '../verdict-words.ts';
import type { FlowRow } from './flow-rows.ts';
import type { Sort, SortColumn } from './view-state.ts';

/** What a column sorts by, least first: a number, or a text of which there are few. */
const KEYS: Readonly<Record<SortColumn, (row: FlowRow) => number | string>> = {
  flow: ({ index }) => index,
  // Least is best, so that "descending" is worst first.
  verdict: ({ flow }) => -VERDICT_NAMES.indexOf(flow.verdict),
  severity: ({ flow }) => -SEVERITY_NAMES.indexOf(flow.severity),
  reasons: ({ flow }) => flow.reasons.length,
  account: ({ accountName, flow }) => `${accountName ?? ''} ${flow.account}`,
  region: ({ flow }) => flow.region,
  owner: ({ owner }) => owner,
  change: ({ flow }) => [undefined, 'fixed', 'still', 'new'].indexOf(flow.change),
};

/** The rows in the order of a column; what is equal there stays in the order of names. */
export const sortFlows = (rows: readonly FlowRow[], { column, descending }: Sort<SortColumn>): readonly FlowRow[] => {
  const ranks = ranksOf(rows.map(KEYS[column]));
  const way = descending ? -1 : 1;
  return rows.toSorted((a, b) => way * ((ranks[a.index] ?? 0) - (ranks[b.index] ?? 0)) || a.index - b.index);
};

/** Texts are compared once each and not once a pair: 50,000 flows have few accounts. */
const ranksOf = (keys: readonly (number | string)[]): readonly number[] => {
  const collator = new Intl.Collator('en', { numeric: true });
  const texts = [...new Set(keys.filter((key) => typeof key === 'string'))].sort(collator.compare);
  const ranks = new Map(texts.map((text, rank) => [text, rank]));
  return keys.map((key) => (typeof key === 'number' ? key : (ranks.get(key) ?? 0)));
};
