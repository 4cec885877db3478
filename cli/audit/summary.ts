import { type ReasonCode, SEVERITIES, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { Audit, AuditedFlow, AuditedPlace } from './audit.ts';
import { byReason } from './severity-order.ts';

/** The counts that all outputs share. */
export interface Summary {
  /** Flows that have a verdict. */
  readonly flows: number;
  readonly verdicts: Readonly<Record<AuditedFlow['verdict'], number>>;
  /** COMPLIANT of those that are COMPLIANT or NON_COMPLIANT, 0 to 1; absent where no flow is either. */
  readonly shareCompliant: number | undefined;
  /** Each code that occurs, worst first; ties are in the order of the catalogue. */
  readonly reasons: readonly ReasonCount[];
  /** NON_COMPLIANT flows by the highest severity of their reasons, worst first; every severity is there. */
  readonly severities: readonly { readonly severity: SeverityLabel; readonly flows: number }[];
  /** What is muted: flows of which every reason is, and reasons. */
  readonly muted: { readonly flows: number; readonly reasons: number };
  readonly places: Readonly<Record<AuditedPlace['status'], number>>;
  /** Flows without a verdict. */
  readonly unjudged: number;
  /** Flows by what changed; absent where nothing was compared, or nothing is to tell. */
  readonly changes?: Readonly<Record<'new' | 'still' | 'fixed', number>>;
}

export interface ReasonCount {
  readonly code: ReasonCode;
  readonly severity: SeverityLabel;
  /** How many flows have it; a flow counts once, however often it has it. */
  readonly flows: number;
  /** How many of these have it muted. */
  readonly muted: number;
}

/** Counts an audit; its time grows with the number of flows and reasons alone. */
export const summaryOf = (audit: Audit): Summary => {
  const { flows, places, unjudged } = audit;
  const placesOf = (status: AuditedPlace['status']): number => places.filter((place) => place.status === status).length;
  const failing = flows.filter(({ verdict }) => verdict === 'NON_COMPLIANT');
  return {
    flows: flows.length,
    verdicts: {
      COMPLIANT: flows.filter(({ verdict }) => verdict === 'COMPLIANT').length,
      NON_COMPLIANT: failing.length,
      NOT_APPLICABLE: flows.filter(({ verdict }) => verdict === 'NOT_APPLICABLE').length,
    },
    shareCompliant: shareCompliant(flows),
    reasons: reasonCounts(flows),
    severities: [...SEVERITIES]
      .reverse()
      .map((severity) => ({ severity, flows: failing.filter((flow) => flow.severity === severity).length })),
    muted: {
      flows: flows.filter(({ muted }) => muted !== undefined).length,
      reasons: flows.reduce((sum, { reasons }) => sum + reasons.filter(({ muted }) => muted !== undefined).length, 0),
    },
    places: {
      read: placesOf('read'),
      unreadable: placesOf('unreadable'),
      skipped: placesOf('skipped'),
      'not-enabled': placesOf('not-enabled'),
    },
    unjudged: unjudged.length,
    ...changesIn(flows),
  };
};

const changesIn = (flows: readonly AuditedFlow[]): Pick<Summary, 'changes'> => {
  const of = (wanted: AuditedFlow['change']): number => flows.filter(({ change }) => change === wanted).length;
  const changes = { new: of('new'), still: of('still'), fixed: of('fixed') };
  return changes.new + changes.still + changes.fixed > 0 ? { changes } : {};
};

/**
 * The share that is compliant as a person reads it, "97.2 %", or "none judged". It is rounded down, so that only an
 * audit without a single failure has 100 %.
 */
export const percentCompliant = ({ verdicts: { COMPLIANT, NON_COMPLIANT } }: Summary): string => {
  const judged = COMPLIANT + NON_COMPLIANT;
  return judged === 0 ? 'none judged' : `${Math.floor((COMPLIANT * 1000) / judged) / 10} %`;
};

/** COMPLIANT of those that are COMPLIANT or NON_COMPLIANT, 0 to 1; nothing where no flow is either. */
export const shareCompliant = (flows: readonly Pick<AuditedFlow, 'verdict'>[]): number | undefined => {
  const compliant = flows.filter(({ verdict }) => verdict === 'COMPLIANT').length;
  const judged = flows.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE').length;
  return judged === 0 ? undefined : compliant / judged;
};

const reasonCounts = (flows: readonly AuditedFlow[]): readonly ReasonCount[] => {
  const counts = new Map<ReasonCode, ReasonCount>();
  for (const flow of flows) {
    for (const [code, { severity, muted }] of new Map(flow.reasons.map((reason) => [reason.code, reason]))) {
      const count = counts.get(code) ?? { code, severity, flows: 0, muted: 0 };
      counts.set(code, { ...count, flows: count.flows + 1, muted: count.muted + (muted === undefined ? 0 : 1) });
    }
  }
  return [...counts.values()].sort(byReason);
};

/** All of it in one line, without a full stop: what a terminal shows last, and what stands above every other output. */
export const lastLineOf = (audit: Audit): string => {
  const { flows, verdicts, places, unjudged } = summaryOf(audit);
  const mutedFailures = audit.flows.filter(({ verdict, muted }) => verdict === 'NON_COMPLIANT' && muted !== undefined);
  const parts = [
    `${counted(flows, 'flow')} in ${counted(places.read, 'place')}: ${verdicts.COMPLIANT} compliant, ` +
      `${verdicts.NON_COMPLIANT} non-compliant${mutedFailures.length > 0 ? ` (${mutedFailures.length} muted)` : ''}, ` +
      `${verdicts.NOT_APPLICABLE} not applicable`,
    ...(unjudged > 0 ? [`${counted(unjudged, 'flow')} without a verdict`] : []),
    ...(places.skipped > 0 ? [`${counted(places.skipped, 'place')} skipped`] : []),
    ...(places['not-enabled'] > 0 ? [`${counted(places['not-enabled'], 'place')} not enabled`] : []),
    ...(places.unreadable > 0 ? [`${counted(places.unreadable, 'place')} unreadable`] : []),
    ...(audit.interrupted ? ['interrupted'] : []),
  ];
  return `${parts.join('; ')}${audit.complete ? '' : ': the audit is incomplete'}`;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
