import { REASON_CODES, type ReasonCode, rankOfSeverity, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { AuditedFlow } from './audit.ts';

const VERDICTS = ['NON_COMPLIANT', 'NOT_APPLICABLE', 'COMPLIANT'] as const;

/** For `sort`: the worse severity first, then in the order of the catalogue. */
export const byReason = (a: OfReason, b: OfReason): number =>
  rankOfSeverity(b.severity) - rankOfSeverity(a.severity) ||
  REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code);

interface OfReason {
  readonly code: ReasonCode;
  readonly severity: SeverityLabel;
}

/**
 * For `sort`: what fails first, muted flows after the others, then the worse severity; the rest by account, Region
 * and name.
 */
export const byUrgency = (a: AuditedFlow, b: AuditedFlow): number =>
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
  Number(a.muted !== undefined) - Number(b.muted !== undefined) ||
  rankOfSeverity(b.severity) - rankOfSeverity(a.severity) ||
  byPlace(a, b);

const byPlace = (a: AuditedFlow, b: AuditedFlow): number =>
  compareTexts(a.account, b.account) || compareTexts(a.region, b.region) || compareTexts(a.flow, b.flow);

/** By code units, so that the order is the same on every machine. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
