import { readFileSync } from 'node:fs';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { tableOfMetrics } from '../dashboard/observability-guide.ts';
import { idsOfType } from '../template/whole-stack.ts';

const guide = readFileSync('docs/cost.md', 'utf8');

/** The rows of the table whose head begins so, without the head. */
const table = (head: string): readonly (readonly string[])[] => {
  const [, text = ''] = guide.split(`\n| ${head} |`);
  return (text.split('\n\n')[0] ?? '')
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
};

const numberIn = (cell: string | undefined): number => Number((cell ?? '').replaceAll(',', ''));
const dollars = (amount: number): string =>
  amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const prices = table('what | price');
const price = (what: string): number => {
  const row = prices.find(([name = '']) => name.includes(what));
  if (row === undefined) throw new Error(`docs/cost.md has no price of ${what}`);
  return numberIn(row[1]);
};

/** US dollars for so many evaluations in a month, in one account and Region. */
const chargeFor = (evaluations: number): number =>
  Math.min(evaluations, 100_000) * price('evaluation, the first 100,000') +
  Math.min(Math.max(evaluations - 100_000, 0), 400_000) * price('evaluation, the next 400,000') +
  Math.max(evaluations - 500_000, 0) * price('evaluation, all further ones');

const SWEEPS_A_MONTH = [30, 60, 120, 240, 720];

describe('the prices', () => {
  it('are named as assumptions, with their date', () => {
    expect(guide).toContain(
      '## Prices assumed\n\nList prices of US East (N. Virginia) in US dollars, as they were known in November 2026',
    );
  });
});

describe('the evaluations', () => {
  it('say how often each frequency sweeps in a month', () => {
    expect(guide).toContain(
      '30 (TwentyFour_Hours), 60 (Twelve_Hours), 120 (Six_Hours), 240 (Three_Hours), 720 (One_Hour)',
    );
  });

  it('of one account and Region cost what the tiers add up to', () => {
    const rows = table('flows').map(([flows, ...cells]) => ({ flows: numberIn(flows), cells }));
    expect(rows.map(({ flows }) => flows)).toEqual([10, 100, 1_000, 5_000]);
    for (const { flows, cells } of rows) {
      expect(cells).toEqual(SWEEPS_A_MONTH.map((sweeps) => dollars(chargeFor(flows * sweeps))));
    }
  });

  it('of many cost as much as one, times accounts and Regions', () => {
    const rows = table('accounts × Regions').map(([size = '', ...cells]) => ({ size, cells }));
    expect(rows.map(({ size }) => size)).toEqual(['1 × 1', '10 × 4', '300 × 4']);
    for (const { size, cells } of rows) {
      const [accounts = 0, regions = 0] = size.split(' × ').map(Number);
      expect(cells).toEqual(SWEEPS_A_MONTH.map((sweeps) => dollars(accounts * regions * chargeFor(10 * sweeps))));
    }
  });
});

describe('the switch Observability', () => {
  const rows = table('sweep').map(([, metrics = '', alarms = '', dashboard = '', one = '', many = '']) => ({
    metrics,
    alarms,
    dashboard,
    one,
    many,
  }));

  it('counts the metrics that a sweep writes, and all that can be written', () => {
    const written =
      readFileSync('docs/observability.md', 'utf8').match(/^\| `\w+` .*\| (each event|a complete sweep) \|.*$/gm) ?? [];
    const named = written.filter((line) => !line.startsWith('| `Reasons`'));
    expect(named).toHaveLength(16);
    // Reasons is one for each reason code.
    const all = String(tableOfMetrics().length - 1 + REASON_CODES.length);
    expect(rows.map(({ metrics }) => metrics.split(' ')[0])).toEqual(['20', '20', all]);
  });

  it('counts the alarms that it brings', () => {
    expect(idsOfType('AWS::CloudWatch::Alarm', { Observability: 'true' })).toHaveLength(5);
    expect(new Set(rows.map(({ alarms }) => alarms))).toEqual(new Set(['5 × 0.10 = 0.50']));
  });

  it('adds up, for one stack and for 300 accounts in 4 Regions', () => {
    for (const { metrics, alarms, dashboard, one, many } of rows) {
      const [count = 0, rate = 0, hours = 0, month = 1, result = 0] = (metrics.match(/[\d.]+/g) ?? []).map(Number);
      expect(rate).toBe(price('metric, a month'));
      expect(result.toFixed(2)).toBe(((count * rate * hours) / month).toFixed(2));
      const total = result + numberIn(alarms.split('= ')[1]) + numberIn(dashboard);
      expect(one).toBe(dollars(total));
      expect(many).toBe((total * 1_200).toLocaleString('en-US'));
    }
  });
});

it('the rest is worked out right', () => {
  expect(table('what | arithmetic').map(([what = '', , amount]) => [what, amount])).toEqual([
    ['`NotificationTopic=true`', '1.00; 1,200.00'],
    ['log, 1,000 flows swept daily', dollars(0.03 * price('log, a GB'))],
    ['requests to KMS, 100 keys swept hourly', dollars(((4 * 100 * 720 - 20_000) / 10_000) * price('10,000 requests'))],
    ['Lambda, 600 flows swept hourly', dollars(4.5 * 0.5 * 720 * price('GB-second'))],
    ['`SecurityHubFindings=true`, 1,000 flows swept hourly', dollars((720_000 - 10_000) * price('finding'))],
  ]);
});

it('the README has the line that matters', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect([chargeFor(100 * 30), chargeFor(100 * 720)].map(dollars)).toEqual(['3.00', '72.00']);
  expect(readme).toContain('about $0.001 a verdict: 100 flows swept daily are $3 a month, swept hourly $72,');
  expect(readme).toContain('](docs/cost.md)');
});
