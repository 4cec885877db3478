import { RISK_RULES, type RiskFacts, riskOf, tierOfFlow } from '../../../cli/impact/risk.ts';
import type { NextRun } from '../../../cli/impact/schedule.ts';
import { anAffectedFlow, anAffectedThing } from '../../builders/an-impact.ts';

/** Nothing hangs on the key, and nobody used it. */
const facts = (overrides: Partial<RiskFacts> = {}): RiskFacts => ({
  at: '2026-11-24T08:00:00Z',
  if: 'disabled',
  complete: true,
  flows: [],
  profiles: [],
  buckets: [],
  lastUse: { value: { trackedSince: '2026-04-23T00:00:00Z' } },
  ...overrides,
});

const flowThatRuns = (nextRun: NextRun) => facts({ flows: [anAffectedFlow({ nextRun })] });

describe('the risk of a flow that hangs on the key', () => {
  it.each<[NextRun, string, string]>([
    [{ kind: 'at', at: '2026-11-24T08:01:00Z' }, 'CRITICAL', 'runs within 24 hours (orders-to-lake)'],
    [{ kind: 'at', at: '2026-11-25T08:00:00Z' }, 'CRITICAL', 'runs within 24 hours (orders-to-lake)'],
    [{ kind: 'at', at: '2026-11-25T08:00:01Z' }, 'HIGH', 'runs within 7 days (orders-to-lake)'],
    [{ kind: 'at', at: '2026-12-01T08:00:00Z' }, 'HIGH', 'runs within 7 days (orders-to-lake)'],
    [
      { kind: 'at', at: '2026-12-01T08:00:01Z' },
      'MEDIUM',
      'runs later, when somebody starts it, or not at present (orders-to-lake)',
    ],
    [{ kind: 'when-started' }, 'MEDIUM', 'runs later, when somebody starts it, or not at present (orders-to-lake)'],
    [
      { kind: 'not-at-all', because: 'it is suspended' },
      'MEDIUM',
      'runs later, when somebody starts it, or not at present (orders-to-lake)',
    ],
    [{ kind: 'with-the-next-event' }, 'CRITICAL', 'runs with the next event of its source (orders-to-lake)'],
    [
      { kind: 'unknown', because: 'its schedule is not understood: cron(0 1 * * ? *)' },
      'CRITICAL',
      'may run at any time: its schedule has no start, or is not understood (orders-to-lake)',
    ],
    [
      { kind: 'before', until: '2027-11-24T08:00:00Z' },
      'CRITICAL',
      'may run at any time: its schedule has no start, or is not understood (orders-to-lake)',
    ],
  ])('that runs %j is %s', (nextRun, tier, clause) => {
    expect(riskOf(flowThatRuns(nextRun))).toEqual({
      tier,
      atLeast: false,
      because: [`a flow that hangs on the key ${clause}`],
    });
    expect(tierOfFlow({ nextRun, losesData: false }, '2026-11-24T08:00:00Z')).toBe(tier);
  });

  it('is HIGH where objects are lost for good, however late it runs', () => {
    const flow = anAffectedFlow({ nextRun: { kind: 'when-started' }, losesData: true });
    expect(riskOf(facts({ if: 'deleted', flows: [flow] }))).toEqual({
      tier: 'HIGH',
      atLeast: false,
      because: ['objects that a flow wrote, or reads, become unreadable for good (orders-to-lake)'],
    });
    expect(tierOfFlow(flow, '2026-11-24T08:00:00Z')).toBe('HIGH');
  });

  it('tells every rule of its tier, and none of a lower one', () => {
    const flows = [
      anAffectedFlow({ flow: 'a' }),
      anAffectedFlow({ flow: 'b', nextRun: { kind: 'with-the-next-event' } }),
      anAffectedFlow({ flow: 'c', nextRun: { kind: 'when-started' } }),
    ];
    expect(riskOf(facts({ flows, profiles: [anAffectedThing()] })).because).toEqual([
      'a flow that hangs on the key runs within 24 hours (a)',
      'a flow that hangs on the key runs with the next event of its source (b)',
    ]);
  });

  it('names no more than five, on one line', () => {
    const flows = ['a', 'b', 'c\nd', 'e', 'f', 'g', 'h'].map((flow) => anAffectedFlow({ flow }));
    expect(riskOf(facts({ flows })).because).toEqual([
      'a flow that hangs on the key runs within 24 hours (a, b, c\uFFFDd, e, f and 2 more)',
    ]);
  });
});

