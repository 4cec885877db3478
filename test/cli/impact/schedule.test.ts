import { isoSecond } from '../../../cli/audit/iso-second.ts';
import type { Schedule } from '../../../cli/impact/flow-details.ts';
import { nextRunOf } from '../../../cli/impact/schedule.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

const aSchedule = (overrides: Partial<Schedule> = {}): Schedule => ({
  expression: 'rate(1days)',
  start: new Date('2026-11-01T06:30:00Z'),
  end: undefined,
  offsetInSeconds: 0,
  timezone: undefined,
  pullMode: 'Incremental',
  recordsFrom: undefined,
  ...overrides,
});

const scheduled = (overrides: Partial<Schedule> = {}, status = 'Active') => ({
  status,
  trigger: { type: 'Scheduled', schedule: aSchedule(overrides) } as const,
});

describe('the next run of a scheduled flow', () => {
  it.each([
    ['rate(5minutes)', '2026-11-24T08:05:00Z'],
    ['rate(15minutes)', '2026-11-24T08:15:00Z'],
    ['rate(1hours)', '2026-11-24T08:30:00Z'],
    ['rate(6hours)', '2026-11-24T12:30:00Z'],
    ['rate(1days)', '2026-11-25T06:30:00Z'],
    ['rate(7days)', '2026-11-29T06:30:00Z'],
    ['rate(1 day)', '2026-11-25T06:30:00Z'],
    ['rate(1 hour)', '2026-11-24T08:30:00Z'],
    ['rate(30 minutes)', '2026-11-24T08:30:00Z'],
    ['rate( 1 minute )', '2026-11-24T08:01:00Z'],
  ])('counts %s from the start of the schedule', (expression, at) => {
    expect(nextRunOf(scheduled({ expression }), NOW)).toEqual({ kind: 'at', at });
  });

  it('is the one after a run that begins at this very moment', () => {
    expect(nextRunOf(scheduled({ start: new Date('2026-11-24T08:00:00Z') }), NOW)).toEqual({
      kind: 'at',
      at: '2026-11-25T08:00:00Z',
    });
  });

  it('is the start where that is still to come', () => {
    expect(nextRunOf(scheduled({ start: new Date('2027-03-01T04:00:00Z') }), NOW)).toEqual({
      kind: 'at',
      at: '2027-03-01T04:00:00Z',
    });
  });

  it('goes over the end of a month, and over that of February', () => {
    const start = new Date('2027-01-30T23:00:00Z');
    expect(nextRunOf(scheduled({ start }), new Date('2027-01-31T23:30:00Z'))).toEqual({
      kind: 'at',
      at: '2027-02-01T23:00:00Z',
    });
    expect(nextRunOf(scheduled({ start }), new Date('2027-02-28T23:30:00Z'))).toEqual({
      kind: 'at',
      at: '2027-03-01T23:00:00Z',
    });
    expect(nextRunOf(scheduled({ start }), new Date('2028-02-28T23:30:00Z'))).toEqual({
      kind: 'at',
      at: '2028-02-29T23:00:00Z',
    });
  });

  it('begins later by the offset', () => {
    expect(nextRunOf(scheduled({ offsetInSeconds: 3600 }), NOW)).toEqual({ kind: 'at', at: '2026-11-25T07:30:00Z' });
  });

  it('is that of a turn that is past, where the offset is still to come', () => {
    expect(nextRunOf(scheduled({ offsetInSeconds: 7200 }), NOW)).toEqual({ kind: 'at', at: '2026-11-24T08:30:00Z' });
  });

  it('is not moved by the time from which the first run takes records', () => {
    expect(nextRunOf(scheduled({ recordsFrom: new Date('2026-12-24T00:00:00Z') }), NOW)).toEqual({
      kind: 'at',
      at: '2026-11-25T06:30:00Z',
    });
  });
});

describe('the end of a schedule', () => {
  it('lets a run begin at that moment', () => {
    expect(nextRunOf(scheduled({ end: new Date('2026-11-25T06:30:00Z') }), NOW)).toEqual({
      kind: 'at',
      at: '2026-11-25T06:30:00Z',
    });
  });

  it.each(['2026-11-25T06:29:59Z', '2026-11-10T00:00:00Z'])('leaves no run after %s', (end) => {
    expect(nextRunOf(scheduled({ end: new Date(end) }), NOW)).toEqual({
      kind: 'not-at-all',
      because: `its schedule ended at ${end}`,
    });
  });

  it('leaves no run where it has no start', () => {
    expect(nextRunOf(scheduled({ start: undefined, end: new Date('2026-11-24T07:59:59Z') }), NOW)).toEqual({
      kind: 'not-at-all',
      because: 'its schedule ended at 2026-11-24T07:59:59Z',
    });
  });
});

describe('a schedule without a start', () => {
  it('runs once within its interval', () => {
    expect(nextRunOf(scheduled({ start: undefined, expression: 'rate(6hours)' }), NOW)).toEqual({
      kind: 'before',
      until: '2026-11-24T14:00:00Z',
    });
  });

  it('runs later by its offset', () => {
    expect(nextRunOf(scheduled({ start: undefined, offsetInSeconds: 600 }), NOW)).toEqual({
      kind: 'before',
      until: '2026-11-25T08:10:00Z',
    });
  });
});

