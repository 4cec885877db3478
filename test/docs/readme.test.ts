import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from '../../lambda/core/checks/index.ts';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { at, objectIn } from '../cloudformation/json.ts';
import { section } from '../template/whole-stack.ts';

const root = path.join(__dirname, '../..');
const readText = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/audit.md',
  'docs/audit-formats.md',
  'docs/cost.md',
  'docs/observability.md',
  'docs/organization.md',
  'docs/pipelines.md',
  'docs/remediation.md',
  'rule-definitions/README.md',
];

describe('the README', () => {
  it('tells a newcomer the two commands that do everything', () => {
    expect(readText('README.md')).toContain('npm ci && npm start');
    expect(readText('README.md')).toContain('npm test');
  });
});

describe('to leave', () => {
  const text = readText('README.md').split('\n### To leave\n')[1]?.split('\n## ')[0] ?? '';
  const resources = Object.values(objectIn(section('Resources'))).map(objectIn);

  it('takes every resource away with the stack: none is retained', () => {
    expect(text).toContain('aws cloudformation delete-stack --stack-name appflow-flow-cmk');
    expect(resources.filter(({ DeletionPolicy }) => (DeletionPolicy ?? 'Delete') !== 'Delete')).toEqual([]);
  });

  it('says for how long each key stays that the stack made', () => {
    const waits = resources
      .filter(({ Type }) => Type === 'AWS::KMS::Key')
      .map((key) => String(at(key, 'Properties', 'PendingWindowInDays')));
    expect(waits).toEqual(['7']);
    expect(text).toContain('which KMS deletes after 7 days');
  });

  it('names what no stack takes away', () => {
    for (const left of ['your bucket', 'findings in Security Hub, until 90 days', 'metrics', 'remediation changed']) {
      expect(text).toContain(left);
    }
  });
});

describe('the checks', () => {
  it('report every reason code in order, UNVERIFIED apart', () => {
    const reported = new Set(CHECKS.flatMap(({ reasons }) => reasons));
    expect([...reported, 'UNVERIFIED']).toEqual(REASON_CODES);
  });

  it.each(CHECKS.map(({ name }) => ({ name })))('$name has its own file', ({ name }) => {
    expect(existsSync(path.join(root, 'lambda/core/checks', `${name}.ts`))).toBe(true);
  });
});

describe('the files that CONTRIBUTING names', () => {
  const named = [
    ...readText('CONTRIBUTING.md').matchAll(/`((?:docs|lambda|local-aws|rule-definitions|scripts|test)\/[\w./-]+)`/g),
  ];

  it.each([...new Set(named.map(([, file = '']) => file))])('%s is there', (file) => {
    expect(existsSync(path.join(root, file))).toBe(true);
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
