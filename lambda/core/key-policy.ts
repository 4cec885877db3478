import * as v from 'valibot';
import { type Fact, known, unreadable } from './fact.ts';

const oneOrMany = <T extends v.GenericSchema>(schema: T) =>
  v.union([
    v.pipe(
      schema,
      v.transform((item) => [item]),
    ),
    v.array(schema),
  ]);

const Values = oneOrMany(v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)));

const Principals = v.union([
  Values,
  v.pipe(
    v.record(v.string(), Values),
    v.transform((kinds) => Object.values(kinds).flat()),
  ),
]);

const Statement = v.object({
  Sid: v.optional(v.string()),
  Effect: v.string(),
  Principal: v.optional(Principals),
  NotPrincipal: v.optional(v.unknown()),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), Values)), {}),
});

type Statement = v.InferOutput<typeof Statement>;

const Policy = v.object({ Statement: oneOrMany(Statement) });

const RESTRICTING_OPERATORS = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike']);

const RESTRICTING_KEYS = new Set([
  'kms:calleraccount',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

const ARN_KEYS = new Set(['aws:principalarn', 'aws:sourcearn']);

/**
 * The statements of a key policy that admit everyone: an Allow whose principal is everyone, without a condition that
 * restricts the caller. Each is named by its Sid, else by its place counted from 1. A text that is no policy is
 * unreadable, never closed. Deny statements and grants are not weighed.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export const statementsOpenToEveryone = (text: string): Fact<readonly string[]> => {
  const policy = v.safeParse(Policy, jsonOf(text));
  if (!policy.success) return unreadable('it is no JSON policy');
  const open = policy.output.Statement.flatMap((statement, index) =>
    admitsEveryone(statement) ? [statement.Sid || String(index + 1)] : [],
  );
  return known(open);
};

const admitsEveryone = ({ Effect, Principal, NotPrincipal, Condition }: Statement): boolean =>
  Effect === 'Allow' &&
  (NotPrincipal !== undefined || (Principal ?? []).some(isEveryone)) &&
  !restrictsCaller(Condition);

const isEveryone = (principal: string): boolean => isEverything(principal) || hasAnyAccount(principal);

const restrictsCaller = (condition: Statement['Condition']): boolean =>
  Object.entries(condition).some(
    ([operator, keys]) =>
      RESTRICTING_OPERATORS.has(operator.replace(/^ForAnyValue:/, '')) &&
      Object.entries(keys).some(([key, values]) => restrictsBy(key.toLowerCase(), values)),
  );

const restrictsBy = (key: string, values: readonly string[]): boolean =>
  RESTRICTING_KEYS.has(key) && values.length > 0 && !values.some((value) => fitsEveryone(value, ARN_KEYS.has(key)));

const fitsEveryone = (value: string, isArn: boolean): boolean =>
  isEveryone(value) || (isArn && beginsWithWildcard(value)) || isVariable(value);

/** Where an ARN is wanted, `*:role/admin` covers the account as well. */
const beginsWithWildcard = (value: string): boolean => /^[^:]*[*?]/.test(value);

/** A policy variable such as `${aws:PrincipalAccount}` fits whoever asks: no fixed value. */
const isVariable = (value: string): boolean => value.includes('${');

const isEverything = (value: string): boolean => /^[*?]+$/.test(value);

/** An ARN with a wildcard in its account, or so early that the wildcard covers the account. */
const hasAnyAccount = (value: string): boolean => {
  const parts = value.split(':');
  if (parts[0] !== 'arn') return false;
  return (parts.length < 6 && /[*?]/.test(value)) || /[*?]/.test(parts[4] ?? '');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
