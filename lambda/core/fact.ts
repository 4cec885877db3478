/** Something a check asks of AWS: known, or unreadable and why. "Could not read" is never a default value. */
export type Fact<T> = { readonly kind: 'known'; readonly value: T } | Unreadable;

/** A lasting refusal: access denied, or an operation that does not work across accounts. */
export interface Unreadable {
  readonly kind: 'unreadable';
  /** A clause such as "kms:ListResourceTags is denied". */
  readonly because: string;
}

/** What nobody read: no verdict may rest on it. */
export const NOT_READ: Unreadable = { kind: 'unreadable', because: 'it was not read' };

export const known = <T>(value: T): Fact<T> => ({ kind: 'known', value });

export const unreadable = (because: string): Unreadable => ({ kind: 'unreadable', because });
