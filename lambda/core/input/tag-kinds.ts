import type { TagCondition } from '../model/tags.ts';
import { quote } from '../model/text.ts';
import { type Kind, LIST_LENGTH, list, type Parsed, refuse } from './parameter-kinds.ts';

const TAG_KEY_LENGTH = 128;
const TAG_VALUE_LENGTH = 256;

const parseTagKey = (text: string): Parsed<string> => {
  const problem = problemOfTagKey(text);
  return problem === undefined ? { value: text } : refuse(problem);
};

export const tagKey: Kind<string> = {
  accepts: 'tag key',
  parse: parseTagKey,
  template: {
    AllowedPattern: String.raw`^$|^[^,=|"\\\x00-\x1f]{1,128}$`,
    ConstraintDescription:
      'must be empty or one tag key of up to 128 characters, without commas, = | double quotes or backslashes',
  },
};

const TAG_KEY_PATTERN = String.raw`[^,=|"\\\x00-\x1f]+`;
const TAG_VALUE_PATTERN = String.raw`[^,|"\\\x00-\x1f]+`;
const CONDITION_PATTERN = String.raw`${TAG_KEY_PATTERN}(=${TAG_VALUE_PATTERN}(\|${TAG_VALUE_PATTERN})*)?`;

export const tagKeys: Kind<readonly string[]> = {
  accepts: 'list of tag keys',
  parse: withoutRepeats(list(parseTagKey), { keyOf: (key) => key, remedy: 'once is enough' }),
  template: {
    MaxLength: LIST_LENGTH,
    AllowedPattern: `^$|^${TAG_KEY_PATTERN}(,${TAG_KEY_PATTERN})*$`,
    ConstraintDescription:
      'must be tag keys separated by commas, such as DataClass,Team, without = | double quotes, backslashes or empty items',
  },
};

/** `Key` or `Key=value1|value2`, separated by commas. */
export const tagConditions: Kind<readonly TagCondition[]> = {
  accepts: 'list of tag conditions',
  parse: withoutRepeats(list(parseTagCondition), { keyOf: ({ key }) => key, remedy: 'join its values with |' }),
  template: {
    MaxLength: LIST_LENGTH,
    AllowedPattern: `^$|^${CONDITION_PATTERN}(,${CONDITION_PATTERN})*$`,
    ConstraintDescription:
      'must be tag conditions separated by commas, such as Owner,DataClass=PII|Internal, without double quotes, backslashes or empty items',
  },
};

function parseTagCondition(text: string): Parsed<TagCondition> {
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
  if (/[=|,]/.test(key)) return 'must be a tag key, without =, | or comma';
  return undefined;
}

/** Two conditions on one tag contradict each other or say the same twice. */
function withoutRepeats<T>(
  parse: (text: string) => Parsed<readonly T[]>,
  { keyOf, remedy }: { readonly keyOf: (item: T) => string; readonly remedy: string },
): (text: string) => Parsed<readonly T[]> {
  return (text) => {
    const result = parse(text);
    if ('problems' in result) return result;
    const keys = result.value.map(keyOf);
    const repeated = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
    if (repeated.length === 0) return result;
    return { problems: repeated.map((key) => `it names the tag ${quote(key)} twice: ${remedy}`) };
  };
}
