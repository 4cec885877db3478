import { ACCOUNT_ID } from '../model/account-region.ts';
import { parseArn } from '../model/arn.ts';
import type { PolicyCondition } from './document.ts';

type Comparison = 'text' | 'arn';

/** Operators that hold only where the request carries the key with one of the values. All others let strangers in. */
const RESTRICTING_OPERATORS: ReadonlyMap<string, Comparison> = new Map([
  ['StringEquals', 'text'],
  ['StringEqualsIgnoreCase', 'text'],
  ['StringLike', 'text'],
  ['ArnEquals', 'arn'],
  ['ArnLike', 'arn'],
]);

type IsFixed = (value: string, comparison: Comparison) => boolean;

const hasNoWildcard = (text: string): boolean => !/[*?]/.test(text);

/** `o-a1b2c3d4e5/r-ab12/*`: the organization alone decides whether strangers fit. */
const namesOrganization: IsFixed = (value) => hasNoWildcard(value.replace(/\/.*/s, ''));

/**
 * Arn operators compare part by part, so that a fixed account suffices; for String operators a wildcard runs over colons and
 * may swallow the account. The ARN of a bucket has no account: nothing but its whole name tells whose it is.
 */
const namesAccount: IsFixed = (value, comparison) => {
  const arn = parseArn(value);
  if (arn === undefined) return false;
  if (arn.account === '') return hasNoWildcard(value);
  const beforeAccount = arn.partition + arn.service + arn.region;
  return ACCOUNT_ID.test(arn.account) && (comparison === 'arn' || hasNoWildcard(beforeAccount));
};

/** The condition keys, in lower case, that tell who asks or for whom, each with what makes a value of it fixed. */
const RESTRICTING_KEYS: ReadonlyMap<string, IsFixed> = new Map([
  ['kms:calleraccount', hasNoWildcard],
  ['aws:principalaccount', hasNoWildcard],
  ['aws:principalorgid', hasNoWildcard],
  ['aws:principalorgpaths', namesOrganization],
  ['aws:principalarn', namesAccount],
  ['aws:sourceaccount', hasNoWildcard],
  ['aws:sourceowner', hasNoWildcard],
  ['aws:sourceorgid', hasNoWildcard],
  ['aws:sourceorgpaths', namesOrganization],
  ['aws:sourcearn', namesAccount],
  ['aws:sourcevpc', hasNoWildcard],
  ['aws:sourcevpce', hasNoWildcard],
  ['aws:vpceaccount', hasNoWildcard],
  ['aws:vpceorgid', hasNoWildcard],
  ['aws:vpceorgpaths', namesOrganization],
]);

const variable = (name: string): string => `\${${name}}`;

/**
 * AWS's data perimeter: the caller belongs where the key belongs. By condition key the one value that says so, in lower case:
 * IAM ignores the case of a variable's name, too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
const PERIMETER: ReadonlyMap<string, string> = new Map([
  ['aws:resourceorgid', variable('aws:principalorgid')],
  ['aws:principalorgid', variable('aws:resourceorgid')],
  ['aws:resourceaccount', variable('aws:principalaccount')],
  ['aws:principalaccount', variable('aws:resourceaccount')],
]);

/**
 * Whether a condition keeps strangers out: its operator demands a value, its key tells who asks or for whom, and every value
 * is fixed. One value that fits strangers, and it restricts nobody; without a value it is never met, which proves nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const restricts = ({ operator, key, values }: PolicyCondition): boolean => {
  const comparison = RESTRICTING_OPERATORS.get(operator.replace(/^ForAnyValue:/, ''));
  if (comparison === undefined || values.length === 0) return false;
  return values.every((value) => isFixed(key, value, comparison));
};

/** Any policy variable but that of the data perimeter takes the value of whoever asks. */
const isFixed = (key: string, value: string, comparison: Comparison): boolean =>
  value.includes('${')
    ? PERIMETER.get(key) === value.toLowerCase()
    : (RESTRICTING_KEYS.get(key)?.(value, comparison) ?? false);
