import type { Colors } from 'picocolors/types.js';

export interface TerminalLook {
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A character outside of the oldest alphabets may take two columns; better too many than a text that is cut off. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < '\u0300' ? 1 : 2), 0);

/**
 * What is longer than its column would be cut off otherwise: the id of a key, or a text in a language without blanks.
 */
export const breakLongWords = (text: string, most: number): string =>
  text
    .split(/(\s)/)
    .map((word) => (columnsOf(word) > most ? broken(word, most) : word))
    .join('');

const broken = (word: string, most: number): string => {
  let line = 0;
  let result = '';
  for (const character of word) {
    const columns = columnsOf(character);
    if (line + columns > most) {
      result += ' ';
      line = 0;
    }
    result += character;
    line += columns;
  }
  return result;
};
