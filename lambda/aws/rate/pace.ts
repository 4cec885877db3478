/** How fast calls may follow one another. Times are milliseconds of any clock that never goes back. */
export interface Pace {
  /** How long the next call must wait, in milliseconds; it counts as sent after that. */
  readonly next: (now: number) => number;
  /**
   * The service throttled a call. Tells whether this slows the pace: a call that was sent before the pace last slowed tells
   * nothing new.
   */
  readonly throttled: (sentAt: number, now: number) => boolean;
}

const SLOWED_TO = 0.85;
const LEAST_CALLS_PER_SECOND = 1;
/** After this time the pace is twice as fast, after twice this time 16 times, and after three times this time 512 times. */
const DOUBLING_IN_MILLISECONDS = 3_000;
/** Over this time it is counted what was really sent, which may be far less than was allowed. */
const LATELY_IN_MILLISECONDS = 1_000;
/** Timers fire late on a busy machine. That much is made up for, and no more: a burst would be throttled. */
const MOST_TO_CATCH_UP_IN_MILLISECONDS = 15;

/**
 * A pace that holds nothing back until a call is throttled, and is then a little slower than before. While none is throttled
 * it grows: slowly at first, since the limit is near, then ever faster, so that a bad moment is forgotten in some seconds.
 * The SDK's own limiter (retry mode adaptive) begins at half a call a second and takes twice and four times as long as AppFlow's
 * limit would allow at 50 and 200 a second; this one reaches the limit in the first second.
 */
export const createPace = (): Pace => {
  const lately: number[] = [];
  let slowed: { readonly at: number; readonly perSecond: number } | undefined;
  let due = Number.NEGATIVE_INFINITY;

  const allowedPerSecond = (now: number): number =>
    slowed === undefined
      ? Number.POSITIVE_INFINITY
      : slowed.perSecond * 2 ** (((now - slowed.at) / DOUBLING_IN_MILLISECONDS) ** 2);

  const forgetOld = (now: number): void => {
    while (now - (lately[0] ?? now) > LATELY_IN_MILLISECONDS) lately.shift();
  };
  const sentPerSecond = (now: number): number => {
    forgetOld(now);
    return (lately.length * 1_000) / Math.max(1, now - (lately[0] ?? now));
  };

  return {
    next: (now) => {
      due = Math.max(due + 1_000 / allowedPerSecond(now), now - MOST_TO_CATCH_UP_IN_MILLISECONDS);
      forgetOld(now);
      lately.push(Math.max(due, now));
      return Math.max(0, due - now);
    },
    throttled: (sentAt, now) => {
      if (slowed !== undefined && sentAt < slowed.at) return false;
      const before = Math.min(allowedPerSecond(now), 2 * sentPerSecond(now));
      slowed = { at: now, perSecond: Math.max(LEAST_CALLS_PER_SECOND, SLOWED_TO * before) };
      due = now;
      return true;
    },
  };
};
