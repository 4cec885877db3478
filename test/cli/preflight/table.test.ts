import pc from 'picocolors';
import type { PreflightLine } from '../../../cli/preflight/line.ts';
import type { Preflight } from '../../../cli/preflight/preflight.ts';
import { preflightTable } from '../../../cli/preflight/table.ts';

const aPreflight = (...lines: readonly PreflightLine[]): Preflight => ({
  format: 'appflow-flow-cmk/preflight/1',
  version: '2.2.0',
  at: '2026-11-24T09:00:00Z',
  account: '111122223333',
  region: 'eu-west-1',
  caller: 'arn:aws:iam::111122223333:user/jane',
  lines,
  flows: 3,
  keys: 1,
  monthlyCosts: [],
});
const LINES: readonly PreflightLine[] = [
  { check: 'Region', outcome: 'pass', told: 'AppFlow exists in eu-west-1.' },
  { check: 'Recorder', outcome: 'fail', told: 'There is none.', remedy: 'Set one up.' },
];

it('shows each line with what to do, and what it comes to', () => {
  const table = preflightTable(aPreflight(...LINES), { colors: pc.createColors(false), width: 70 });
  expect(table.split('\n')).toEqual([
    '┌─────────┬──────────┬───────────────────────────────────────────────┐',
    '│ Outcome │ Check    │ What is so, and what to do                    │',
    '├─────────┼──────────┼───────────────────────────────────────────────┤',
    '│ pass    │ Region   │ AppFlow exists in eu-west-1.                  │',
    '├─────────┼──────────┼───────────────────────────────────────────────┤',
    '│ fail    │ Recorder │ There is none.                                │',
    '│         │          │ → Set one up.                                 │',
    '└─────────┴──────────┴───────────────────────────────────────────────┘',
    '111122223333 eu-west-1 is not ready for the rule: 1 pass, 0 warn, 1 fail.',
  ]);
});

it('says that an account is ready, where nothing fails', () => {
  const warning: PreflightLine = { check: 'Security Hub', outcome: 'warn', told: 'It is off.' };
  const table = preflightTable(aPreflight(warning), { colors: pc.createColors(false), width: 80 });
  expect(table.split('\n').at(-1)).toBe('111122223333 eu-west-1 is ready for the rule: 0 pass, 1 warn, 0 fail.');
});

it('breaks what is longer than its column instead of cutting it off', () => {
  const arn = `arn:aws:iam::111122223333:role/${'x'.repeat(60)}`;
  const line: PreflightLine = { check: 'Permissions', outcome: 'warn', told: arn };
  const table = preflightTable(aPreflight(line), { colors: pc.createColors(false), width: 70 });
  const cells = table.split('\n').flatMap((row) => row.split('│')[3]?.trim() ?? []);
  expect(cells.join('')).toContain(arn);
});

it('colours outcomes where it may', () => {
  const table = preflightTable(aPreflight(...LINES), { colors: pc.createColors(true), width: 70 });
  expect(table).toContain('\u001b[32mpass\u001b[39m');
  expect(table).toContain('\u001b[31mfail\u001b[39m');
});
