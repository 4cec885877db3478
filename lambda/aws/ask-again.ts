import { setTimeout as wait } from 'node:timers/promises';
import { awsErrorKind } from './aws-error.ts';
import type { CallOptions } from './clients/connection.ts';

/** A resource that AWS Config has just recorded can take a moment to be found everywhere. */
const PAUSE_IN_MILLISECONDS = 2_000;

/** Asks, and once more after two seconds where AWS answers "not found": only the second such answer is thrown. */
export const askAgainIfNotFound = async <T>(ask: () => Promise<T>, { abortSignal }: CallOptions): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (awsErrorKind(error) !== 'not-found') throw error;
    await wait(PAUSE_IN_MILLISECONDS, undefined, { signal: abortSignal });
    return ask();
  }
};
