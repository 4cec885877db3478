import { createPace, type Pace } from '../../../lambda/aws/rate/pace.ts';

/** A hundred calls in the second before, and then one of them throttled. */
const slowedAt = (now: number): Pace => {
  const pace = createPace();
  for (let at = now - 1_000; at < now; at += 10) pace.next(at);
  pace.throttled(now - 10, now);
  return pace;
};

/** How many calls the pace lets go in a second. */
const callsInSecondFrom = (pace: Pace, start: number): number => {
  let calls = 0;
  for (let now = start; now < start + 1_000; calls += 1) now += pace.next(now);
  return calls;
};

it('holds nothing back before a call is throttled', () => {
  const pace = createPace();
  expect([pace.next(0), pace.next(0), pace.next(1), pace.next(1_000)]).toEqual([0, 0, 0, 0]);
});

it('slows to 85 % of twice what was sent in the last second, whatever was allowed', () => {
  // 170 a second: a call every 5.88 milliseconds.
  expect(slowedAt(1_000).next(1_000)).toBeCloseTo(5.88, 2);
});

it('slows to 85 % of what it allows, where as much is sent', () => {
  const pace = slowedAt(1_000);
  for (let now = 1_000; now < 1_100; ) now += pace.next(now);
  pace.throttled(1_080, 1_100);
  expect(pace.next(1_100)).toBeCloseTo(6.92, 1);
});

it('slows once for all calls that were under way when it slowed', () => {
  const pace = slowedAt(1_000);
  expect(pace.throttled(999, 1_020)).toBe(false);
  expect(pace.throttled(1_000, 1_020)).toBe(true);
});

it.each([
  { after: 0, calls: 175 },
  { after: 3_000, calls: 451 },
  { after: 6_000, calls: 4_660 },
])('allows $calls calls in the second that begins $after milliseconds after it slowed to 170', ({ after, calls }) => {
  expect(callsInSecondFrom(slowedAt(1_000), 1_000 + after)).toBe(calls);
});

it('slows to one call a second, and no further', () => {
  const pace = createPace();
  for (let now = 0; now < 60_000; now += 1_000) pace.throttled(now, now);
  expect(pace.next(59_000)).toBe(1_000);
});

it('makes up for 15 milliseconds of a late timer, and for no more', () => {
  const pace = slowedAt(1_000);
  expect(pace.next(1_000)).toBeCloseTo(5.88, 2);
  const late = [1, 2, 3, 4].map(() => pace.next(1_100));
  expect(late.map((milliseconds) => Math.round(milliseconds))).toEqual([0, 0, 0, 3]);
});
