/**
 * Which statements of a service control policy deny a request, by IAM's rules for the few forms that the policy uses. It throws
 * on whatever it does not know.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
import { type Json, type JsonObject, objectIn } from '../cloudformation/json.ts';

export interface OrganizationRequest {
  readonly who: string;
  readonly action: string;
  /** Left out: an ARN that no statement names. */
  readonly resource?: string;
  /** What the request carries beside its caller, by condition key. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The Sids of the statements that deny it, in their order. */
export const deniedBy = (
  statements: readonly JsonObject[],
  { who, action, resource = 'arn:aws:nothing:::that-is-named', context = {} }: OrganizationRequest,
): readonly string[] =>
  statements
    .filter((statement) => {
      const {
        Sid: _,
        Effect: effect,
        Action: actions,
        Resource: resources,
        Condition: condition,
        ...others
      } = statement;
      if (effect !== 'Deny' || Object.keys(others).length > 0)
        throw new Error(`cannot judge ${JSON.stringify(statement)}`);
      return (
        texts(actions).includes(action) &&
        texts(resources).some((pattern) => isLike(resource, pattern)) &&
        Object.entries(objectIn(condition ?? {})).every(([operator, keys]) =>
          Object.entries(objectIn(keys)).every(([key, values]) =>
            holds(operator, texts(values), key === 'aws:PrincipalArn' ? who : context[key]),
          ),
        )
      );
    })
    .map(({ Sid: sid }) => String(sid));

const holds = (
  operator: string,
  values: readonly string[],
  actual: string | readonly string[] | undefined,
): boolean => {
  switch (operator) {
    case 'ArnNotLike':
      return !values.some((pattern) => isLike(String(actual), pattern));
    case 'Null':
      return values.includes(String(actual === undefined));
    case 'ForAnyValue:StringEquals':
      return [actual ?? []].flat().some((each) => values.includes(each));
    case 'NumericLessThanEquals':
      return actual !== undefined && values.some((value) => Number(actual) <= Number(value));
    default:
      throw new Error(`cannot judge the operator ${operator}`);
  }
};

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text);

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).map(String) : [String(value)];
