import type { RuleParameters } from '../../../lambda/core/input/rule-parameters.ts';
import { isDay } from '../../../lambda/core/model/days.ts';
import { coversPattern, matchesPattern, type TagCondition } from '../../../lambda/core/model/tags.ts';
import type { FactsOfWorld } from '../facts.ts';

/**
 * What a pattern of the policy matched. A pseudonym is marked for it, and the pattern becomes one that looks for the mark: a list of
 * pseudonyms would soon be longer than rule parameters may be.
 */
export interface Marks {
  /** The marks of a tag's value, one letter for each list of patterns that it matches. */
  readonly ofTagValue: (value: string) => string;
  /** The same list of patterns in terms of marks and of days that stay; `found`: the values of that tag. */
  readonly patternsOf: (condition: TagCondition, found: readonly string[]) => readonly string[];
  /** Days that an exemption may hang on: they stay as they are. */
  readonly isKeptDay: (value: string) => boolean;
  /** Of what a pattern for aliases or users matched, and of what none does. */
  readonly ofAlias: (alias: string) => string;
  readonly ofUser: (identity: string) => string;
}

/** Pseudonyms have small letters and digits only: where one of these stands, it is a mark. */
export const MATCHED = 'M-';
export const NOT_MATCHED = 'n-';

export const createMarks = (
  { requiredKeyTags = [], flowTagFilter, exemptionTag, keyAliasPattern, keyUsers }: RuleParameters,
  { flows }: Pick<FactsOfWorld, 'flows'>,
): Marks => {
  const lists = new Map<string, { readonly letter: string; readonly patterns: readonly string[] }>();
  for (const { values: patterns = [] } of [...requiredKeyTags, ...flowTagFilter]) {
    const id = idOf(patterns);
    if (patterns.length > 0 && !lists.has(id)) lists.set(id, { letter: letterOf(lists.size), patterns });
  }
  const days = new Set(
    flows.flatMap(({ tags = {} }) =>
      Object.entries(tags).flatMap(([key, value]) => (key === exemptionTag ? value : [])),
    ),
  );
  const isKeptDay = (value: string): boolean => isDay(value) && days.has(value);
  return {
    isKeptDay,
    ofTagValue: (value) =>
      [...lists.values()].flatMap(({ letter, patterns }) => (matchesOne(patterns, value) ? letter : [])).join(''),
    patternsOf: ({ values: patterns = [] }, found) => {
      const list = lists.get(idOf(patterns));
      if (list === undefined) return [];
      const days = found.filter((value) => isKeptDay(value) && matchesOne(patterns, value));
      const ofDays = patterns.filter(
        (pattern) => OF_DAYS.test(pattern) && days.some((day) => matchesOne([pattern], day)),
      );
      return [`*${list.letter}*`, ...ofDays, ...new Set(days.filter((day) => !matchesOne(ofDays, day)))];
    },
    ofAlias: (alias) =>
      keyAliasPattern !== undefined && matchesPattern(keyAliasPattern, alias) ? MATCHED : NOT_MATCHED,
    ofUser: (identity) =>
      keyUsers?.some((pattern) => coversPattern(pattern, identity)) === true ? MATCHED : NOT_MATCHED,
  };
};

const idOf = (patterns: readonly string[]): string => JSON.stringify(patterns);

const matchesOne = (patterns: readonly string[], value: string): boolean =>
  patterns.some((pattern) => matchesPattern(pattern, value));

/** A pattern that tells nothing but days, and fits no pseudonym: those begin with a letter. */
const OF_DAYS = /^\d[\d*?-]*$/;

const CAPITALS = 26;
/** The first of some 20,000 characters that have no case and need no escape. */
const FIRST_IDEOGRAPH = 0x4e00;

const letterOf = (index: number): string =>
  String.fromCharCode(index < CAPITALS ? 'A'.charCodeAt(0) + index : FIRST_IDEOGRAPH + index - CAPITALS);
