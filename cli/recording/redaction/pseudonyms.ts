/** Another text for a text: the same for the same one, and never the same for two. */
export type Pseudonym = (original: string) => string;

/** Pseudonyms by number, in the order in which originals are met: nothing of an original is in them, not even its length. */
export const numbered = (nameOf: (number: number, original: string) => string): Pseudonym => {
  const known = new Map<string, string>();
  return (original) => {
    const before = known.get(original);
    if (before !== undefined) return before;
    const name = nameOf(known.size + 1, original);
    known.set(original, name);
    return name;
  };
};

/** Text that is not there is nobody's. */
export const unlessEmpty =
  (pseudonym: Pseudonym): Pseudonym =>
  (original) =>
    original === '' ? '' : pseudonym(original);

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** What the pseudonym of a pattern ends with, so that it stays one. */
export const wildcardOf = (text: string): string => (hasWildcard(text) ? '*' : '');
