import { createAdaptiveLimit } from '../../../lambda/aws/rate/adaptive-limit.ts';
import { type SimulatedClock, simulatedClock } from '../../builders/simulated-clock.ts';

const LATENCY_IN_MILLISECONDS = 20;
const never = new AbortController().signal;

class Throttled extends Error {
  override readonly name = 'Throttled';
}

const limitOf = (clock: SimulatedClock, start = 5) =>
  createAdaptiveLimit({ start, most: 50, isThrottled: (error) => error instanceof Throttled, clock });

/** A service that answers each call after 20 milliseconds, and what it saw. */
const aService = (clock: SimulatedClock, takes: (now: number) => boolean = () => true) => {
  const seen = { calls: 0, throttled: 0, underWay: 0, peak: 0, sentAt: [] as number[] };
  const call = async (): Promise<void> => {
    const taken = takes(clock.now());
    seen.calls += 1;
    seen.sentAt.push(clock.now());
    seen.underWay += 1;
    seen.peak = Math.max(seen.peak, seen.underWay);
    await clock.wait(LATENCY_IN_MILLISECONDS);
    seen.underWay -= 1;
    if (taken) return;
    seen.throttled += 1;
    throw new Throttled();
  };
  return { seen, call };
};

const tokenBucket = ({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }) => {
  let tokens = burst;
  let before = 0;
  return (now: number): boolean => {
    tokens = Math.min(burst, tokens + ((now - before) / 1_000) * perSecond);
    before = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

/** Repeats a throttled call as the SDK does, which waits outside of the limit: eight attempts, half of the longest pauses. */
const withRetries = async (clock: SimulatedClock, attempt: () => Promise<void>): Promise<void> => {
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (retries === 7) throw error;
      await clock.wait(Math.min(10_000, 500 * 2 ** retries));
    }
  }
};

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

describe('a service that throttles nothing', () => {
  it('is asked five times at one time to begin with, then once more for each answer, and at most 50 times', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock);
    const limit = limitOf(clock);
    await clock.passUntil(Promise.all(times(200, () => limit(call, never))));
    const sent = [0, 20, 40, 60, 80, 100, 120].map((at) => seen.sentAt.filter((sentAt) => sentAt === at).length);
    expect(sent).toEqual([5, 10, 20, 40, 50, 50, 25]);
    expect(seen.peak).toBe(50);
  });

  it('answers 600 calls in 300 milliseconds, of which five at one time take 2,400', async () => {
    const clock = simulatedClock();
    const { call } = aService(clock);
    const limit = limitOf(clock);
    await clock.passUntil(Promise.all(times(600, () => limit(call, never))));
    expect(clock.now()).toBe(300);
  });
});

describe('a service that throttles', () => {
  it('is asked half as often at one time, and never less than once', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock, () => false);
    const limit = limitOf(clock, 8);
    const peaks: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      seen.peak = 0;
      // The eight calls of the first round halve the number once: seven of them were under way when it was halved.
      await clock.passUntil(Promise.allSettled(times(8, () => limit(call, never))));
      peaks.push(seen.peak);
    }
    expect(peaks).toEqual([8, 4, 1, 1]);
  });

  it.each([
    { perSecond: 200, flows: 600, ideal: 3_000 },
    { perSecond: 50, flows: 600, ideal: 12_000 },
    { perSecond: 10, flows: 200, ideal: 20_000 },
  ])('at $perSecond a second gets $flows calls in at most 1.3 times the time that this takes', async (given) => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock, tokenBucket({ perSecond: given.perSecond, burst: 10 }));
    const limit = limitOf(clock);
    await clock.passUntil(Promise.all(times(given.flows, () => withRetries(clock, () => limit(call, never)))));
    expect(seen.calls - seen.throttled).toBe(given.flows);
    expect(clock.now() / given.ideal).toBeLessThan(1.3);
    expect(seen.throttled / seen.calls).toBeLessThan(0.25);
  });

  it('is asked as often as before twelve seconds after it throttled everything', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock, (now) => now < 1_000 || now > 11_000);
    const limit = limitOf(clock);
    const attempt = () => limit(call, never).catch(() => undefined);
    const keepAsking = async (): Promise<void> => {
      while (clock.now() < 24_000) await Promise.all(times(50, attempt));
    };
    await clock.passUntil(keepAsking());
    const sentIn = (second: number): number => seen.sentAt.filter((at) => Math.floor(at / 1_000) === second).length;
    expect(sentIn(0)).toBeGreaterThan(2_000);
    expect(sentIn(9)).toBeLessThan(5);
    expect(sentIn(23)).toBeGreaterThan(2_000);
  });
});

describe('a call that fails', () => {
  it('rejects with its own error, and leaves its place to the next', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock);
    const limit = limitOf(clock, 1);
    const failing = limit(() => Promise.reject(new Error('no such flow')), never);
    await expect(clock.passUntil(failing)).rejects.toThrow('no such flow');
    await clock.passUntil(limit(call, never));
    expect(seen.calls).toBe(1);
  });

  it('neither raises nor lowers the number at one time', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock);
    const limit = limitOf(clock, 3);
    const failing = () => limit(() => Promise.reject(new Error('no such flow')), never);
    await clock.passUntil(Promise.allSettled(times(10, failing)));
    await clock.passUntil(Promise.all(times(4, () => limit(call, never))));
    expect(seen.sentAt).toEqual([0, 0, 0, 20]);
  });
});

describe('once the time is up', () => {
  it('a call that waits for its place or its turn is never sent', async () => {
    const clock = simulatedClock();
    const { seen, call } = aService(clock, () => false);
    const limit = limitOf(clock, 1);
    await clock.passUntil(Promise.allSettled(times(10, () => limit(call, never))));
    const controller = new AbortController();
    const waiting = Promise.allSettled(times(3, () => limit(call, controller.signal)));
    controller.abort(new Error("the function's time is nearly up"));
    const names = (await clock.passUntil(waiting)).map((it) => it.status === 'rejected' && it.reason.name);
    expect(names).toEqual(['AbortError', 'AbortError', 'AbortError']);
    expect(seen.calls).toBe(10);
  });
});
