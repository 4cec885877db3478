/**
 * A small judge of requests to KMS, written from IAM's rules and from nothing of the project: it answers yes or no to one
 * request, which the checks of the project never do. It throws on whatever it does not know, so that nothing passes unread.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
import { isObject, type Json, type JsonObject, objectIn } from '../cloudformation/json.ts';

export interface KeyRequest {
  /** The ARN of a role of account 111122223333. */
  readonly who: string;
  readonly action: string;
  /** What the request carries, by condition key. */
  readonly context?: Readonly<Record<string, string>>;
  /** Whether an IAM policy of the role allows everything; a key policy may need it or not. */
  readonly iam?: boolean;
}

const ROOT = 'arn:aws:iam::111122223333:root';

/** Whether KMS does what is asked, a key having these statements as its policy. */
export const mayDo = (statements: readonly JsonObject[], request: KeyRequest): boolean => {
  const matching = statements.filter((statement) => speaksOf(statement, request));
  const denied = matching.some((statement) => statement['Effect'] === 'Deny' && principalsOf(statement) === '*');
  if (denied) return false;
  return matching.some(({ Effect: effect, ...statement }) => {
    if (effect !== 'Allow') return false;
    const principals = principalsOf(statement);
    return principals.includes(request.who) || (principals.includes(ROOT) && request.iam === true);
  });
};

const KNOWN_MEMBERS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

const speaksOf = (statement: JsonObject, { action, context = {} }: KeyRequest): boolean => {
  const unknown = Object.keys(statement).filter((member) => !KNOWN_MEMBERS.includes(member));
  if (unknown.length > 0 || statement['Resource'] !== '*') throw new Error(`cannot judge ${JSON.stringify(statement)}`);
  const named = texts(statement['Action'] ?? null);
  if (named.some((text) => /[*?]/.test(text))) throw new Error(`a wildcard: ${named.join(', ')}`);
  return named.includes(action) && conditionsOf(statement).every((condition) => holds(condition, context));
};

/** `*`, or the ARNs that the statement names. */
const principalsOf = ({ Principal: principal = null }: JsonObject): '*' | readonly string[] => {
  if (principal === '*') return '*';
  const { AWS, ...others } = objectIn(principal);
  if (Object.keys(others).length > 0) throw new Error(`cannot judge ${JSON.stringify(principal)}`);
  return texts(AWS ?? null);
};

type Condition = readonly [operator: string, key: string, values: readonly string[]];

const conditionsOf = ({ Condition: condition = {} }: JsonObject): readonly Condition[] =>
  Object.entries(objectIn(condition)).flatMap(([operator, keys]) =>
    Object.entries(objectIn(keys)).map(([key, values]) => [operator, key, texts(values)] as const),
  );

/** A key that the request does not carry never matches. */
const holds = ([operator, key, values]: Condition, context: Readonly<Record<string, string>>): boolean => {
  const actual = context[key];
  if (actual === undefined) return false;
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return values.includes(actual);
    case 'StringLike':
      return values.some((pattern) => likeness(pattern).test(actual));
    case 'NumericLessThanEquals':
      return values.some((value) => Number(actual) <= Number(value));
    default:
      throw new Error(`cannot judge the operator ${operator}`);
  }
};

const likeness = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`, 's');

const texts = (value: Json): readonly string[] => {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (items.length === 0 || items.some((item) => item === null || isObject(item))) {
    throw new Error(`texts are wanted: ${JSON.stringify(value)}`);
  }
  return items.map(String);
};
