import { restricts } from './conditions.ts';
import { nameOfStatement, type PolicyStatement } from './document.ts';

/**
 * The statements of a key policy that admit everyone: an Allow whose principal is everyone, without a condition that keeps
 * strangers out. Each is named by its Sid, else by its place counted from 1. Deny statements and grants are not weighed.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export const statementsOpenToEveryone = (statements: readonly PolicyStatement[]): readonly string[] =>
  statements.flatMap((statement, index) => (admitsEveryone(statement) ? [nameOfStatement(statement, index)] : []));

const admitsEveryone = ({ effect, principals, excludesPrincipals, conditions }: PolicyStatement): boolean =>
  effect === 'Allow' &&
  (excludesPrincipals || Object.values(principals).flat().some(isEveryone)) &&
  !conditions.some(restricts);

/** IAM takes a wildcard for principals of some kinds only; of whatever kind it stands here, nobody would be left out. */
export const isEveryone = (principal: string): boolean => /^[*?]+$/.test(principal) || hasAnyAccount(principal);

/** An ARN with a wildcard in its account, or so early that the wildcard covers the account. */
const hasAnyAccount = (value: string): boolean => {
  const parts = value.split(':');
  if (parts[0] !== 'arn') return false;
  return (parts.length < 6 && /[*?]/.test(value)) || /[*?]/.test(parts[4] ?? '');
};
