import type { ReasonCode } from '../../lambda/core/model/reasons.ts';
import type { AuditedFlow, AuditedPlace, UnjudgedFlow } from '../audit/audit.ts';
import { ownerOf } from '../audit/owner.ts';

export const PREVIEW_FORMAT = 'appflow-flow-cmk/preview/1';

/** Which flows would be judged otherwise if something else were demanded. */
export interface Preview {
  readonly format: typeof PREVIEW_FORMAT;
  /** ISO 8601 in UTC to the second. */
  readonly at: string;
  readonly complete: boolean;
  readonly old: Readonly<Record<string, string>>;
  readonly new: Readonly<Record<string, string>>;
  /** How many flows were judged. */
  readonly flows: number;
  readonly places: readonly Omit<AuditedPlace, 'flows'>[];
  readonly changes: readonly FlowChange[];
  readonly counts: Readonly<Record<'reason' | 'account' | 'owner', readonly ChangeCount[]>>;
  readonly unjudged: readonly UnjudgedFlow[];
}

export interface FlowChange {
  readonly account: string;
  readonly region: string;
  readonly flow: string;
  /** The value of the flow's owner tag; absent where it has none. */
  readonly owner?: string;
  readonly old: Judged;
  readonly new: Judged;
}

type Judged = Pick<AuditedFlow, 'verdict' | 'annotation'> & { readonly codes: readonly ReasonCode[] };

/** In how many flows something comes, and in how many it goes: for a reason the reason, else NON_COMPLIANT. */
export interface ChangeCount {
  readonly name: string;
  readonly comes: number;
  readonly goes: number;
}

/** The change that both verdicts on one flow make, or nothing where verdict and reasons are the same. */
export const changeBetween = (old: AuditedFlow, now: AuditedFlow): FlowChange | undefined => {
  const [before, after] = [judgedOf(old), judgedOf(now)];
  if (before.verdict === after.verdict && before.codes.join() === after.codes.join()) return undefined;
  const { account, region, flow } = now;
  const owner = ownerOf(now.tags);
  return { account, region, flow, ...(owner === undefined ? {} : { owner }), old: before, new: after };
};

const judgedOf = ({ verdict, annotation, reasons }: AuditedFlow): Judged => ({
  verdict,
  annotation,
  codes: [...new Set(reasons.map(({ code }) => code))],
});

/** The changes counted by reason, account and owner, those that touch most first. */
export const countChanges = (changes: readonly FlowChange[]): Preview['counts'] => ({
  reason: counted(
    changes.flatMap(({ old, new: now }) => [
      ...now.codes.filter((code) => !old.codes.includes(code)).map((name) => ({ name, comes: true })),
      ...old.codes.filter((code) => !now.codes.includes(code)).map((name) => ({ name, comes: false })),
    ]),
  ),
  account: counted(turning(changes, ({ account }) => account)),
  owner: counted(turning(changes, ({ owner }) => owner ?? 'no owner tag')),
});

const turning = (changes: readonly FlowChange[], nameOf: (change: FlowChange) => string) =>
  changes
    .filter(({ old, new: now }) => (old.verdict === 'NON_COMPLIANT') !== (now.verdict === 'NON_COMPLIANT'))
    .map((change) => ({ name: nameOf(change), comes: change.new.verdict === 'NON_COMPLIANT' }));

const counted = (events: readonly { readonly name: string; readonly comes: boolean }[]): readonly ChangeCount[] => {
  const counts = new Map<string, ChangeCount>();
  for (const { name, comes } of events) {
    const { comes: came, goes } = counts.get(name) ?? { comes: 0, goes: 0 };
    counts.set(name, comes ? { name, comes: came + 1, goes } : { name, comes: came, goes: goes + 1 });
  }
  return [...counts.values()].sort((a, b) => b.comes + b.goes - a.comes - a.goes || (a.name < b.name ? -1 : 1));
};
