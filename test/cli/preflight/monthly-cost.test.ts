import { readFileSync } from 'node:fs';
import { monthlyCosts } from '../../../cli/preflight/monthly-cost.ts';
import { HOURS_A_MONTH, OBSERVABILITY, PRICES, SWEEPS_A_MONTH } from '../../../cli/preflight/prices.ts';

const guide = readFileSync('docs/cost.md', 'utf8');

describe('the prices', () => {
  it.each([
    { what: 'AWS Config: evaluation, the first 100,000 a month', price: 0.001, told: PRICES.evaluation[0].price },
    { what: 'AWS Config: evaluation, the next 400,000', price: 0.0008, told: PRICES.evaluation[1].price },
    { what: 'AWS Config: evaluation, all further ones', price: 0.0005, told: PRICES.evaluation[2].price },
    { what: 'CloudWatch: metric, a month in which it has data in every hour', price: 0.3, told: PRICES.metric },
    { what: 'CloudWatch: alarm, a month', price: 0.1, told: PRICES.alarm },
    { what: 'CloudWatch: dashboard, a month', price: 3, told: PRICES.dashboard },
  ])('are those of the guide: $what', ({ what, price, told }) => {
    const row = guide.split('\n').find((line) => line.startsWith(`| ${what} |`));
    expect(Number(row?.split('|')[2])).toBe(price);
    expect(told).toBe(price);
  });

  it('change after 100,000 and after 400,000 more', () => {
    expect(PRICES.evaluation.map(({ upTo }) => upTo)).toEqual([100_000, 500_000, Number.POSITIVE_INFINITY]);
  });

  it('are for a month of 30 days, as in the guide', () => {
    expect(HOURS_A_MONTH).toBe(720);
    expect(guide).toContain('a month has 30 days');
    expect(SWEEPS_A_MONTH).toEqual({
      TwentyFour_Hours: 30,
      Twelve_Hours: 60,
      Six_Hours: 120,
      Three_Hours: 240,
      One_Hour: 720,
    });
  });

  it('of Observability are for as many metrics and alarms as in the guide', () => {
    expect(OBSERVABILITY).toEqual({ metricsOfASweep: 20, alarms: 5 });
    expect(guide).toContain(
      '| `TwentyFour_Hours` | 20 × 0.30 × 30 / 720 = 0.25 | 5 × 0.10 = 0.50 | 3.00 | 3.75 | 4,500 |',
    );
  });
});

describe('the monthly cost', () => {
  it.each([
    { flows: 0, costs: [0, 0, 0, 0, 0] },
    { flows: 10, costs: [0.3, 0.6, 1.2, 2.4, 7.2] },
    { flows: 100, costs: [3, 6, 12, 24, 72] },
    { flows: 1_000, costs: [30, 60, 116, 212, 530] },
    { flows: 5_000, costs: [140, 260, 470, 770, 1_970] },
  ])('of the evaluations of $flows flows is that of the guide', ({ flows, costs }) => {
    expect(monthlyCosts(flows).map(({ evaluationCost }) => evaluationCost)).toEqual(costs);
  });

  it('of Observability is that of the guide, and between', () => {
    expect(monthlyCosts(1).map(({ frequency, observabilityCost }) => [frequency, observabilityCost])).toEqual([
      ['TwentyFour_Hours', 3.75],
      ['Twelve_Hours', 4],
      ['Six_Hours', 4.5],
      ['Three_Hours', 5.5],
      ['One_Hour', 9.5],
    ]);
  });

  it('tells how many sweeps and evaluations it is for', () => {
    expect(monthlyCosts(7)[0]).toEqual({
      frequency: 'TwentyFour_Hours',
      sweeps: 30,
      evaluations: 210,
      evaluationCost: 0.21,
      observabilityCost: 3.75,
    });
  });
});
