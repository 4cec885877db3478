import { readFile } from 'node:fs/promises';
import { types } from 'node:util';
import { expandDates } from './dates-in-text.ts';

/** Input that somebody gave and that cannot be used: one line that names it, the place and the remedy. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The JSON in a file, its date tokens expanded. @throws InputError */
export const readJsonFile = async (file: string): Promise<unknown> =>
  parseJson({ text: expandDates(await readText(file)), source: file });

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
};

const reasonOf = (error: unknown): string => {
  switch (types.isNativeError(error) && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'there is no such file; check the path';
    case 'EISDIR':
      return 'it is a folder; name a file in it';
    case 'EACCES':
      return 'permission is denied; make it readable';
    default:
      return types.isNativeError(error) ? error.message : String(error);
  }
};

/** @throws InputError with line and column of the flaw */
export const parseJson = ({ text, source }: { readonly text: string; readonly source: string }): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    const { line, column } = placeOf(text, message);
    const flaw = message.replace(/ in JSON at position.*$| is not valid JSON$/s, '').replaceAll(/\s+/g, ' ');
    throw new InputError(`${source} is no JSON at line ${line}, column ${column}: ${flaw}; correct it there`);
  }
};

const placeOf = (text: string, message: string) => {
  const before = text.slice(0, offsetOf(text, message)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** Where a parser stopped: newer ones tell the position, older ones quote ten characters on either side, or say "end". */
const offsetOf = (text: string, message: string): number => {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const quote = /^Unexpected token '(.)', (\.{3})?"(.*?)"(?:\.{3})? is not valid/s.exec(message);
  if (quote === null) return text.length;
  const [, token = '', dots, surroundings = ''] = quote;
  return dots === undefined ? text.indexOf(token) : text.indexOf(surroundings) + 10;
};
