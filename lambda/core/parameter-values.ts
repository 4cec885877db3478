import { excerpt } from './excerpt.ts';
import type { Pattern, TagCondition } from './patterns.ts';
import { plainText } from './plain-text.ts';

/** A value, or everything that is wrong with it: clauses that follow "<name> is <value as seen>: ". */
export type Parsed<T> = { readonly value: T } | { readonly problems: readonly string[] };

type Parser<T> = (text: string) => Parsed<T>;

const TAG_KEY_LENGTH = 128;
const TAG_VALUE_LENGTH = 256;

/** The text as a sentence shows it, without what would disturb the sentence: at most 80 characters of it, in quotes. */
export const quote = (text: string): string => `"${excerpt(plainText(text), 80)}"`;

const refuse = (problem: string): { readonly problems: readonly string[] } => ({ problems: [problem] });

export const oneOf =
  <const T extends string>(...allowed: readonly T[]): Parser<T> =>
  (text) => {
    const value = allowed.find((candidate) => candidate === text);
    return value === undefined ? refuse(`allowed is ${allowed.join(' or ')}`) : { value };
  };

export const flag: Parser<boolean> = (text) =>
  text === 'true' || text === 'false' ? { value: text === 'true' } : refuse('allowed is true or false');

/** A whole number of at least `least`, and of at most `most` where there is one. */
export const wholeNumber =
  (least: number, most = Number.POSITIVE_INFINITY): Parser<number> =>
  (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return { value };
    return refuse(`allowed is a whole number from ${least}${most === Number.POSITIVE_INFINITY ? '' : ` to ${most}`}`);
  };

/** Role names have no path: the ARN is built from the name alone. */
export const roleName: Parser<string> = (text) =>
  /^[\w+=,.@-]{1,64}$/.test(text)
    ? { value: text }
    : refuse('allowed is the name of an IAM role without its path: 1 to 64 letters, digits or _+=,.@-');

export const pattern: Parser<Pattern> = (text) =>
  text.length <= TAG_VALUE_LENGTH ? { value: text } : refuse(`allowed are at most ${TAG_VALUE_LENGTH} characters`);

export const tagKey: Parser<string> = (text) => {
  const problem = problemOfTagKey(text);
  return problem === undefined ? { value: text } : refuse(problem);
};

const list =
  <T>(parseItem: Parser<T>): Parser<readonly T[]> =>
  (text) => {
    const parsed = text.split(',').map((item) => {
      const trimmed = item.trim();
      if (trimmed === '') return refuse('it has an empty item: remove the comma too many');
      const outcome = parseItem(trimmed);
      return 'value' in outcome
        ? outcome
        : { problems: outcome.problems.map((problem) => `item ${quote(trimmed)}: ${problem}`) };
    });
    const problems = parsed.flatMap((outcome) => ('problems' in outcome ? outcome.problems : []));
    if (problems.length > 0) return { problems: [...new Set(problems)] };
    return { value: parsed.flatMap((outcome) => ('value' in outcome ? [outcome.value] : [])) };
  };

export const accountIds: Parser<readonly string[]> = list((text) =>
  /^\d{12}$/.test(text) ? { value: text } : refuse('allowed is an account id of 12 digits'),
);

export const tagKeys: Parser<readonly string[]> = withoutRepeats(list(tagKey), {
  keyOf: (key) => key,
  remedy: 'once is enough',
});

/** `Key` or `Key=value1|value2`, separated by commas. */
export const tagConditions: Parser<readonly TagCondition[]> = withoutRepeats(list(tagCondition), {
  keyOf: ({ key }) => key,
  remedy: 'join its values with |',
});

function tagCondition(text: string): Parsed<TagCondition> {
  const split = text.indexOf('=');
  if (split < 0) {
    const problem = problemOfTagKey(text);
    return problem === undefined ? { value: { key: text } } : refuse(problem);
  }
  const key = text.slice(0, split).trim();
  const values = text
    .slice(split + 1)
    .split('|')
    .map((value) => value.trim());
  const problem =
    problemOfTagKey(key) ??
    (values.includes('') ? 'a value is empty: write Key for any value, or Key=value1|value2' : undefined) ??
    (values.some((value) => value.length > TAG_VALUE_LENGTH)
      ? `a tag value has at most ${TAG_VALUE_LENGTH} characters`
      : undefined);
  return problem === undefined ? { value: { key, values } } : refuse(problem);
}

function problemOfTagKey(key: string): string | undefined {
  if (key.trim() === '') return 'the tag key is empty';
  if (key.length > TAG_KEY_LENGTH) return `a tag key has at most ${TAG_KEY_LENGTH} characters`;
  if (/[=|,]/.test(key)) return 'a tag key is wanted here, without =, | or comma';
  return undefined;
}

/** Two conditions on one tag contradict each other or say the same twice. */
function withoutRepeats<T>(
  parse: Parser<readonly T[]>,
  { keyOf, remedy }: { readonly keyOf: (item: T) => string; readonly remedy: string },
): Parser<readonly T[]> {
  return (text) => {
    const outcome = parse(text);
    if ('problems' in outcome) return outcome;
    const keys = outcome.value.map(keyOf);
    const repeated = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
    if (repeated.length === 0) return outcome;
    return { problems: repeated.map((key) => `it names the tag ${quote(key)} twice: ${remedy}`) };
  };
}
