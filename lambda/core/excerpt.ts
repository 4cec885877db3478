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
