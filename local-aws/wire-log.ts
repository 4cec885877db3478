import { appendFileSync } from 'node:fs';
import { InputError } from './json-file.ts';
import type { Exchange } from './server.ts';

/**
 * Adds every exchange to a file, one JSON object a line: the request, what became of it, and the label, which says what the
 * exchange belongs to.
 * @throws InputError for a file that cannot be written
 */
export const createWireLog = ({ file, label }: { readonly file: string; readonly label: string }) => {
  try {
    appendFileSync(file, '');
  } catch (error) {
    throw new InputError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return (exchange: Exchange): void => appendFileSync(file, `${JSON.stringify({ label, ...exchange })}\n`);
};
