import * as v from 'valibot';
import { refuse } from '../service-error.ts';

export const nextToken = v.nullish(v.string());
export const badToken = () => refuse('InvalidNextTokenException', 'The specified next token is not valid.');

export const ruleName = v.pipe(
  v.string('Member must not be null'),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(128, 'Member must have length less than or equal to 128'),
);

/** How many items a page has: 0 and nothing are the operation's own number. */
export const pageSize = (
  limit: number | null | undefined,
  { most, usual }: { readonly most: number; readonly usual: number },
): number => {
  if (limit == null || limit === 0) return usual;
  if (limit < 0 || limit > most) throw refuse('InvalidLimitException', `The limit must be from 0 to ${most}.`);
  return limit;
};
