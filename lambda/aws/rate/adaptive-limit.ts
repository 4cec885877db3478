import pLimit from 'p-limit';
import { type AttemptLimit, type Clock, REAL_CLOCK } from './attempt-limit.ts';
import { createPace } from './pace.ts';

export interface AdaptiveLimitOptions {
  /** Attempts at one time to begin with. */
  readonly start: number;
  readonly most: number;
  readonly isThrottled: (error: unknown) => boolean;
  readonly clock?: Clock;
}

/**
 * Finds what a service takes that publishes no request rate: one attempt more at one time for each that is answered, half as
 * many when one is throttled. That alone is too coarse (at 50 a second and 20 milliseconds each, one at a time is the limit and
 * two are double), so a pace spaces the attempts from then on. A failure of another kind changes neither.
 */
export const createAdaptiveLimit = ({
  start,
  most,
  isThrottled,
  clock = REAL_CLOCK,
}: AdaptiveLimitOptions): AttemptLimit => {
  const atOneTime = pLimit(start);
  // Only one waits for its turn, so that a pace that has just slowed holds for all others.
  const turns = pLimit(1);
  const pace = createPace();

  const takeTurn = async (signal: AbortSignal): Promise<void> => {
    const milliseconds = pace.next(clock.now());
    if (milliseconds > 0 || signal.aborted) await clock.wait(milliseconds, signal);
  };

  const make = async <T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    await turns(takeTurn, signal);
    const sentAt = clock.now();
    try {
      const answer = await attempt();
      atOneTime.concurrency = Math.min(most, atOneTime.concurrency + 1);
      return answer;
    } catch (error) {
      if (isThrottled(error) && pace.throttled(sentAt, clock.now())) {
        atOneTime.concurrency = Math.ceil(atOneTime.concurrency / 2);
      }
      throw error;
    }
  };

  return (attempt, signal) => atOneTime(() => make(attempt, signal));
};
