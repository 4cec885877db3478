import { dayOf } from '../../lambda/core/model/days.ts';
import type { ReasonCode } from '../../lambda/core/model/reasons.ts';
import { matchesPattern, type Pattern } from '../../lambda/core/model/tags.ts';
import { quote } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow, AuditedReason, Muted } from './audit.ts';

/** A decision not to act on some findings for a while. */
export interface Mute {
  /** Where it stands in its file. */
  readonly line: number;
  /** `*` where it was left out, as for account and Region. */
  readonly flow: Pattern;
  readonly account: Pattern;
  readonly region: Pattern;
  /** Absent: all. */
  readonly reasons?: readonly ReasonCode[];
  /** A day, YYYY-MM-DD; it holds to the end of that day in UTC. */
  readonly until: string;
  readonly because: string;
}

/**
 * The audit with `muted` on each reason that a mute fits, on each flow of which all reasons are muted, and with a
 * note on each mute that has expired or fits nothing. Where several fit a reason, the one that ends last speaks for
 * it; of a flow's reasons, the one that ends first speaks for the flow. Marks that the audit had before are dropped.
 */
export const applyMutes = (audit: Audit, mutes: readonly Mute[], now: Date): Audit => {
  const today = dayOf(now);
  const inForce = mutes.filter(({ until }) => until >= today).map(prepared);
  const used = new Set<Mute>();
  const flows = audit.flows.map((flow) => withMutes(flow, inForce, used));
  const notes = mutes.flatMap((mute) => {
    if (mute.until < today) return [`${nameOf(mute)} expired on ${mute.until} and mutes nothing any more.`];
    if (used.has(mute)) return [];
    const where = audit.complete ? 'this audit' : 'this audit, which is incomplete';
    return [`${nameOf(mute)} fits no finding of ${where}.`];
  });
  return { ...audit, flows, notes: [...audit.notes, ...notes] };
};

interface PreparedMute {
  readonly mute: Mute;
  readonly fitsFlow: (flow: AuditedFlow) => boolean;
}

const prepared = (mute: Mute): PreparedMute => {
  const [flow, account, region] = [matcherOf(mute.flow), matcherOf(mute.account), matcherOf(mute.region)];
  return { mute, fitsFlow: (given) => flow(given.flow) && account(given.account) && region(given.region) };
};

/** Most patterns are names: a thousand mutes on fifty thousand flows must not walk through each name. */
const matcherOf = (pattern: Pattern): ((text: string) => boolean) => {
  if (pattern === '*') return () => true;
  return /[*?]/.test(pattern) ? (text) => matchesPattern(pattern, text) : (text) => text === pattern;
};

const withMutes = (flow: AuditedFlow, inForce: readonly PreparedMute[], used: Set<Mute>): AuditedFlow => {
  const { muted: _, ...unmuted } = flow;
  if (flow.reasons.length === 0) return unmuted;
  const fitting = inForce.filter(({ fitsFlow }) => fitsFlow(flow)).map(({ mute }) => mute);
  const reasons = flow.reasons.map((reason) => withMute(reason, fitting, used));
  const marks = reasons.flatMap(({ muted }) => muted ?? []);
  const first = marks.reduce<Muted | undefined>((a, b) => (a !== undefined && a.until <= b.until ? a : b), undefined);
  return { ...unmuted, reasons, ...(first !== undefined && marks.length === reasons.length ? { muted: first } : {}) };
};

const withMute = (reason: AuditedReason, mutes: readonly Mute[], used: Set<Mute>): AuditedReason => {
  const { muted: _, ...unmuted } = reason;
  const fitting = mutes.filter(({ reasons }) => reasons === undefined || reasons.includes(reason.code));
  for (const mute of fitting) used.add(mute);
  const last = fitting.reduce<Mute | undefined>((a, b) => (a !== undefined && a.until >= b.until ? a : b), undefined);
  return last === undefined ? unmuted : { ...unmuted, muted: { until: last.until, because: last.because } };
};

const nameOf = ({ line, flow, account, region, reasons, because }: Mute): string => {
  const patterns = [
    ...(flow === '*' ? [] : [`flow ${quote(flow)}`]),
    ...(account === '*' ? [] : [`account ${quote(account)}`]),
    ...(region === '*' ? [] : [`Region ${quote(region)}`]),
    ...(reasons === undefined ? [] : [reasons.join(', ')]),
  ];
  const what = patterns.length === 0 ? 'everything' : patterns.join(', ');
  return `The mute on line ${line} (${what}; because ${quote(because)})`;
};
