/** What AWS answers when it is asked for something: given, or refused and why. "Could not read" is never a default value. */
export type Answer<T> = Given<T> | Refused;

export interface Given<T> {
  readonly kind: 'given';
  readonly value: T;
}

/** A lasting refusal: access denied, or an operation that does not work across accounts. */
export interface Refused {
  readonly kind: 'refused';
  /** A clause such as "kms:ListResourceTags is denied". */
  readonly because: string;
  /** What to do about it, if that is more than the catalogue of reasons says. */
  readonly remedy?: string;
  /** Nobody refused: what is asked for is only planned, and this value of it is not known yet. Never so of what is in AWS. */
  readonly notYetKnown?: NotYetKnown;
}

/** Marks a value that nobody can know before it is deployed. */
export interface NotYetKnown {
  /** Of the file that plans it, counted from 1. */
  readonly line?: number;
}

/** What nobody asked for: no verdict may rest on it. */
export const NOT_ASKED: Refused = { kind: 'refused', because: 'it was not read' };

export const given = <T>(value: T): Given<T> => ({ kind: 'given', value });

export const refused = (because: string, remedy?: string): Refused => ({
  kind: 'refused',
  because,
  ...(remedy === undefined ? {} : { remedy }),
});

/** AWS refused an IAM action such as `kms:GetKeyPolicy`. */
export const denied = (action: string): Refused => {
  const where = action.startsWith('kms:') ? ', in its own policy and in the key policy' : '';
  return refused(`${action} is denied`, `Allow ${action} to the role of the rule${where}`);
};
