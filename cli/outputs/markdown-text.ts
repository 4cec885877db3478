import { excerpt, plainText } from '../../lambda/core/model/text.ts';

const LONGEST_CELL = 300;

/** A name, to the letter: within the element nobody is called and nothing is linked. */
export const code = (text: string): string => `<code>${entities(text)}</code>`;

/** A clause; signs that would call a person or another ticket are replaced by their look-alikes of full width. */
export const prose = (text: string): string => entities(text.replaceAll('@', '＠').replaceAll('#', '＃'));

/**
 * Whatever could be markup as a reference, which is never markup; so are the colon and the full stop of what could be
 * an address. Letters, digits and a few harmless signs stay readable.
 */
const entities = (text: string): string =>
  excerpt(plainText(text), LONGEST_CELL).replace(
    /[^A-Za-z0-9 ,\-()"'/=+%;?.:\u{80}-\u{10ffff}]|:(?=\/)|\.(?=[^ ])/gu,
    (sign) => `&#${sign.codePointAt(0)};`,
  );