describe('the risk where no flow hangs on the key', () => {
  it('is MEDIUM for a connector profile', () => {
    expect(riskOf(facts({ profiles: [anAffectedThing()] }))).toEqual({
      tier: 'MEDIUM',
      atLeast: false,
      because: ['credentials of a connector profile become unreadable (crm-prod)'],
    });
  });

  it('is MEDIUM for a bucket', () => {
    expect(riskOf(facts({ buckets: [anAffectedThing({ name: 'company-lake' })] }))).toMatchObject({
      tier: 'MEDIUM',
      because: ['objects in a bucket become unreadable (company-lake)'],
    });
  });

  it('is at least MEDIUM where something was not read', () => {
    expect(riskOf(facts({ complete: false }))).toEqual({
      tier: 'MEDIUM',
      atLeast: true,
      because: ['something that may hang on the key could not be read'],
    });
  });

  it.each(['2026-11-24T07:00:00Z', '2026-08-26T08:00:00Z'])('is LOW where it was used at %s', (at) => {
    expect(riskOf(facts({ lastUse: { value: { at, trackedSince: '2026-04-23T00:00:00Z' } } }))).toEqual({
      tier: 'LOW',
      atLeast: false,
      because: ['nothing that was read hangs on the key, but it was used within the last 90 days, by something else'],
    });
  });

  it.each([{ because: 'kms:GetKeyLastUsage is denied' }, { value: { trackedSince: '2026-11-01T00:00:00Z' } }])(
    'is LOW where the last use is not known: %j',
    (lastUse) => {
      expect(riskOf(facts({ lastUse }))).toEqual({
        tier: 'LOW',
        atLeast: false,
        because: [
          'nothing that was read hangs on the key, but nobody knows whether it was used within the last 90 days',
        ],
      });
    },
  );

  it.each([
    { value: { trackedSince: '2026-04-23T00:00:00Z' } },
    { value: { at: '2026-08-26T07:59:59Z', trackedSince: '2026-04-23T00:00:00Z' } },
    { value: { neverUsed: true, trackedSince: '2026-11-01T00:00:00Z' } as const },
  ])('is NONE where it was not used for 90 days: %j', (lastUse) => {
    expect(riskOf(facts({ lastUse }))).toEqual({
      tier: 'NONE',
      atLeast: false,
      because: ['nothing that was read hangs on the key, and it was not used within the last 90 days'],
    });
  });
});

it('documents each tier, worst first', () => {
  expect(RISK_RULES.map(({ tier, rule }) => `${tier}: ${rule}`)).toEqual([
    'CRITICAL: a flow that hangs on the key runs within 24 hours',
    'CRITICAL: a flow that hangs on the key runs with the next event of its source',
    'CRITICAL: a flow that hangs on the key may run at any time: its schedule has no start, or is not understood',
    'HIGH: a flow that hangs on the key runs within 7 days',
    'HIGH: objects that a flow wrote, or reads, become unreadable for good',
    'MEDIUM: a flow that hangs on the key runs later, when somebody starts it, or not at present',
    'MEDIUM: credentials of a connector profile become unreadable',
    'MEDIUM: objects in a bucket become unreadable',
    'MEDIUM: something that may hang on the key could not be read',
    'LOW: nothing that was read hangs on the key, but it was used within the last 90 days, by something else',
    'LOW: nothing that was read hangs on the key, but nobody knows whether it was used within the last 90 days',
    'NONE: nothing that was read hangs on the key, and it was not used within the last 90 days',
  ]);
});
