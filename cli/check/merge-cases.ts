import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import type { CheckAnswer, CheckedReason, UnknownFact } from './check.ts';
import type { CaseAnswer } from './judge-planned.ts';

/** The answer of a flow under some combination of conditions. */
export interface AnswerUnder extends CaseAnswer {
  /** In words, clauses with a comma between them; empty where nothing hangs on a condition. */
  readonly condition: string;
}

/** The worst answer of all combinations. What is not so in every one of them says in which it is. */
export const mergeCases = (cases: readonly AnswerUnder[]): CaseAnswer => {
  const answer = worstOf(cases.map((it) => it.answer));
  const conditions = cases.map(({ condition }) => condition);
  const reasons = gathered(cases, ({ reasons: all }) => all, keyOfReason).map(
    ({ item, under }): CheckedReason => ({ ...item, problem: `${item.problem}${where(under, conditions)}` }),
  );
  const unknown = gathered(cases, (it) => it.unknown, keyOfFact).map(
    ({ item, under }): UnknownFact => ({ ...item, because: `${item.because}${where(under, conditions)}` }),
  );
  const because = cases.find((it) => it.because !== undefined)?.because;
  return {
    answer,
    ...(answer === 'pass' && because !== undefined ? { because } : {}),
    reasons: reasons.sort((a, b) => REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code)),
    unknown,
  };
};

const ANSWERS = ['fail', 'unknown', 'pass'] as const;

const worstOf = (answers: readonly CheckAnswer[]): CheckAnswer =>
  ANSWERS.find((answer) => answers.includes(answer)) ?? 'pass';

interface Gathered<T> {
  readonly item: T;
  /** The combinations in which it is so. */
  readonly under: readonly string[];
}

const gathered = <T>(
  cases: readonly AnswerUnder[],
  itemsOf: (answer: AnswerUnder) => readonly T[],
  keyOf: (item: T) => string,
): readonly Gathered<T>[] => {
  const found = new Map<string, { readonly item: T; readonly under: string[] }>();
  for (const one of cases) {
    for (const item of itemsOf(one)) {
      const key = keyOf(item);
      const known = found.get(key);
      if (known === undefined) found.set(key, { item, under: [one.condition] });
      else known.under.push(one.condition);
    }
  }
  return [...found.values()];
};

const keyOfReason = ({ code, problem, remedy }: CheckedReason): string => JSON.stringify([code, problem, remedy]);
const keyOfFact = ({ what, because, line }: UnknownFact): string => JSON.stringify([what, because, line]);

/**
 * Under which condition, in as few clauses as tell it apart from all combinations in which it is not so; where there are none, the
 * first combination in which it is.
 */
const where = (under: readonly string[], all: readonly string[]): string => {
  if (under.length === all.length) return '';
  const [first = '', ...more] = under;
  const others = all.filter((condition) => !under.includes(condition)).map(clausesOf);
  const shared = clausesOf(first).filter((clause) => more.every((condition) => clausesOf(condition).includes(clause)));
  const telling = leastTelling(shared, others);
  if (telling !== undefined) return ` (where ${telling.join(', ')})`;
  const rest = more.length === 0 ? '' : `, and in ${more.length} more ${more.length === 1 ? 'case' : 'cases'}`;
  return ` (where ${first}${rest})`;
};

const clausesOf = (condition: string): readonly string[] => condition.split(', ');

/** Of the clauses that all cases in question share, those without which another case would fit, too. */
const leastTelling = (
  shared: readonly string[],
  others: readonly (readonly string[])[],
): readonly string[] | undefined => {
  const tellsApart = (clauses: readonly string[]): boolean =>
    others.every((other) => clauses.some((clause) => !other.includes(clause)));
  if (!tellsApart(shared)) return undefined;
  return shared.reduce<readonly string[]>((kept, clause) => {
    const without = kept.filter((other) => other !== clause);
    return without.length > 0 && tellsApart(without) ? without : kept;
  }, shared);
};
