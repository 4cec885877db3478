/**
 * JSON with an indent of 2, in which control and format characters, line and paragraph separators and halves of
 * surrogate pairs are escaped: a terminal or an editor that shows the text is not led astray, and whoever parses it
 * has the data as it was. `depth` is how deep the value stands in its document.
 */
export const jsonText = (value: unknown, depth = 0): string => {
  // Line breaks are only between tokens: within texts JSON.stringify has escaped them already.
  const text = JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
  return depth === 0 ? text : text.replaceAll('\n', `\n${'  '.repeat(depth)}`);
};

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${hex(character.charCodeAt(index))}`).join('');

const hex = (unit: number): string => unit.toString(16).padStart(4, '0');

/** The chunks of one JSON array, an item each, so that a long one is never held as a whole; `depth` as above. */
export function* jsonArray(items: Iterable<unknown>, depth = 0): Generator<string> {
  const indent = '  '.repeat(depth);
  let isEmpty = true;
  for (const item of items) {
    yield `${isEmpty ? '[' : ','}\n${indent}  ${jsonText(item, depth + 1)}`;
    isEmpty = false;
  }
  yield isEmpty ? '[]' : `\n${indent}]`;
}
