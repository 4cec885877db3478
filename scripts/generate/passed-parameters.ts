/** How each kind of template passes the rule's parameters on; each function gives the lines of one place. */
import type { Lines } from './regions.ts';
import type { TemplateParameter } from './template-parameters.ts';
import { scalar } from './yaml-text.ts';

type Parameters = readonly TemplateParameter[];

/** What has to be said of a parameter, and under which condition. */
const conditional = (
  { prefix, value, passedIf }: { readonly prefix: string; readonly value: string; readonly passedIf?: string },
  room: number,
): readonly string[] => {
  if (passedIf === undefined) return [`${prefix} ${value}`];
  const line = `${prefix} !If [${passedIf}, ${value}, !Ref "AWS::NoValue"]`;
  return line.length <= room ? [line] : [`${prefix} !If`, `  - ${passedIf}`, `  - ${value}`, '  - !Ref AWS::NoValue'];
};

const entries =
  (
    parameters: Parameters,
    write: (parameter: TemplateParameter) => { readonly prefix: string; readonly value: string },
  ): Lines =>
  (room) =>
    parameters.flatMap((parameter) => conditional({ ...parameter, ...write(parameter) }, room));

/** The template's conditions on its parameters. */
export const conditions =
  (parameters: Parameters): Lines =>
  () =>
    parameters.flatMap(({ id, default: value, passedIf }) =>
      passedIf === undefined ? [] : [`${passedIf}: !Not [!Equals [!Ref ${id}, ${scalar(value)}]]`],
    );

/** The members of a rule's InputParameters. */
export const inputParameters = (parameters: Parameters): Lines =>
  entries(parameters, ({ name, id }) => ({ prefix: `${name}:`, value: `!Ref ${id}` }));

/** The same as parts of a JSON text, which is what an organization rule takes: one item, a list itself. */
export const inputParametersInText =
  (parameters: Parameters): Lines =>
  (room) => {
    const parts = entries(parameters, ({ name, id }) => ({ prefix: '-', value: `!Sub '"${name}":"\${${id}}"'` }));
    return parts(room - 2).map((line, position) => `${position === 0 ? '-' : ' '} ${line}`);
  };

/** What an organization's conformance pack gives to the pack. */
export const packInputParameters = (parameters: Parameters): Lines =>
  entries(parameters, ({ id }) => ({
    prefix: '-',
    value: `{ ParameterName: ${id}, ParameterValue: !Ref ${id} }`,
  }));

/** What a StackSet gives to its stacks: everything, since their template leaves out what need not be passed on. */
export const stackParameters =
  (parameters: Parameters): Lines =>
  () =>
    parameters.map(({ id }) => `- { ParameterKey: ${id}, ParameterValue: !Ref ${id} }`);

/** The conditions of a conformance pack, which knows no short form of the functions. */
export const packConditions =
  (parameters: Parameters): Lines =>
  () =>
    parameters.flatMap(({ id, default: value, passedIf }) =>
      passedIf === undefined
        ? []
        : [`${passedIf}: { "Fn::Not": [{ "Fn::Equals": [{ Ref: ${id} }, ${scalar(value)}] }] }`],
    );

/** The members of InputParameters in a conformance pack. */
export const packRuleParameters =
  (parameters: Parameters): Lines =>
  (room) =>
    parameters.flatMap(({ name, id, passedIf }) => {
      if (passedIf === undefined) return [`${name}: { Ref: ${id} }`];
      const line = `${name}: { "Fn::If": [${passedIf}, { Ref: ${id} }, { Ref: "AWS::NoValue" }] }`;
      return line.length <= room
        ? [line]
        : [`${name}:`, '  Fn::If:', `    - ${passedIf}`, `    - { Ref: ${id} }`, '    - { Ref: "AWS::NoValue" }'];
    });
