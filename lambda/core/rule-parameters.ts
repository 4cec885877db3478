import { namedTexts } from './parameter-text.ts';
import {
  accountIds,
  flag,
  oneOf,
  type Parsed,
  pattern,
  quote,
  roleName,
  tagConditions,
  tagKey,
  tagKeys,
  wholeNumber,
} from './parameter-values.ts';
import { plainText } from './plain-text.ts';

interface Definition<T, F> {
  /** What the text may be, in words. */
  readonly accepts: string;
  /** The default as a person writes it; absent: nothing is demanded. */
  readonly defaultValue?: string;
  readonly meaning: string;
  readonly parse: (text: string) => Parsed<T>;
  /** The value where the parameter is absent. */
  readonly absent: F;
}

const define = <const T, const F>(definition: Definition<T, F>): Definition<T, F> => definition;

/** The one table of rule parameters: what the README, the templates and the parser know of them. */
const DEFINITIONS = {
  requiredKeyTags: define({
    accepts: 'list of tag conditions',
    defaultValue: 'any one tag',
    meaning: 'Tags that the key must carry. Absent: at least one tag whose key does not start with aws:',
    parse: tagConditions,
    absent: undefined,
  }),
  matchingTags: define({
    accepts: 'list of tag keys',
    meaning: 'For each of these tags, flow and key must both carry it with the same value',
    parse: tagKeys,
    absent: [],
  }),
  requireRotation: define({
    accepts: 'true, false',
    defaultValue: 'true',
    meaning: 'Judge the rotation of the key at all',
    parse: flag,
    absent: true,
  }),
  maxRotationPeriodInDays: define({
    accepts: '90 to 2560',
    meaning: 'The longest rotation period allowed, in days',
    parse: wholeNumber(90, 2560),
    absent: undefined,
  }),
  nonRotatableKeys: define({
    accepts: 'reject, onDemand, allow',
    defaultValue: 'reject',
    meaning:
      'Symmetric keys that KMS cannot rotate automatically (imported, CloudHSM, external key store): refuse them, accept an imported one that was rotated on demand in time, or accept them all',
    parse: oneOf('reject', 'onDemand', 'allow'),
    absent: 'reject',
  }),
  checkKeyPolicy: define({
    accepts: 'true, false',
    defaultValue: 'true',
    meaning: 'Refuse a key whose policy admits everyone',
    parse: flag,
    absent: true,
  }),
  keyAliasPattern: define({
    accepts: 'pattern',
    meaning: 'At least one alias of the key matches, for example alias/prod-*-appflow',
    parse: pattern,
    absent: undefined,
  }),
  allowedKeyAccounts: define({
    accepts: 'list of account ids (12 digits)',
    defaultValue: 'any account',
    meaning: "Accounts that may own the key; the flow's own account always may",
    parse: accountIds,
    absent: undefined,
  }),
  maxFlowsPerKey: define({
    accepts: 'whole number from 1',
    meaning: 'How many flows of the account and Region may share one key',
    parse: wholeNumber(1),
    absent: undefined,
  }),
  checkConnectorProfiles: define({
    accepts: 'true, false',
    defaultValue: 'false',
    meaning: 'Also require a customer managed key for the secret behind each connector profile of the flow',
    parse: flag,
    absent: false,
  }),
  flowTagFilter: define({
    accepts: 'list of tag conditions',
    defaultValue: 'every flow',
    meaning: 'Judge only flows that meet all conditions; the others are NOT_APPLICABLE',
    parse: tagConditions,
    absent: [],
  }),
  exemptionTag: define({
    accepts: 'tag key',
    meaning:
      'A flow that carries this tag with a date (YYYY-MM-DD, UTC) of today or later is NOT_APPLICABLE until the end of that day',
    parse: tagKey,
    absent: undefined,
  }),
  unverified: define({
    accepts: 'NON_COMPLIANT, NOT_APPLICABLE',
    defaultValue: 'NON_COMPLIANT',
    meaning: 'The verdict where nothing failed but something could not be read for lack of permission',
    parse: oneOf('NON_COMPLIANT', 'NOT_APPLICABLE'),
    absent: 'NON_COMPLIANT',
  }),
  keyAccountRoleName: define({
    accepts: 'IAM role name',
    meaning: "Role assumed in a key's account to read a key of another account",
    parse: roleName,
    absent: undefined,
  }),
  executionRoleName: define({
    accepts: 'IAM role name',
    meaning: "Role assumed in the event's account when that is not the function's own (organization rules)",
    parse: roleName,
    absent: undefined,
  }),
} as const;

type Definitions = typeof DEFINITIONS;

export type ParameterName = keyof Definitions;

type Value<D> = D extends Definition<infer T, infer F> ? T | F : never;

/** What an organization demands of its flows and keys. */
export type RuleParameters = { readonly [Name in ParameterName]: Value<Definitions[Name]> };

export interface ParameterDescription {
  readonly name: ParameterName;
  readonly accepts: string;
  readonly defaultValue: string | undefined;
  readonly meaning: string;
}

const NAMES = Object.keys(DEFINITIONS) as readonly ParameterName[];

const definitionOf = (name: ParameterName): Definition<unknown, unknown> => DEFINITIONS[name];

/** Every rule parameter, in the order in which they are shown. */
export const RULE_PARAMETERS: readonly ParameterDescription[] = NAMES.map((name) => {
  const { accepts, defaultValue, meaning } = definitionOf(name);
  return { name, accepts, defaultValue, meaning };
});

export class InvalidParametersError extends Error {
  override readonly name = 'InvalidParametersError';
  constructor(readonly problems: readonly string[]) {
    super(plainText(`The rule parameters are not valid, nothing was evaluated: ${problems.join('; ')}.`));
  }
}

/**
 * Reads the `ruleParameters` of an invocation: the JSON text of the rule's InputParameters, or nothing.
 * An empty value counts as absent. Throws one InvalidParametersError that lists every problem.
 */
export const parseRuleParameters = (text: string | undefined): RuleParameters => {
  const given = namedTexts(text, NAMES);
  const problems = [...given.problems];
  const parsed = NAMES.map((name) => {
    const { parse, absent } = definitionOf(name);
    const value = given.values.get(name) ?? '';
    const outcome = value === '' ? { value: absent } : parse(value);
    if ('value' in outcome) return [name, outcome.value] as const;
    problems.push(...outcome.problems.map((problem) => `${name} is ${quote(value)}: ${problem}`));
    return [name, absent] as const;
  });
  if (problems.length > 0) throw new InvalidParametersError(problems);
  return Object.fromEntries(parsed) as RuleParameters;
};
