import * as v from 'valibot';
import { type Answer, given, refused } from '../model/answer.ts';
import { repeatedMembers } from '../model/duplicate-members.ts';

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
  v.pipe(
    Values,
    v.transform((AWS) => ({ AWS })),
  ),
  // A record keeps the order of the policy.
  v.record(v.picklist(['AWS', 'Service', 'Federated', 'CanonicalUser']), Values),
]);

const Actions = oneOrMany(v.string());

const Conditions = v.pipe(
  v.record(v.string(), v.record(v.string(), Values)),
  v.transform((operators) =>
    Object.entries(operators).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
    ),
  ),
);

// A member that IAM does not know may be a misspelt one, such as "principal": who is admitted then is anybody's guess.
const Statement = v.pipe(
  v.strictObject({
    Sid: v.optional(v.string()),
    Effect: v.string(),
    Principal: v.optional(Principals, {}),
    NotPrincipal: v.optional(v.unknown()),
    Action: v.optional(Actions),
    NotAction: v.optional(Actions),
    Resource: v.optional(v.unknown()),
    NotResource: v.optional(v.unknown()),
    Condition: v.optional(Conditions, {}),
  }),
  v.transform(({ Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition }) => ({
    sid: Sid,
    effect: Effect,
    principals: Principal,
    excludesPrincipals: NotPrincipal !== undefined,
    actions: Action,
    excludedActions: NotAction,
    conditions: Condition,
  })),
);

const Document = v.strictObject({
  Version: v.optional(v.string()),
  Id: v.optional(v.string()),
  Statement: oneOrMany(Statement),
});

/** One of the conditions of a statement, which must all hold. Its key is in lower case: IAM ignores the case of keys. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The four kinds of principal that IAM knows, in the order of the policy. */
export type PolicyPrincipals = {
  readonly [Kind in 'AWS' | 'Service' | 'Federated' | 'CanonicalUser']?: readonly string[];
};

export interface PolicyStatement {
  readonly sid: string | undefined;
  /** `Allow` or `Deny`; its case matters. */
  readonly effect: string;
  readonly principals: PolicyPrincipals;
  /** The statement has a `NotPrincipal`: it speaks of everybody but those. */
  readonly excludesPrincipals: boolean;
  /** The patterns of `Action`; nothing where the statement has none. */
  readonly actions: readonly string[] | undefined;
  /** The patterns of `NotAction`: the statement speaks of every action but those. */
  readonly excludedActions: readonly string[] | undefined;
  readonly conditions: readonly PolicyCondition[];
}

/** How a person finds a statement again: its Sid, else its place counted from 1. */
export const nameOfStatement = ({ sid }: PolicyStatement, index: number): string => sid || String(index + 1);

const REMEDY = 'Put a policy that IAM understands with kms:PutKeyPolicy';

/**
 * The statements of a key policy, from the JSON text that `kms:GetKeyPolicy` answers. A text of another shape, or one that can
 * be read in two ways, counts as refused as a whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const parseKeyPolicy = (text: string): Answer<readonly PolicyStatement[]> => {
  const document = v.safeParse(Document, jsonOf(text));
  if (!document.success) return refused('it is not a JSON policy', REMEDY);
  // IAM refuses such a text, and ignores the case of some names: which member counts is nobody's to guess.
  if (repeatedMembers(text, (name) => name.toLowerCase()).length > 0) return refused('it gives a member twice', REMEDY);
  return given(document.output.Statement);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
