import type { Clock } from '../../lambda/aws/rate/attempt-limit.ts';

export interface SimulatedClock extends Clock {
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass until the work is done. */
  readonly passUntil: <T>(work: Promise<T>) => Promise<T>;
}

const everythingDue = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands at 0 and jumps from timer to timer. */
export const simulatedClock = (): SimulatedClock => {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly fire: () => void }>();

  const wait: SimulatedClock['wait'] = (milliseconds, signal) =>
    new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        timers.delete(timer);
        reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError' }));
      };
      const fire = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const timer = { at: now + milliseconds, fire };
      if (signal?.aborted) return abort();
      timers.add(timer);
      signal?.addEventListener('abort', abort);
    });

  const passUntil = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    await everythingDue();
    while (!isDone) {
      const first = [...timers].reduce((a, b) => (b.at < a.at ? b : a));
      timers.delete(first);
      now = first.at;
      first.fire();
      await everythingDue();
    }
    return work;
  };

  return { now: () => now, wait, passUntil };
};
