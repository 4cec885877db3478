import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from '../../lambda/core/checks/index.ts';
import { REASON_CODES } from '../../lambda/core/reasons.ts';
import { RULE_PARAMETERS } from '../../lambda/core/rule-parameters.ts';
import { withTables } from '../../scripts/readme-tables.ts';
import { at, objectIn, section as readSection } from '../template/read-template.ts';

const root = path.join(__dirname, '../..');
const readText = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/cost.md',
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

describe('to leave', () => {
  const section = readText('README.md').split('\n### To leave\n')[1]?.split('\n## ')[0] ?? '';
  const resources = Object.values(objectIn(readSection('Resources'))).map(objectIn);

  it('takes every resource away with the stack: none is retained', () => {
    expect(section).toContain('aws cloudformation delete-stack --stack-name appflow-flow-cmk');
    expect(resources.filter(({ DeletionPolicy }) => (DeletionPolicy ?? 'Delete') !== 'Delete')).toEqual([]);
  });

  it('says for how long each key stays that the stack made', () => {
    const waits = resources
      .filter(({ Type }) => Type === 'AWS::KMS::Key')
      .map((key) => String(at(key, 'Properties', 'PendingWindowInDays')));
    expect(waits).toEqual(['7']);
    expect(section).toContain('which KMS deletes after 7 days');
  });

  it('names what no stack takes away', () => {
    for (const left of ['your bucket', 'findings in Security Hub, until 90 days', 'metrics', 'remediation changed']) {
      expect(section).toContain(left);
    }
  });
});

describe('the way to add a check', () => {
  const steps = readText('CONTRIBUTING.md').split('\n## Add a check\n')[1]?.split('\n## ')[0] ?? '';
  const filesOf = (folder: string): readonly string[] =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const holding = (words: readonly string[]): readonly string[] =>
    ['README.md', 'template.yaml', ...['lambda', 'docs'].flatMap(filesOf)].filter((file) =>
      words.every((word) => readText(file).includes(word)),
    );

  it('names every file that lists all reasons', () => {
    expect(holding(REASON_CODES)).toEqual([
      'README.md',
      'lambda/core/reasons.ts',
      'lambda/core/related-requirements.ts',
      'docs/remediation.md',
    ]);
    expect(holding(REASON_CODES).filter((file) => !steps.includes(`\`${file}\``))).toEqual([]);
  });

  it('names every file that lists all parameters', () => {
    const listing = holding(RULE_PARAMETERS.map(({ name }) => name));
    expect(listing).toEqual(['README.md', 'template.yaml', 'lambda/core/rule-parameters.ts']);
    expect(listing.filter((file) => !steps.includes(`\`${file}\``))).toEqual([]);
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