describe('daylight saving', () => {
  it('moves a daily run by the clocks of Dublin, not in UTC, when winter begins', () => {
    const flow = scheduled({ start: new Date('2026-10-20T06:00:00+01:00'), timezone: 'Europe/Dublin' });
    expect(nextRunOf(flow, new Date('2026-10-24T06:00:00Z'))).toEqual({
      kind: 'at',
      at: '2026-10-25T05:00:00Z',
      local: '2026-10-25 05:00',
    });
    expect(nextRunOf(flow, new Date('2026-10-23T06:00:00Z'))).toEqual({
      kind: 'at',
      at: '2026-10-24T05:00:00Z',
      local: '2026-10-24 06:00',
    });
  });

  it('moves it back when summer begins', () => {
    const flow = scheduled({ start: new Date('2027-03-01T06:00:00Z'), timezone: 'Europe/Dublin' });
    expect(nextRunOf(flow, new Date('2027-03-27T12:00:00Z'))).toEqual({
      kind: 'at',
      at: '2027-03-28T06:00:00Z',
      local: '2027-03-28 07:00',
    });
  });

  it('falls on other days in New York, whose night the clocks change in', () => {
    const flow = scheduled({ start: new Date('2026-10-20T23:30:00-04:00'), timezone: 'America/New_York' });
    expect(nextRunOf(flow, new Date('2026-10-31T12:00:00Z'))).toEqual({
      kind: 'at',
      at: '2026-11-01T03:30:00Z',
      local: '2026-10-31 23:30',
    });
    expect(nextRunOf(flow, new Date('2026-11-01T12:00:00Z'))).toEqual({
      kind: 'at',
      at: '2026-11-02T03:30:00Z',
      local: '2026-11-01 22:30',
    });
    expect(nextRunOf(flow, new Date('2027-03-14T12:00:00Z'))).toEqual({
      kind: 'at',
      at: '2027-03-15T03:30:00Z',
      local: '2027-03-14 23:30',
    });
  });

  it('tells both hours of a night that has one twice', () => {
    const flow = scheduled({
      expression: 'rate(1hours)',
      start: new Date('2026-11-01T00:30:00-04:00'),
      timezone: 'America/New_York',
    });
    expect(nextRunOf(flow, new Date('2026-11-01T05:00:00Z'))).toMatchObject({
      at: '2026-11-01T05:30:00Z',
      local: '2026-11-01 01:30',
    });
    expect(nextRunOf(flow, new Date('2026-11-01T06:00:00Z'))).toMatchObject({
      at: '2026-11-01T06:30:00Z',
      local: '2026-11-01 01:30',
    });
  });

  it.each(['Mars/Olympus', '', '<script>'])('tells no local time where there is no zone %p', (timezone) => {
    expect(nextRunOf(scheduled({ timezone }), NOW)).toEqual({ kind: 'at', at: '2026-11-25T06:30:00Z' });
  });
});

describe('a schedule that is not understood', () => {
  it.each([
    'cron(0 1 * * ? *)',
    'rate(1weeks)',
    'rate(1months)',
    'rate(0minutes)',
    'rate(-5minutes)',
    'rate(1.5hours)',
    'rate(999999days)',
    'rate(5 minutes) or so',
    'RATE(5MINUTES)',
  ])('is told as it is: %s', (expression) => {
    expect(nextRunOf(scheduled({ expression }), NOW)).toEqual({
      kind: 'unknown',
      because: `its schedule is not understood: ${expression}`,
    });
  });

  it('is told where there is none', () => {
    expect(nextRunOf(scheduled({ expression: '' }), NOW)).toEqual({
      kind: 'unknown',
      because: 'its schedule is not understood: there is none',
    });
  });
});

describe('the state of a flow', () => {
  it.each([
    ['Suspended', 'it is suspended'],
    ['Draft', 'it is not activated'],
    ['Errored', 'AppFlow stopped it after an error'],
    ['Deprecated', 'it is deprecated'],
  ])('%s lets neither schedule nor event run it', (status, because) => {
    expect(nextRunOf(scheduled({}, status), NOW)).toEqual({ kind: 'not-at-all', because });
    expect(nextRunOf({ status, trigger: { type: 'Event' } }, NOW)).toEqual({ kind: 'not-at-all', because });
  });

  it('counts as running where it is not known', () => {
    expect(nextRunOf(scheduled({}, 'Hibernating'), NOW)).toEqual({ kind: 'at', at: '2026-11-25T06:30:00Z' });
  });
});

describe('other triggers', () => {
  it('run a flow with the next event', () => {
    expect(nextRunOf({ status: 'Active', trigger: { type: 'Event' } }, NOW)).toEqual({ kind: 'with-the-next-event' });
  });

  it.each(['Active', 'Suspended'])('run a flow when somebody starts it, be it %s', (status) => {
    expect(nextRunOf({ status, trigger: { type: 'OnDemand' } }, NOW)).toEqual({ kind: 'when-started' });
  });

  it('are told where they are not known', () => {
    expect(nextRunOf({ status: 'Active', trigger: { type: 'other', name: 'Webhook' } }, NOW)).toEqual({
      kind: 'unknown',
      because: 'its trigger is of the unknown type Webhook',
    });
  });
});

it('writes a moment to the second', () => {
  expect(isoSecond(new Date('2026-11-24T08:00:00.999Z'))).toBe('2026-11-24T08:00:00Z');
});
