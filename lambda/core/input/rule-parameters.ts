import { plainText, quote } from '../model/text.ts';
import type { TemplateBounds } from './parameter-kinds.ts';
import { ROWS, type Row } from './parameter-table.ts';
import { namedTexts } from './parameter-text.ts';

type Rows = typeof ROWS;
export type ParameterName = keyof Rows;
type Value<R> = R extends Row<infer T, infer F> ? T | F : never;

/** What an organization demands of its flows and keys. */
export type RuleParameters = { readonly [Name in ParameterName]: Value<Rows[Name]> };

/** A parameter as templates and documentation show it. */
export interface ParameterDescription extends Pick<Row<unknown, unknown>, 'meaning' | 'label' | 'group'> {
  readonly name: ParameterName;
  readonly accepts: string;
  /** As a template writes it; empty where there is none. */
  readonly templateDefault: string;
  /** The same in words; nothing where an empty parameter demands nothing. */
  readonly defaultValue: string | undefined;
  readonly template: TemplateBounds;
}

const NAMES = Object.keys(ROWS) as readonly ParameterName[];
const rowOf = (name: ParameterName): Row<unknown, unknown> => ROWS[name];

/** Every rule parameter, in the order in which they are shown. */
export const RULE_PARAMETERS: readonly ParameterDescription[] = /* @__PURE__ */ NAMES.map((name) => {
  const { kind, default: templateDefault = '', empty, meaning, label, group } = rowOf(name);
  const defaultValue = templateDefault === '' ? empty : templateDefault;
  return { name, accepts: kind.accepts, templateDefault, defaultValue, template: kind.template, meaning, label, group };
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
    const { kind, whenAbsent } = rowOf(name);
    const value = given.values.get(name) ?? '';
    const result = value === '' ? { value: whenAbsent } : kind.parse(value);
    if ('value' in result) return [name, result.value] as const;
    problems.push(...result.problems.map((problem) => `${name} is ${quote(value)}: ${problem}`));
    return [name, whenAbsent] as const;
  });
  if (problems.length > 0) throw new InvalidParametersError(problems);
  return Object.fromEntries(parsed) as RuleParameters;
};
