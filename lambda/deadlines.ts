import { setMaxListeners } from 'node:events';

/** Signals that end an event's work before Lambda does, so that what was judged is put and what was not is named. */
export interface Deadlines {
  /** Ends what the event can do without, half-way to the end of reads: it must not cost a flow its verdict. */
  readonly spareSignal: AbortSignal;
  /** Ends reads while there is time left to put what was judged. */
  readonly readSignal: AbortSignal;
  /** Ends writes shortly before Lambda ends the function. */
  readonly writeSignal: AbortSignal;
  /** Ends whatever is still under way once the event is handled: no call may live on into the next one. */
  readonly clear: () => void;
}

/** Time kept back for putting what was judged: a quarter of what remains, at most ten seconds. */
const MOST_TIME_TO_WRITE_IN_MILLISECONDS = 10_000;
/** Time kept back for failing in order: a twentieth, at most a second. */
const MOST_TIME_TO_FAIL_IN_MILLISECONDS = 1_000;

/** `remaining`: the time until Lambda ends the function, in milliseconds. */
export const deadlinesWithin = (remaining: number): Deadlines => {
  const toFail = Math.min(remaining / 20, MOST_TIME_TO_FAIL_IN_MILLISECONDS);
  const toWrite = Math.min(remaining / 4, MOST_TIME_TO_WRITE_IN_MILLISECONDS);
  const sparing = new AbortController();
  const reading = new AbortController();
  const writing = new AbortController();
  // Every call under way listens to its signal, dozens at one time: no leak, as Node.js would warn in the log.
  setMaxListeners(0, sparing.signal, reading.signal, writing.signal);
  const timeIsUp = (): Error => new Error("the function's time is nearly up");
  const timers = [
    setTimeout(() => sparing.abort(timeIsUp()), (remaining - toWrite) / 2),
    setTimeout(() => reading.abort(timeIsUp()), remaining - toWrite),
    setTimeout(() => writing.abort(timeIsUp()), remaining - toFail),
  ];
  const clear = (): void => {
    for (const timer of timers) clearTimeout(timer);
    sparing.abort();
    reading.abort();
    writing.abort();
  };
  return { spareSignal: sparing.signal, readSignal: reading.signal, writeSignal: writing.signal, clear };
};
