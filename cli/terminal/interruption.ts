import { setMaxListeners } from 'node:events';

/** Ends with the first Ctrl-C; a second one ends the process, for whoever cannot wait. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Nobody needs to be told any more. */
  readonly dispose: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export const watchForInterruption = (tell: (line: string) => void): Interruption => {
  const controller = new AbortController();
  // Every call under way listens.
  setMaxListeners(0, controller.signal);
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    tell('Interrupted: writing what is there. Once more ends it at once.');
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
    },
  };
};
