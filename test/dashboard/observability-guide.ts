import { readFileSync } from 'node:fs';
import path from 'node:path';

const guide = readFileSync(path.join(__dirname, '../../docs/observability.md'), 'utf8');

/** What stands under a heading, up to the next one. */
export const section = (heading: string): string => {
  const [, text] = guide.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`the guide has no section ${heading}`);
  return text.split('\n## ')[0] ?? '';
};

/** The code blocks of a section, in order. */
export const blocks = (heading: string, language: 'json' | 'text'): readonly string[] =>
  Array.from(section(heading).matchAll(/```(\w+)\n([\s\S]*?)\n```/g), ([, of, text = '']) =>
    of === language ? text : '',
  ).filter((text) => text !== '');

/** The rows of the first table of a section, without its head. */
export const rows = (heading: string): readonly (readonly string[])[] =>
  section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** The names in code marks of a cell. */
export const codesIn = (cell: string): readonly string[] =>
  Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = '']) => code);

export const tableOfMetrics = () =>
  rows('Metrics').map(([name = '', unit = '', dimensions = '']) => ({
    name: codesIn(name)[0] ?? '',
    unit,
    dimensions,
  }));
