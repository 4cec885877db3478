import type { TimerOptions } from 'node:timers';
import timers from 'node:timers/promises';

const pause = (milliseconds?: number, value?: unknown, { signal }: TimerOptions = {}): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError' }));
    signal?.addEventListener('abort', abort);
    setTimeout(() => resolve(value), milliseconds);
  });

/** Time that stands still in the tests of a file until it is advanced: Jest's own leaves `node:timers/promises` to the clock. */
export const useFakeTime = (now?: Date): void => {
  beforeEach(() => {
    jest.useFakeTimers({
      ...(now === undefined ? {} : { now }),
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
    jest.spyOn(timers, 'setTimeout').mockImplementation(pause);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });
};
