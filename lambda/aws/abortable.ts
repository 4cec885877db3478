/** What is started, or the reason of the signal if that comes first; the work itself goes on. */
export const abortable = async <T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  return Promise.race([start(), aborted]).finally(() => signal.removeEventListener('abort', abort));
};
