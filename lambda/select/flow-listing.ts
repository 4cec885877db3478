/**
 * Turns a listing into one that can be walked several times, page by page each time, while AWS is asked only once. A failure
 * is met by everybody who walks as far.
 */
export const walkedOnce = <T>(listing: AsyncIterator<T>): (() => AsyncGenerator<T>) => {
  const results: Promise<IteratorResult<T>>[] = [];
  return async function* walk() {
    for (let index = 0; ; index += 1) {
      results[index] ??= listing.next();
      const result = await results[index];
      if (result === undefined || result.done === true) return;
      yield result.value;
    }
  };
};

/** The listing with one more flow, which it may leave out because it was just created. */
export async function* including(flowName: string, listing: AsyncIterable<string>): AsyncGenerator<string> {
  yield flowName;
  for await (const listed of listing) if (listed !== flowName) yield listed;
}
