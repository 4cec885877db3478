import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from '../../lambda/core/checks/index.ts';
import { REASON_CODES } from '../../lambda/core/reasons.ts';
import { withTables } from '../../scripts/readme-tables.ts';

const root = path.join(__dirname, '../..');
const readText = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/observability.md',
  'docs/organization.md',
  'docs/pipelines.md',
  'docs/remediation.md',
  'rule-definitions/README.md',
];

describe('the README', () => {
  it('shows the checks, reasons and parameters as the code has them (npm run docs writes them)', () => {
    const readme = readText('README.md');
    expect(withTables(readme)).toBe(readme);
  });

  it('tells a newcomer the two commands that do everything', () => {
    expect(readText('README.md')).toContain('npm ci && npm start');
    expect(readText('README.md')).toContain('npm test');
  });
});

describe('the checks', () => {
  it('report every reason code, each from one place, UNVERIFIED apart', () => {
    const reported = CHECKS.flatMap(({ reasons }) => reasons);
    expect([...reported, 'UNVERIFIED']).toEqual(REASON_CODES);
  });

  it.each(CHECKS.map(({ name }) => ({ name })))('$name has its own file', ({ name }) => {
    expect(existsSync(path.join(root, 'lambda/core/checks', `${name}.ts`))).toBe(true);
  });
});

describe('links to files', () => {
  const links = documents.flatMap((document) =>
    [...readText(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => ({ document, target })),
  );

  it.each(links)('in $document lead somewhere: $target', ({ document, target }) => {
    expect(existsSync(path.join(root, path.dirname(document), target))).toBe(true);
  });
});
