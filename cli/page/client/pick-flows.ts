import type { FlowRow } from './flow-rows.ts';
import { FACETS, type Facet, type ViewState } from './view-state.ts';

export interface Picked {
  /** In the given order. */
  readonly rows: readonly FlowRow[];
  /** How many flows each value of a facet would leave beside what is chosen of all others. */
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
}

/** The rows that fit the search (every word of it) and, of each facet, one of the values chosen. */
export const pickFlows = (rows: readonly FlowRow[], { q, chosen }: ViewState): Picked => {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = FACETS.map((facet) => (chosen[facet].length === 0 ? undefined : new Set(chosen[facet])));
  const counts = FACETS.map(() => new Map<string, number>());
  const picked: FlowRow[] = [];
  for (const row of rows) {
    if (!words.every((word) => row.haystack.includes(word))) continue;
    const misses = missesOf(row, wanted);
    if (misses === NONE_MISSED) picked.push(row);
    if (misses === SEVERAL_MISSED) continue;
    for (let facet = 0; facet < FACETS.length; facet += 1) {
      if (misses === NONE_MISSED || misses === facet) add(counts[facet], row.values[facet]);
    }
  }
  const named = Object.fromEntries(FACETS.map((facet, index) => [facet, counts[index]])) as unknown as Picked['counts'];
  return { rows: picked, counts: named };
};

const NONE_MISSED = -1;
const SEVERAL_MISSED = -2;

/** The one facet whose chosen values the row has none of, or that there is none, or that there are several. */
const missesOf = (row: FlowRow, wanted: readonly (ReadonlySet<string> | undefined)[]): number => {
  let missed = NONE_MISSED;
  for (let facet = 0; facet < wanted.length; facet += 1) {
    const values = wanted[facet];
    if (values === undefined || row.values[facet]?.some((value) => values.has(value))) continue;
    if (missed !== NONE_MISSED) return SEVERAL_MISSED;
    missed = facet;
  }
  return missed;
};

const add = (counts: Map<string, number> | undefined, values: readonly string[] | undefined): void => {
  for (const value of values ?? []) counts?.set(value, (counts.get(value) ?? 0) + 1);
};
