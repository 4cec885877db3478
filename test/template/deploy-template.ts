import { at, isObject, type Json, type JsonObject, listIn, objectIn, section } from './read-template.ts';

/** What a person gives to a deployment: text, as on the command line. */
export type Given = Readonly<Record<string, string>>;

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: Json;
  readonly Properties: JsonObject;
}

/** What CloudFormation would create. A reference to a resource is its logical id, an attribute is `Id.Attribute`. */
export interface Stack {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: JsonObject;
}

const PSEUDO: Given = { 'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1' };

/** The stack of a deployment. Throws what CloudFormation refuses: parameters, rules, a reference to what is not created. */
export const deploy = (given: Given = {}): Stack => {
  const refused = refusals(given);
  if (refused.length > 0) throw new Error(refused.join('\n'));
  const values = valuesOf(given);
  return {
    resources: created(section('Resources'), values) as unknown as Stack['resources'],
    outputs: created(section('Outputs'), values),
  };
};

/** The messages of the template's rules that the deployment breaks. */
export const refusals = (given: Given): readonly string[] => {
  const values = valuesOf(given);
  return Object.values(section('Rules')).flatMap((rule) => {
    const { RuleCondition: condition, Assertions: assertions } = objectIn(rule);
    if (condition !== undefined && resolved(condition, values) !== true) return [];
    return listIn(assertions ?? null)
      .filter((assertion) => resolved(at(assertion, 'Assert'), values) !== true)
      .map((assertion) => String(at(assertion, 'AssertDescription')));
  });
};

/** Defaults of the template, replaced by what is given. */
const valuesOf = (given: Given): Given => {
  const unknown = Object.keys(given).filter((name) => !(name in section('Parameters')));
  if (unknown.length > 0) throw new Error(`unknown parameters: ${unknown.join(', ')}`);
  const values = Object.entries(section('Parameters')).map(([name, definition]) => {
    const value = String(given[name] ?? at(definition, 'Default'));
    if (!admits(objectIn(definition), value)) throw new Error(`${name} does not admit ${JSON.stringify(value)}`);
    return [name, value] as const;
  });
  return Object.fromEntries(values);
};

/** Whether a parameter takes the value: a pattern must match the whole of it. */
const admits = (definition: JsonObject, value: string): boolean => {
  const { Type, AllowedValues, AllowedPattern, MaxLength, MinLength, MinValue, MaxValue } = definition;
  if (Type === 'Number' && !/^\d+$/.test(value)) return false;
  if (AllowedValues !== undefined && !listIn(AllowedValues).map(String).includes(value)) return false;
  if (MaxLength !== undefined && value.length > Number(MaxLength)) return false;
  if (MinLength !== undefined && value.length < Number(MinLength)) return false;
  if (MinValue !== undefined && Number(value) < Number(MinValue)) return false;
  if (MaxValue !== undefined && Number(value) > Number(MaxValue)) return false;
  return AllowedPattern === undefined || new RegExp(`^(?:${String(AllowedPattern)})$`, 'u').test(value);
};

const isCreated = (entry: Json, values: Given): boolean => {
  const { Condition: condition } = objectIn(entry);
  return condition === undefined || holds(String(condition), values);
};

const created = (entries: JsonObject, values: Given): JsonObject =>
  Object.fromEntries(
    Object.entries(entries)
      .filter(([, entry]) => isCreated(entry, values))
      .map(([id, entry]) => {
        const { Condition: _, ...rest } = objectIn(entry);
        return [id, resolved(rest, values) ?? null] as const;
      }),
  );

const holds = (condition: string, values: Given): boolean =>
  resolved(at(section('Conditions'), condition), values) === true;

/** The value of an expression; undefined is what AWS::NoValue leaves behind. */
function resolved(expression: Json, values: Given): Json | undefined {
  if (Array.isArray(expression)) return everyItem(expression, values);
  if (!isObject(expression)) return expression;
  const [[name, argument] = ['', null], ...others] = Object.entries(expression);
  if (others.length === 0 && /^(Ref|Condition|Fn::.*)$/.test(name)) return intrinsic(name, argument, values);
  return Object.fromEntries(
    Object.entries(expression).flatMap(([key, inner]) => {
      const value = resolved(inner, values);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

const everyItem = (items: readonly Json[], values: Given): readonly Json[] =>
  items.flatMap((item) => {
    const value = resolved(item, values);
    return value === undefined ? [] : [value];
  });

function intrinsic(name: string, argument: Json, values: Given): Json | undefined {
  const items = (): readonly Json[] => everyItem(listIn(argument), values);
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? undefined : reference(String(argument), values);
    case 'Condition':
      return holds(String(argument), values);
    case 'Fn::GetAtt':
      return reference(Array.isArray(argument) ? argument.join('.') : String(argument), values);
    case 'Fn::If':
      return resolved(at(argument, holds(String(at(argument, 0)), values) ? 1 : 2), values);
    case 'Fn::Sub':
      return substituted(argument, values);
    case 'Fn::Split': {
      const [separator = '', text = ''] = items().map(String);
      return text.split(separator);
    }
    case 'Fn::Select': {
      const [index = null, list = null] = items();
      const selected = listIn(list)[Number(index)];
      if (selected === undefined) throw new Error(`Fn::Select finds nothing at ${String(index)}`);
      return selected;
    }
    case 'Fn::FindInMap': {
      const [map = '', first = '', second = ''] = items().map(String);
      return at(section('Mappings'), map, first, second);
    }
    case 'Fn::Equals': {
      const [one, other] = items().map(String);
      return one === other;
    }
    case 'Fn::Not':
      return items()[0] !== true;
    case 'Fn::And':
      return items().every((value) => value === true);
    case 'Fn::Or':
      return items().some((value) => value === true);
    default:
      throw new Error(`the template may not use ${name}: this reader does not know it`);
  }
}

function substituted(argument: Json, values: Given): string {
  const [text, own] = Array.isArray(argument) ? [argument[0], objectIn(argument[1] ?? {})] : [argument, {}];
  const variables = objectIn(resolved(own, values) ?? {});
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) =>
    literal === '!' ? `\${${name}}` : String(variables[name] ?? reference(name, values)),
  );
}

/** A parameter's value, or the name of a resource or of its attribute. */
function reference(name: string, values: Given): string {
  const value = values[name] ?? PSEUDO[name];
  if (value !== undefined) return value;
  const resource = section('Resources')[name.split('.')[0] ?? ''];
  if (resource === undefined) throw new Error(`${name} is neither a parameter nor a resource`);
  if (!isCreated(resource, values)) throw new Error(`${name} is needed, but not created`);
  return name;
}
