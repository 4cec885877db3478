import { setTimeout as wait } from 'node:timers/promises';

/** How often entries that a service hands back are sent again, and the first pause before that. */
const REPEATS = 3;
const FIRST_PAUSE_IN_MILLISECONDS = 200;

/**
 * Sends a batch to a service that answers 200 and hands back what it did not take; `send` resolves to that. Entries handed
 * back are sent again, after pauses that grow. Resolves to what was never taken; rejects as `send` does.
 */
export const resendRefused = async <T>(
  batch: readonly T[],
  send: (entries: readonly T[]) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  let waiting = await send(batch);
  for (let repeat = 0; waiting.length > 0 && repeat < REPEATS; repeat += 1) {
    await wait(FIRST_PAUSE_IN_MILLISECONDS * 2 ** repeat);
    waiting = await send(waiting);
  }
  return waiting;
};
