/** Something a check asks of AWS: known, or unreadable and why. "Could not read" is never a default value. */
export type Fact<T> = { readonly kind: 'known'; readonly value: T } | Unreadable;

/** A lasting refusal: access denied, or an operation that does not work across accounts. */
export interface Unreadable {
  readonly kind: 'unreadable';
  /** A clause such as "kms:ListResourceTags is denied". */
  readonly because: string;
  /** What to do about it, if that is more than the catalogue of reasons says. */
  readonly remedy?: string;
}

/** What nobody read: no verdict may rest on it. */
export const NOT_READ: Unreadable = { kind: 'unreadable', because: 'it was not read' };

export const known = <T>(value: T): Fact<T> => ({ kind: 'known', value });

export const unreadable = (because: string, remedy?: string): Unreadable => ({
  kind: 'unreadable',
  because,
  ...(remedy === undefined ? {} : { remedy }),
});

/** AWS refused an IAM action such as kms:GetKeyPolicy. */
export const denied = (action: string): Unreadable => {
  const where = action.startsWith('kms:') ? ', in its own policy and in the key policy' : '';
  return unreadable(`${action} is denied`, `Allow ${action} to the role of the rule${where}`);
};
