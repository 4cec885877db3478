import type { SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { AuditedFlow } from '../audit/audit.ts';

type VerdictName = AuditedFlow['verdict'];

/** How the page says a verdict: a sign beside the word, so that colour is never needed. */
export const VERDICTS: Readonly<Record<VerdictName, { readonly word: string; readonly sign: string }>> = {
  NON_COMPLIANT: { word: 'Not compliant', sign: '✕' },
  COMPLIANT: { word: 'Compliant', sign: '✓' },
  NOT_APPLICABLE: { word: 'Not applicable', sign: '–' },
};

/** In the order in which a reader wants them. */
export const VERDICT_NAMES: readonly VerdictName[] = ['NON_COMPLIANT', 'COMPLIANT', 'NOT_APPLICABLE'];

/** Worst first, as a reader wants them. */
export const SEVERITY_NAMES: readonly SeverityLabel[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'];

export const severityWord = (severity: string): string =>
  severity.charAt(0).toUpperCase() + severity.slice(1).toLowerCase();

/** 0 for the worst. */
export const severityRank = (severity: SeverityLabel): number => SEVERITY_NAMES.indexOf(severity);

export const CHANGES = { new: 'New', still: 'Still there', fixed: 'Fixed' } as const;
