import { deadlinesWithin } from '../lambda/deadlines.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Which signals have ended after so many milliseconds of a function that has a minute. */
const endedAfter = (milliseconds: number): readonly string[] => {
  const { spareSignal, readSignal, writeSignal } = deadlinesWithin(60_000);
  jest.advanceTimersByTime(milliseconds);
  return Object.entries({ spareSignal, readSignal, writeSignal }).flatMap(([name, { aborted }]) =>
    aborted ? [name] : [],
  );
};

it.each([
  { after: 24_999, ended: [] },
  { after: 25_000, ended: ['spareSignal'] },
  { after: 49_999, ended: ['spareSignal'] },
  { after: 50_000, ended: ['spareSignal', 'readSignal'] },
  { after: 59_000, ended: ['spareSignal', 'readSignal', 'writeSignal'] },
])('of a minute, after $after milliseconds have ended $ended', ({ after, ended }) => {
  expect(endedAfter(after)).toEqual(ended);
});

it('all end when the event is handled', () => {
  const { spareSignal, readSignal, writeSignal, clear } = deadlinesWithin(60_000);
  clear();
  expect([spareSignal.aborted, readSignal.aborted, writeSignal.aborted]).toEqual([true, true, true]);
  expect(jest.getTimerCount()).toBe(0);
});
