/** Everything that comes, in order; rejects as its source does. */
export const collected = async <T>(source: AsyncIterable<T>): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
};

/** A source of these items; an error among them is thrown in its place. */
export async function* sourceOf<T>(...items: readonly (T | Error)[]): AsyncGenerator<T> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    yield item;
  }
}
