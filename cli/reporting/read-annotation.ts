import { REASON_CODES, REASONS, type ReasonCode } from '../../lambda/core/model/reasons.ts';
import { mayLackCodes } from '../../lambda/core/output/annotation.ts';
import type { AuditedReason } from '../audit/audit.ts';

/** What an annotation of the rule says; foreign where this rule did not write it. */
export type ReadAnnotation =
  | { readonly kind: 'compliant' }
  | {
      readonly kind: 'reasons';
      readonly reasons: readonly AuditedReason[];
      /** Other reasons may be missing: their codes did not fit, or are not known to this version. */
      readonly mayLackReasons: boolean;
      readonly unknownCodes: readonly string[];
    }
  | { readonly kind: 'foreign' };

const COMPLIANT = /^OK: ./su;
const CODES_AND_TEXT = /^(?<codes>[A-Z][A-Z0-9_]*(?:, [A-Z][A-Z0-9_]*)*): (?<text>.+)$/su;

/**
 * Reads back what lambda/core/output/annotation.ts wrote for a verdict. Severity and remedy are the catalogue's, unless the
 * annotation tells a remedy of its own. A problem is the clause of the annotation where it can only be that one's; elsewhere, as
 * for problems that did not fit, it is the title of the catalogue. An annotation without a single code of the catalogue is foreign.
 */
export const readAnnotation = (complianceType: 'COMPLIANT' | 'NON_COMPLIANT', annotation: string): ReadAnnotation => {
  if (complianceType === 'COMPLIANT') return { kind: COMPLIANT.test(annotation) ? 'compliant' : 'foreign' };
  const { codes: list = '', text = '' } = CODES_AND_TEXT.exec(annotation)?.groups ?? {};
  const written = list.split(', ');
  const codes = written.filter(isReasonCode);
  if (codes.length === 0) return { kind: 'foreign' };
  const unknownCodes = written.filter((code) => !isReasonCode(code));
  if (unknownCodes.length > 0) {
    // Which clause belongs to which code is then nobody's to guess.
    return { kind: 'reasons', reasons: codes.map((code) => reasonOf(code)), mayLackReasons: true, unknownCodes };
  }
  return { kind: 'reasons', reasons: reasonsIn(codes, text), mayLackReasons: mayLackCodes(codes), unknownCodes };
};

const isReasonCode = (code: string): code is ReasonCode => (REASON_CODES as readonly string[]).includes(code);

const reasonOf = (code: ReasonCode, problem?: string, remedy?: string): AuditedReason => ({
  code,
  severity: REASONS[code].severity,
  problem: inLowerCase(problem ?? REASONS[code].title),
  remedy: remedy ?? REASONS[code].remedy,
});

const reasonsIn = (codes: readonly ReasonCode[], text: string): readonly AuditedReason[] => {
  // An ellipsis ends what was cut: the first problem alone, which then has all the room.
  if (text.endsWith('…'))
    return codes.map((code, index) => (index === 0 && text !== '…' ? reasonOf(code, text) : reasonOf(code)));
  const { told, remedies } = splitRemedies(codes, text);
  const [only] = codes;
  if (only !== undefined && codes.length === 1) return [reasonOf(only, told, remedies && withoutFullStop(remedies))];

  const clauses = told.split('; ');
  // Remedies stand there only where every problem does: as many clauses as codes are then one for each.
  if (remedies !== undefined && clauses.length === codes.length) {
    const each = remedies.split(/(?<=\.) /u).map(withoutFullStop);
    // A remedy that several share is told once, and the last may be left out: then nobody knows whose is whose.
    return codes.map((code, index) =>
      reasonOf(code, clauses[index], each.length === codes.length ? each[index] : undefined),
    );
  }
  // The first problem is always told; a quoted text in it may hold what looks like its end.
  const [first = ''] = clauses;
  return codes.map((code, index) => (index === 0 && !first.includes('"') ? reasonOf(code, first) : reasonOf(code)));
};

interface Split {
  /** The problems, joined by semicolons, without the full stop. */
  readonly told: string;
  readonly remedies?: string;
}

/** Where the problems end and the remedies begin. */
const splitRemedies = (codes: readonly ReasonCode[], text: string): Split => {
  const ofCatalogue = [...new Set(codes.map((code) => `${REASONS[code].remedy}.`))];
  for (let count = ofCatalogue.length; count > 0; count -= 1) {
    const remedies = ofCatalogue.slice(0, count).join(' ');
    if (text.endsWith(`. ${remedies}`)) return { told: text.slice(0, -remedies.length - '. '.length), remedies };
  }
  // Nothing but a quoted text, such as the value of a tag, holds a full stop before a blank.
  const end = text.includes('"') ? -1 : text.indexOf('. ');
  return end < 0
    ? { told: withoutFullStop(text) }
    : { told: text.slice(0, end), remedies: text.slice(end + '. '.length) };
};

const withoutFullStop = (sentence: string): string => (sentence.endsWith('.') ? sentence.slice(0, -1) : sentence);

const inLowerCase = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
