import type { ReasonCode, SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { AuditedFlow, AuditedReason, Muted } from './audit.ts';

/** All that a flow shows under one reason code: what tools that know a finding by its flow and code must get as one. */
export interface AuditFinding {
  readonly code: ReasonCode;
  readonly severity: SeverityLabel;
  /** Clauses in lower case without a full stop, at least one. */
  readonly problems: readonly string[];
  /** Each once, with a capital and without a full stop. */
  readonly remedies: readonly string[];
  readonly change?: 'new' | 'still';
  readonly muted?: Muted;
}

/**
 * The findings of a flow in the order of its reasons. Mutes and changes go by code, so that the first reason speaks
 * for all.
 */
export const findingsOf = ({ reasons }: Pick<AuditedFlow, 'reasons'>): readonly AuditFinding[] => {
  const byCode = new Map<ReasonCode, AuditedReason[]>();
  for (const reason of reasons) byCode.set(reason.code, [...(byCode.get(reason.code) ?? []), reason]);
  return [...byCode.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { problem, remedy, ...shared } = first;
    return [
      {
        ...shared,
        problems: same.map((reason) => reason.problem),
        remedies: [...new Set(same.map((reason) => reason.remedy))],
      },
    ];
  });
};

/** "Automatic rotation is off; the tag Owner is missing." */
export const asSentence = (clauses: readonly string[]): string => {
  const text = clauses.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};
