import { codesOf, REASON_CODES, REASONS, type Reason, type ReasonCode } from '../model/reasons.ts';
import { excerpt, plainText } from '../model/text.ts';
import type { Verdict } from '../verdict.ts';

/** AWS Config refuses a longer annotation with the whole batch. */
export const LONGEST_ANNOTATION = 256;

/** Less of a sentence than this tells nobody anything. */
const SHORTEST_SENTENCE = 16;

/**
 * What a person reads beside the verdict, 1 to 256 characters: codes or a label, a colon, and a sentence to act on,
 * worst first. What does not fit is left out from the end: remedies, then problems, codes last; codes that would leave no room
 * for a sentence are left out, too.
 */
export const annotationOf = (verdict: Verdict): string => plainText(written(verdict));

const written = (verdict: Verdict): string => {
  switch (verdict.complianceType) {
    case 'COMPLIANT':
      return excerpt(`OK: ${verdict.because}`, LONGEST_ANNOTATION);
    case 'NON_COMPLIANT':
      return annotate(codesThatFit(verdict.reasons), verdict.reasons);
    case 'NOT_APPLICABLE':
      return 'reasons' in verdict
        ? annotate(verdict.label, verdict.reasons)
        : excerpt(`${verdict.label}: ${verdict.because}`, LONGEST_ANNOTATION);
  }
};

/**
 * Whether an annotation that begins with these codes, in the catalogue's order, may lack others: where a code that comes after
 * them would not have fitted.
 */
export const mayLackCodes = (codes: readonly ReasonCode[]): boolean => {
  const last = codes.reduce((latest, code) => Math.max(latest, REASON_CODES.indexOf(code)), -1);
  return REASON_CODES.slice(last + 1).some((next) => !leaveRoom([...codes, next]));
};

const codesThatFit = (reasons: readonly Reason[]): string => longestPrefix(codesOf(reasons), leaveRoom).join(', ');

const leaveRoom = (codes: readonly ReasonCode[]): boolean => roomBeside(codes.join(', ')) >= SHORTEST_SENTENCE;

const roomBeside = (label: string): number => LONGEST_ANNOTATION - label.length - ': '.length;

const annotate = (label: string, reasons: readonly Reason[]): string =>
  `${label}: ${sentencesWithin(roomBeside(label), reasons)}`;

const sentencesWithin = (room: number, reasons: readonly Reason[]): string => {
  const problems = namingEachKeyOnce(reasons.map(({ problem }) => problem));
  const fitting = longestPrefix(problems, (some) => asSentence(some.join('; ')).length <= room);
  if (fitting.length === 0) return excerpt(asSentence(problems[0] ?? ''), room);
  const told = asSentence(fitting.join('; '));
  if (fitting.length < problems.length) return told;
  const remedies = [...new Set(reasons.map(({ code, remedy }) => `${remedy ?? REASONS[code].remedy}.`))];
  return [told, ...longestPrefix(remedies, (some) => [told, ...some].join(' ').length <= room)].join(' ');
};

const longestPrefix = <T extends string>(items: readonly T[], fits: (some: readonly T[]) => boolean): readonly T[] => {
  const tooMany = items.findIndex((_, index) => !fits(items.slice(0, index + 1)));
  return tooMany < 0 ? items : items.slice(0, tooMany);
};

const asSentence = (clauses: string): string => `${clauses.charAt(0).toUpperCase()}${clauses.slice(1)}.`;

/** A key id is long: after its first mention "the key" says enough. */
const namingEachKeyOnce = (problems: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return problems.map((problem) =>
    problem.replace(/\bkey (?:mrk-)?[0-9a-f][0-9a-f-]{7,}(?![\w-])/g, (mention) => {
      if (seen.has(mention)) return 'the key';
      seen.add(mention);
      return mention;
    }),
  );
};
