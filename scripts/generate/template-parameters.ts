import type { ParameterGroup } from '../../lambda/core/input/parameter-table.ts';
import {
  type ParameterDescription,
  type ParameterName,
  RULE_PARAMETERS,
} from '../../lambda/core/input/rule-parameters.ts';
import type { Lines } from './regions.ts';
import { indented, listMember, scalar } from './yaml-text.ts';

/** A rule parameter as one template offers it. */
export interface TemplateParameter extends ParameterDescription {
  /** Its name there: requiredKeyTags is RequiredKeyTags. */
  readonly id: string;
  readonly default: string;
  /** The condition under which it is passed on; left out: it always is. */
  readonly passedIf?: string;
}

/** Defaults in which a template differs from the function, by the name of the parameter. */
export type OwnDefaults = Readonly<Partial<Record<ParameterName, string>>>;

/** AWS Config takes no InputParameters without a member, so one is passed even where it says what goes without saying. */
const ALWAYS_PASSED: ParameterName = 'requireRotation';

/**
 * The rule parameters of a template. Since AWS Config takes at most 1024 characters of InputParameters, what is as the
 * function has it anyway is not passed on.
 */
export const parametersOf = (own: OwnDefaults = {}): readonly TemplateParameter[] =>
  RULE_PARAMETERS.map((parameter) => {
    const { name, templateDefault } = parameter;
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const shown = { ...parameter, id, default: own[name] ?? templateDefault };
    if (name === ALWAYS_PASSED || name in own) return shown;
    return { ...shown, passedIf: `${templateDefault === '' ? 'Has' : 'Changes'}${id}` };
  });

/** The entry of a template's Parameters: type, description, default and bounds. */
const definition = (parameter: TemplateParameter, room: number): readonly string[] => {
  const { id, meaning, templateDefault, defaultValue, template } = parameter;
  const empty = templateDefault === '' && defaultValue !== undefined ? `. Empty: ${defaultValue}` : '';
  const texts = { Type: 'String', Description: `${meaning}${empty}`, Default: parameter.default };
  const bounds =
    'AllowedValues' in template
      ? listMember('AllowedValues', template.AllowedValues.map(scalar), room - 2)
      : [
          ...(template.MaxLength === undefined ? [] : [`MaxLength: ${template.MaxLength}`]),
          `AllowedPattern: ${scalar(template.AllowedPattern)}`,
          `ConstraintDescription: ${scalar(template.ConstraintDescription)}`,
        ];
  return [
    `${id}:`,
    ...indented([...Object.entries(texts).map(([name, text]) => `${name}: ${scalar(text)}`), ...bounds]),
  ];
};

export const definitions =
  (parameters: readonly TemplateParameter[]): Lines =>
  (room) =>
    parameters.flatMap((parameter) => definition(parameter, room));

/** What the console writes above each group of a stack's form. */
const GROUPS: Readonly<Record<ParameterGroup, string>> = {
  tags: 'What a key must be: tags',
  rotation: 'What a key must be: rotation',
  access: 'What a key must be: access, name, sharing',
  scope: 'Which flows are judged',
  accounts: 'Other accounts',
};

/** The entries of the form's ParameterGroups. */
export const groups =
  (parameters: readonly TemplateParameter[]): Lines =>
  (room) =>
    Object.entries(GROUPS).flatMap(([group, label]) => [
      `- Label: { default: ${scalar(label)} }`,
      ...indented(
        listMember(
          'Parameters',
          parameters.filter((parameter) => parameter.group === group).map(({ id }) => id),
          room - 2,
        ),
      ),
    ]);

/** The entries of the form's ParameterLabels. */
export const labels =
  (parameters: readonly TemplateParameter[]): Lines =>
  () =>
    parameters.map(({ id, label }) => `${id}: { default: ${scalar(label)} }`);
