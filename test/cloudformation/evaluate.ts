import { type Deployment, sectionOf } from './deploy.ts';
import { at, isObject, type Json, type JsonObject, listIn, objectIn } from './json.ts';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  // Only the hook asks for the name of its stack.
  'AWS::StackName': 'appflow-flow-cmk-hook',
};

/**
 * The value of an expression in a deployment. A reference to a resource is its logical id, an attribute is
 * `Id.Attribute`. Throws on a function that this reader does not know, and on a reference to what is not created.
 */
export const evaluate = (expression: Json, deployment: Deployment): Json => resolved(expression, deployment) ?? null;

/** Whether the resource or output is created: it has no condition, or one that holds. */
export const isCreated = (entry: Json, deployment: Deployment): boolean => {
  const { Condition: condition } = objectIn(entry);
  return condition === undefined || holds(String(condition), deployment);
};

const holds = (condition: string, deployment: Deployment): boolean =>
  resolved(at(sectionOf(deployment, 'Conditions'), condition), deployment) === true;

/** The value of an expression; undefined is what AWS::NoValue leaves behind. */
function resolved(expression: Json, deployment: Deployment): Json | undefined {
  if (Array.isArray(expression)) return everyItem(expression, deployment);
  if (!isObject(expression)) return expression;
  const [[name, argument] = ['', null], ...others] = Object.entries(expression);
  if (others.length === 0 && /^(Ref|Condition|Fn::.*)$/.test(name)) return intrinsic(name, argument, deployment);
  return Object.fromEntries(
    Object.entries(expression).flatMap(([key, inner]) => {
      const value = resolved(inner, deployment);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

const everyItem = (items: readonly Json[], deployment: Deployment): readonly Json[] =>
  items.flatMap((item) => {
    const value = resolved(item, deployment);
    return value === undefined ? [] : [value];
  });

function intrinsic(name: string, argument: Json, deployment: Deployment): Json | undefined {
  const items = (): readonly Json[] => everyItem(listIn(argument), deployment);
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? undefined : reference(String(argument), deployment);
    case 'Condition':
      return holds(String(argument), deployment);
    case 'Fn::GetAtt':
      return reference(Array.isArray(argument) ? argument.join('.') : String(argument), deployment);
    case 'Fn::If':
      return resolved(at(argument, holds(String(at(argument, 0)), deployment) ? 1 : 2), deployment);
    case 'Fn::Sub':
      return substituted(argument, deployment);
    case 'Fn::Join': {
      const [separator = null, list = null] = items();
      return listIn(list).join(String(separator));
    }
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
      return at(sectionOf(deployment, 'Mappings'), map, first, second);
    }
    case 'Fn::Equals': {
      const [one, other] = items().map(String);
      return one === other;
    }
    case 'Fn::Not':
      return items()[0] !== true;
    case 'Fn::And':
      return items().every((value) => value === true);
    case 'Fn::Contains': {
      const [list = null, text = null] = items();
      return listIn(list).includes(text);
    }
    case 'Fn::EachMemberIn': {
      const [members = null, list = null] = items().map(listIn);
      return listIn(members).every((member) => listIn(list).includes(member));
    }
    case 'Fn::Or':
      return items().some((value) => value === true);
    default:
      throw new Error(`no template may use ${name}: this reader does not know it`);
  }
}

function substituted(argument: Json, deployment: Deployment): string {
  const [text, own] = Array.isArray(argument) ? [argument[0], objectIn(argument[1] ?? {})] : [argument, {}];
  const variables: JsonObject = objectIn(resolved(own, deployment) ?? {});
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const value = variables[name] ?? reference(name, deployment);
    if (typeof value === 'object') throw new Error(`${name} is no text`);
    return String(value);
  });
}

/** A parameter's value, or the name of a resource or of its attribute. */
function reference(name: string, deployment: Deployment): Json {
  const value = deployment.values[name] ?? PSEUDO[name];
  if (value !== undefined) return value;
  const resource = sectionOf(deployment, 'Resources')[name.split('.')[0] ?? ''];
  if (resource === undefined) throw new Error(`${name} is neither a parameter nor a resource`);
  if (!isCreated(resource, deployment)) throw new Error(`${name} is needed, but not created`);
  return name;
}
