import { codesOf, REASON_CODES, REASONS, type Reason, type ReasonCode } from '../model/reasons.ts';
import { excerpt, plainText } from '../model/text.ts';
import type { Verdict } from '../verdict.ts';

/** AWS Config refuses a longer annotation with the whole batch. */
export const LONGEST_ANNOTATION = 256;

/** Less of a sentence than this tells nobody anything. */
const SHORTEST_SENTENCE = 16;

/**
 * What a person reads beside the verdict, 1 to `limit` characters: codes or a label, a colon, and a sentence to act on,
 * worst first. What does not fit is left out from the end: remedies, then problems, codes last; codes that would leave no room
 * for a sentence are left out, too.
 */
export const annotationOf = (verdict: Verdict, limit = LONGEST_ANNOTATION): string =>
  plainText(written(verdict, limit));

const written = (verdict: Verdict, limit: number): string => {
  switch (verdict.complianceType) {
    case 'COMPLIANT':
      return excerpt(`OK: ${verdict.because}`, limit);
    case 'NON_COMPLIANT':
      return annotate(codesThatFit(verdict.reasons, limit), verdict.reasons, limit);
    case 'NOT_APPLICABLE':
      return 'reasons' in verdict
        ? annotate(verdict.label, verdict.reasons, limit)
        : excerpt(`${verdict.label}: ${verdict.because}`, limit);
  }
};

/**
 * Whether an annotation that begins with these codes, in the catalogue's order, may lack others: where a code that comes after
 * them would not have fitted.
 */
export const mayLackCodes = (codes: readonly ReasonCode[]): boolean => {
  const last = codes.reduce((latest, code) => Math.max(latest, REASON_CODES.indexOf(code)), -1);
  return REASON_CODES.slice(last + 1).some((next) => !leaveRoom([...codes, next], LONGEST_ANNOTATION));
};

const codesThatFit = (reasons: readonly Reason[], limit: number): string =>
  longestPrefix(codesOf(reasons), (some) => leaveRoom(some, limit)).join(', ');

const leaveRoom = (codes: readonly ReasonCode[], limit: number): boolean =>
  roomBeside(codes.join(', '), limit) >= SHORTEST_SENTENCE;

const roomBeside = (label: string, limit: number): number => limit - label.length - ': '.length;

const annotate = (label: string, reasons: readonly Reason[], limit: number): string =>
  `${label}: ${sentencesWithin(roomBeside(label, limit), reasons)}`;

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
