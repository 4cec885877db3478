import { setMaxListeners } from 'node:events';

/** Ends with the first Ctrl-C; a second one ends the process, for whoever cannot wait. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Nobody needs to be told any more. */
  readonly dispose: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Watches for it, and says on `err` what the first one does. */
export const watchForInterruption = (err: Pick<NodeJS.WriteStream, 'write'>): Interruption => {
  const controller = new AbortController();
  // Every call under way listens.
  setMaxListeners(0, controller.signal);
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    err.write('Interrupted: writing what is there. Once more ends it at once.\n');
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
