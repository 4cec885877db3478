import type { AuditedFlow, AuditedKey, UnjudgedFlow } from '../audit/audit.ts';

/** What reading many places gathers: verdicts, not what they were reached by. */
export interface Collected {
  readonly flows: readonly AuditedFlow[];
  readonly keys: readonly AuditedKey[];
  readonly unjudged: readonly UnjudgedFlow[];
  readonly notes: readonly string[];
}

export interface Collector {
  readonly flow: (flow: AuditedFlow) => void;
  /** A key that flows of several places use is told by each of them; what one could not read, another may have. */
  readonly key: (key: AuditedKey) => void;
  readonly unjudged: (flow: UnjudgedFlow) => void;
  /** A whole sentence; one that was told before is told once. */
  readonly note: (sentence: string) => void;
  /** All of it, in an order that does not hang on who answered first. */
  readonly collected: () => Collected;
}

export const createCollector = (): Collector => {
  const flows: AuditedFlow[] = [];
  const keys = new Map<string, AuditedKey>();
  const unjudged: UnjudgedFlow[] = [];
  const notes = new Set<string>();
  return {
    flow: (flow) => flows.push(flow),
    key: (key) => {
      const known = keys.get(key.arn);
      // The cost hangs on the rotation: whoever read it knows better.
      const [less, more] = known?.rotation !== undefined && key.rotation === undefined ? [key, known] : [known, key];
      keys.set(key.arn, { ...less, ...more });
    },
    unjudged: (flow) => unjudged.push(flow),
    note: (sentence) => notes.add(sentence),
    collected: () => ({
      flows: flows.sort(byFlow),
      keys: [...keys.values()].sort((a, b) => compare(a.arn, b.arn)),
      unjudged: unjudged.sort(byFlow),
      notes: [...notes].sort(compare),
    }),
  };
};

type Named = { readonly account: string; readonly region: string; readonly flow: string };

/** By code units, which is fast and the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byFlow = (a: Named, b: Named): number =>
  compare(a.account, b.account) || compare(a.region, b.region) || compare(a.flow, b.flow);
