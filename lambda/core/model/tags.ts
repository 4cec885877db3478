/** `*` any run of characters, `?` any one character, everything else literal; case-sensitive; the whole text must match. */
export type Pattern = string;

/**
 * Whether the whole text matches the pattern. Walks back to the last `*` only, so that no pattern can make it slow:
 * its time is at most the product of both lengths.
 */
export const matchesPattern = (pattern: Pattern, text: string): boolean =>
  walk(pattern, text, (wanted, given) => wanted === '?' || wanted === given);

/**
 * Whether the pattern matches whatever the text stands for, in which a `*` is any run of characters, too: only a `*` of the
 * pattern takes that one. Its time is bounded in the same way.
 */
export const coversPattern = (pattern: Pattern, text: Pattern): boolean =>
  walk(pattern, text, (wanted, given) => given !== '*' && (wanted === '?' || wanted === given));

const walk = (
  pattern: Pattern,
  text: string,
  fits: (wanted: string | undefined, given: string | undefined) => boolean,
) => {
  const wanted = [...pattern];
  const given = [...text];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at;
      resume = index;
      at += 1;
    } else if (fits(wanted[at], given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      resume += 1;
      index = resume;
      at = star + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === '*');
};

/** A tag that must be present; with `values`, one of these patterns must match its value. */
export interface TagCondition {
  readonly key: string;
  readonly values?: readonly Pattern[];
}

export type Tags = ReadonlyMap<string, string>;

export type TagMatch = 'met' | 'missing' | 'value-not-allowed';

export const matchTag = (condition: TagCondition, tags: Tags): TagMatch => {
  const value = tags.get(condition.key);
  if (value === undefined) return 'missing';
  if (condition.values === undefined) return 'met';
  return condition.values.some((pattern) => matchesPattern(pattern, value)) ? 'met' : 'value-not-allowed';
};
