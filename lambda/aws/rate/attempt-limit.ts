import { setTimeout as wait } from 'node:timers/promises';

/** Makes one attempt at a call when its turn comes. Rejects as the attempt does, or with an AbortError while it waits. */
export type AttemptLimit = <T>(attempt: () => Promise<T>, signal: AbortSignal) => Promise<T>;

export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Rejects with an AbortError once the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};
