import { FILE_OF_CHECK_FORMAT, FILE_OF_FORMAT, parseFormats } from '../../../cli/options/formats.ts';

describe('formats', () => {
  it.each([
    {
      name: 'are the table by default',
      format: undefined,
      output: undefined,
      expected: { shown: 'table', written: [] },
    },
    {
      name: 'go one by one to standard output',
      format: 'csv',
      output: undefined,
      expected: { shown: 'csv', written: [] },
    },
    {
      name: 'go to a folder, the table to standard output',
      format: 'html,table,json',
      output: 'out',
      expected: { shown: 'table', written: ['html', 'json'] },
    },
    { name: 'go to a folder alone', format: 'sarif', output: 'out', expected: { written: ['sarif'] } },
    {
      name: 'are all of them where only a folder is named',
      format: undefined,
      output: 'out',
      expected: { shown: 'table', written: ['json', 'csv', 'html', 'ocsf', 'asff', 'sarif', 'junit', 'markdown'] },
    },
  ])('$name', ({ format, output, expected }) => {
    expect(parseFormats(FILE_OF_FORMAT, format, output)).toEqual(expected);
  });

  it.each([
    {
      name: 'that are several without a folder',
      format: 'csv,json',
      message: '--format: for several formats, name with --output the folder to write them to',
    },
    {
      name: 'that are unknown',
      format: 'pdf',
      message:
        '--format: "pdf" is not a format; the formats are table, json, csv, html, ocsf, asff, sarif, junit, markdown',
    },
    { name: 'that are there twice', format: 'csv,csv', message: '--format: "csv" is there twice; name it once' },
  ])('are refused $name', ({ format, message }) => {
    expect(() => parseFormats(FILE_OF_FORMAT, format, undefined)).toThrow(
      expect.objectContaining({ name: 'InvalidInputError', message }),
    );
  });

  it('of a check are fewer', () => {
    expect(parseFormats(FILE_OF_CHECK_FORMAT, undefined, 'out')).toEqual({
      shown: 'table',
      written: ['json', 'sarif', 'junit', 'markdown'],
    });
    expect(() => parseFormats(FILE_OF_CHECK_FORMAT, 'html', undefined)).toThrow(
      '--format: "html" is not a format; the formats are table, json, sarif, junit, markdown',
    );
  });
});
