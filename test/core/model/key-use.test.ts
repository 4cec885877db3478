import { didNothingInRun, type ExecutionRecord, runThatNeededTheKey } from '../../../lambda/core/model/key-use.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

const aRecord = (overrides: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  status: 'Successful',
  startedAt: new Date('2026-11-20T08:00:00Z'),
  lastUpdatedAt: new Date('2026-11-20T08:10:00Z'),
  recordsProcessed: 1,
  ...overrides,
});

describe('the run that needed the key', () => {
  it('begins where its record starts, and ends where that was last updated', () => {
    expect(runThatNeededTheKey([aRecord()], NOW)).toEqual({
      beganAt: new Date('2026-11-20T08:00:00Z'),
      endedAt: new Date('2026-11-20T08:10:00Z'),
    });
  });

  it.each([
    { name: 'first', order: [1, 0] },
    { name: 'last', order: [0, 1] },
  ])('is the newest that started, also where that stands $name', ({ order }) => {
    const older = aRecord({
      startedAt: new Date('2026-11-19T08:00:00Z'),
      lastUpdatedAt: new Date('2026-11-20T09:00:00Z'),
    });
    const records = [older, aRecord()];
    const run = runThatNeededTheKey(
      order.map((place) => records[place] ?? aRecord()),
      NOW,
    );
    expect(run?.beganAt).toEqual(new Date('2026-11-20T08:00:00Z'));
  });

  it('is none, though an older one would be, where the newest processed nothing', () => {
    const records = [aRecord({ startedAt: new Date('2026-11-19T08:00:00Z') }), aRecord({ recordsProcessed: 0 })];
    expect(runThatNeededTheKey(records, NOW)).toBeUndefined();
  });

  it.each<{ name: string; records: readonly ExecutionRecord[] }>([
    { name: 'there is no record', records: [] },
    { name: 'it failed', records: [aRecord({ status: 'Error' })] },
    { name: 'it is under way', records: [aRecord({ status: 'InProgress' })] },
    { name: 'it processed nothing', records: [aRecord({ recordsProcessed: 0 })] },
    { name: 'nobody knows when it started', records: [aRecord({ startedAt: undefined })] },
    { name: 'nobody knows when it ended', records: [aRecord({ lastUpdatedAt: undefined })] },
    { name: 'it ended two hours ago', records: [aRecord({ lastUpdatedAt: new Date('2026-11-20T10:00:00.000Z') })] },
  ])('is none where $name', ({ records }) => {
    expect(runThatNeededTheKey(records, NOW)).toBeUndefined();
  });

  it('may have ended a moment more than two hours ago', () => {
    const record = aRecord({ lastUpdatedAt: new Date('2026-11-20T09:59:59.999Z') });
    expect(runThatNeededTheKey([record], NOW)).toBeDefined();
  });
});

describe('a key in a run that began at eight', () => {
  const run = { beganAt: new Date('2026-11-20T08:00:00Z'), endedAt: new Date('2026-11-20T08:10:00Z') };
  const TRACKED = new Date('2026-04-23T00:00:00Z');

  it.each([
    { name: 'was never used', at: undefined, trackedSince: TRACKED, didNothing: true },
    {
      name: 'was used a moment more than an hour before',
      at: new Date('2026-11-20T06:59:59.999Z'),
      trackedSince: TRACKED,
      didNothing: true,
    },
    { name: 'was used an hour before', at: new Date('2026-11-20T07:00:00Z'), trackedSince: TRACKED, didNothing: false },
    { name: 'was used long after', at: new Date('2026-11-20T11:00:00Z'), trackedSince: TRACKED, didNothing: false },
    {
      name: 'was never used, and is watched for an hour',
      at: undefined,
      trackedSince: new Date('2026-11-20T07:00:00Z'),
      didNothing: false,
    },
    {
      name: 'was never used, and is watched for a moment more than an hour',
      at: undefined,
      trackedSince: new Date('2026-11-20T06:59:59.999Z'),
      didNothing: true,
    },
  ])('$name: it did nothing is $didNothing', ({ at, trackedSince, didNothing }) => {
    expect(didNothingInRun({ run, lastUse: { at, trackedSince } })).toBe(didNothing);
  });
});
