import { readFileSync, statSync } from 'node:fs';

/** Much longer than any template may be. */
const MOST_BYTES = 20_000_000;

/**
 * The text of a file that a template or an assembly names; nothing where there is no ordinary file of a sensible size.
 */
export type ReadText = (file: string) => string | undefined;

export const readTemplateFile: ReadText = (file) => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > MOST_BYTES) return undefined;
  return readFileSync(file, 'utf8');
};
