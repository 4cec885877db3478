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

export type FileFormat = keyof typeof FILE_OF_FORMAT;
export type Format = 'table' | FileFormat;

const FORMATS: readonly Format[] = ['table', ...(Object.keys(FILE_OF_FORMAT) as FileFormat[])];

/** What is written where. */
export interface WantedFormats {
  /** To standard output. */
  readonly shown?: Format;
  /** To files in the folder of `--output`. */
  readonly written: readonly FileFormat[];
}

/**
 * Reads `--format` and `--output`: one format goes to standard output, or into the folder where there is one; several demand a
 * folder; a table is never a file. With a folder and no format it is every file, and the table. Throws an InvalidInputError.
 */
export const parseFormats = (text: string | undefined, folder: string | undefined): WantedFormats => {
  const formats = text === undefined ? undefined : listed('--format', text).map(formatOf);
  if (folder === undefined) {
    if (formats !== undefined && formats.length > 1) {
      throw new InvalidInputError('--format: for several formats, name with --output the folder to write them to');
    }
    return { shown: formats?.[0] ?? 'table', written: [] };
  }
  const wanted = formats ?? FORMATS;
  return {
    ...(wanted.includes('table') ? { shown: 'table' } : {}),
    written: wanted.filter((format) => format !== 'table'),
  };
};

const formatOf = (name: string): Format => {
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) {
    throw new InvalidInputError(`--format: ${quote(name)} is not a format; the formats are ${FORMATS.join(', ')}`);
  }
  return format;
};
