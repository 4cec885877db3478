import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { listed } from './listed.ts';

/** The formats that are files, and how their files are called in the folder of `--output`. */
export const FILE_OF_FORMAT = {
  json: 'audit.json',
  csv: 'audit.csv',
  html: 'audit.html',
  ocsf: 'audit.ocsf.json',
  asff: 'audit.asff.json',
  sarif: 'audit.sarif',
  junit: 'audit.junit.xml',
  markdown: 'audit.md',
} as const;

/** The same of `check`. */
export const FILE_OF_CHECK_FORMAT = {
  json: 'check.json',
  sarif: 'check.sarif',
  junit: 'check.junit.xml',
  markdown: 'check.md',
} as const;

export type FileFormat = keyof typeof FILE_OF_FORMAT;

/** What is written where. */
export interface WantedFormats<F extends string> {
  /** To standard output. */
  readonly shown?: 'table' | F;
  /** To files in the folder of `--output`. */
  readonly written: readonly F[];
}

/**
 * Reads `--format` and `--output`: one format goes to standard output, or into the folder where there is one; several demand a
 * folder; a table is never a file. With a folder and no format it is every file, and the table. `files`: the formats that are files.
 * Throws an InvalidInputError.
 */
export const parseFormats = <F extends string>(
  files: Readonly<Record<F, string>>,
  text: string | undefined,
  folder: string | undefined,
): WantedFormats<F> => {
  const known: readonly ('table' | F)[] = ['table', ...(Object.keys(files) as F[])];
  const formats = text === undefined ? undefined : listed('--format', text).map((name) => formatOf(known, name));
  if (folder === undefined) {
    if (formats !== undefined && formats.length > 1) {
      throw new InvalidInputError('--format: for several formats, name with --output the folder to write them to');
    }
    return { shown: formats?.[0] ?? 'table', written: [] };
  }
  const wanted = formats ?? known;
  return {
    ...(wanted.includes('table') ? { shown: 'table' } : {}),
    written: wanted.filter((format): format is F => format !== 'table'),
  };
};

const formatOf = <F extends string>(known: readonly F[], name: string): F => {
  const format = known.find((it) => it === name);
  if (format === undefined) {
    throw new InvalidInputError(`--format: ${quote(name)} is not a format; the formats are ${known.join(', ')}`);
  }
  return format;
};
