import { readFileSync } from 'node:fs';
import { RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { runbook } from './read-runbook.ts';

const guide = readFileSync('docs/remediation.md', 'utf8');
const rows = [...guide.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, code = '', meaning = '', who = '', automatic = '', manual = '']) => ({ code, meaning, who, automatic, manual }),
);
const section = (title: string): string => guide.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

describe('the guide for operators', () => {
  it('has one row for every reason, in the order of severity', () => {
    expect(rows.map(({ code }) => code)).toEqual(REASON_CODES);
  });

  it('names only switches that the runbook has', () => {
    const switches = rows.flatMap(({ automatic }) =>
      [...automatic.matchAll(/`(\w+)`/g)].flatMap(([, name]) => name ?? []),
    );
    expect(switches.filter((name) => !(name in runbook.parameters))).toEqual([]);
  });

  it('prints in bold exactly the switches that are on by default', () => {
    const bold = rows.flatMap(({ automatic }) =>
      [...automatic.matchAll(/\*\*`(\w+)`\*\*/g)].flatMap(([, name]) => name ?? []),
    );
    expect(new Set(bold)).toEqual(new Set(['CancelDeletion', 'EnableRotation']));
  });

  it('names only parameters that the rule has', () => {
    const named = [...guide.matchAll(/`([a-z]+[A-Z]\w+)`/g)].flatMap(([, name]) => name ?? []);
    const known: readonly string[] = RULE_PARAMETERS.map(({ name }) => name);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('promises a plan for the reasons that the runbook plans for', () => {
    const planned = rows.filter(({ automatic }) => automatic.startsWith('plan')).map(({ code }) => code);
    expect(planned).toEqual(['NO_CMK', 'KEY_NOT_FOUND', 'AWS_MANAGED_KEY', 'KEY_NOT_SYMMETRIC']);
    expect(section('How to read a recreation plan')).toContain(
      '`NO_CMK`, `KEY_NOT_FOUND`, `AWS_MANAGED_KEY` and `KEY_NOT_SYMMETRIC`',
    );
  });

  it('explains outputs that the runbook has', () => {
    const explained = [...section('How a repair runs').matchAll(/`(\w+\.\w+)`/g)].flatMap(([, name]) => name ?? []);
    expect(explained).toEqual(runbook.outputs);
  });
});
