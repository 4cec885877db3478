import { holdsTrue, isObject, memberOf, textIn } from './json.ts';

/**
 * A place in the values of a planned resource, with what the plan says of it in three other trees of the same shape:
 * what is not known yet, what is secret, and the expression in the configuration that it comes from.
 */
export interface Spot {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
  readonly expression: unknown;
}

/** What stands at a place. */
export type Reading =
  | { readonly kind: 'known'; readonly value: unknown }
  /** It, or a part of it, is known only when the plan is applied. */
  | { readonly kind: 'unknown' }
  /** It, or a part of it, is marked as a secret, so nobody looks. */
  | { readonly kind: 'sensitive' };

export const readSpot = ({ value, unknown, sensitive }: Spot): Reading => {
  if (holdsTrue(unknown)) return { kind: 'unknown' };
  return holdsTrue(sensitive) ? { kind: 'sensitive' } : { kind: 'known', value };
};

/** A mark of the whole is one of each part. */
const markAt = (mark: unknown, part: (mark: unknown) => unknown): unknown => (mark === true ? true : part(mark));

/** An attribute or a block of what stands at the place. */
export const attributeAt = (spot: Spot, name: string): Spot => ({
  value: memberOf(spot.value, name),
  unknown: markAt(spot.unknown, (mark) => memberOf(mark, name)),
  sensitive: markAt(spot.sensitive, (mark) => memberOf(mark, name)),
  expression: isLeaf(spot.expression) ? spot.expression : memberOf(spot.expression, name),
});

/** In place of an expression: a plan does not hold what stands in a `dynamic` block. */
export const NOT_TOLD = Symbol('not told');

/** Whether an expression stands for all that is below it, too. */
const isLeaf = (expression: unknown): boolean => expression === NOT_TOLD || referencesIn(expression) !== undefined;

/** What an expression refers to, nearest first; nothing where it tells of no reference. */
export const referencesIn = (expression: unknown): readonly string[] | undefined => {
  const references = memberOf(expression, 'references');
  return Array.isArray(references) ? references.flatMap((it) => textIn(it) ?? []) : undefined;
};

/** The constant that an expression is; nothing where it is none. */
export const constantIn = (expression: unknown): { readonly value: unknown } | undefined =>
  isObject(expression) && Object.hasOwn(expression, 'constant_value')
    ? { value: expression['constant_value'] }
    : undefined;

const itemAt = (tree: unknown, at: number): unknown => (Array.isArray(tree) ? tree[at] : undefined);

/** Each block of a list, or the one where there can be only one; nothing where nobody knows yet how many there are. */
export const blocksAt = (spot: Spot): readonly Spot[] | undefined => {
  if (spot.unknown === true) return undefined;
  if (isObject(spot.value)) return [spot];
  if (!Array.isArray(spot.value)) return [];
  const { length } = spot.value;
  // A dynamic block is missing among those of the configuration, so which is which is clear only where none is.
  const told = Array.isArray(spot.expression) && spot.expression.length === length ? spot.expression : undefined;
  return spot.value.map((value, at) => ({
    value,
    unknown: markAt(spot.unknown, (mark) => itemAt(mark, at)),
    sensitive: markAt(spot.sensitive, (mark) => itemAt(mark, at)),
    expression: isLeaf(spot.expression) ? spot.expression : (told?.[at] ?? NOT_TOLD),
  }));
};
