import pLimit from 'p-limit';
import { type AttemptLimit, type Clock, REAL_CLOCK } from './attempt-limit.ts';

/** Spaces attempts evenly, for a service that publishes how many a second it takes; what waits is made in order. */
export const createSteadyRate = (perSecond: number, clock: Clock = REAL_CLOCK): AttemptLimit => {
  const turns = pLimit(1);
  let due = Number.NEGATIVE_INFINITY;
  const takeTurn = async (signal: AbortSignal): Promise<void> => {
    const milliseconds = Math.max(0, due - clock.now());
    if (milliseconds > 0 || signal.aborted) await clock.wait(milliseconds, signal);
    due = clock.now() + 1_000 / perSecond;
  };
  return async (attempt, signal) => {
    await turns(takeTurn, signal);
    return attempt();
  };
};
