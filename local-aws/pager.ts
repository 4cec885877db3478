import { randomUUID } from 'node:crypto';

interface Walk {
  readonly of: string;
  readonly items: readonly unknown[];
  readonly from: number;
}

export interface PageRequest<Item> {
  /** Which list it is: a token of one list is none for another. */
  readonly of: string;
  readonly token: string | undefined;
  readonly size: number;
  /** Asked for the first page only: a walk sees the list as it was when it began. */
  readonly list: () => readonly Item[];
  /** What to throw for a token that was never given. */
  readonly badToken: () => Error;
  /** Puts a page without items, which services may send, after the first one. */
  readonly emptySecondPage?: boolean;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

export interface Pager {
  readonly page: <Item>(request: PageRequest<Item>) => Page<Item>;
}

/** Opaque tokens over snapshots, so that a page costs its own length whatever the length of the list. */
export const createPager = (): Pager => {
  const walks = new Map<string, Walk & { readonly empty: boolean }>();
  const remember = (walk: Walk & { readonly empty: boolean }): string => {
    const token = randomUUID();
    walks.set(token, walk);
    return token;
  };
  return {
    page: <Item>({ of, token, size, list, badToken, emptySecondPage = false }: PageRequest<Item>): Page<Item> => {
      const known = token === undefined ? undefined : walks.get(token);
      if (token !== undefined && known?.of !== of) throw badToken();
      // A token's list has the type that the same operation stored under the same name.
      const items = known === undefined ? list() : (known.items as readonly Item[]);
      const from = known?.from ?? 0;
      if (known?.empty) return { items: [], nextToken: remember({ of, items, from, empty: false }) };
      const end = from + size;
      const nextToken =
        end < items.length ? remember({ of, items, from: end, empty: emptySecondPage && from === 0 }) : undefined;
      return { items: items.slice(from, end), nextToken };
    },
  };
};
