/**
 * The text with each control and format character, line and paragraph separator, and half of a surrogate pair, as U+FFFD. A line
 * break in a tag would let the owner of a flow write a line of his own into what an auditor reads; half a pair is not text, and
 * AWS may refuse it.
 */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, '\uFFFD');

const graphemes = (text: string): readonly string[] =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

/**
 * The text itself, or its beginning with an ellipsis, within `limit` UTF-16 code units; never cut inside what a reader
 * sees as one character. Nothing fits into a limit of 0.
 */
export const excerpt = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let kept = '';
  for (const grapheme of graphemes(text.slice(0, limit + 1))) {
    if (kept.length + grapheme.length + 1 > limit) break;
    kept += grapheme;
  }
  return limit > 0 ? `${kept.trimEnd()}…` : '';
};

/** The text as a sentence shows it: at most 80 characters of it, in quotes, without what would disturb the sentence. */
export const quote = (text: string): string => `"${excerpt(plainText(text), 80)}"`;

/** What a cause says of itself, in one line of a log or of another error. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
