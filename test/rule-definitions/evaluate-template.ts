import { at, type Json, type JsonObject, listIn, objectIn } from './read-definition.ts';

/** What CloudFormation knows when it evaluates a template: parameter values, pseudo parameters and the template's conditions. */
export interface Given {
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: JsonObject;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
};

/** What AWS::NoValue leaves behind: the member or the item that holds it is left out. */
const NOTHING = undefined;

/** The parameters of a deployment: defaults of the template, replaced by what is given. Throws what CloudFormation refuses. */
export const deploy = (template: JsonObject, overrides: Readonly<Record<string, string>> = {}): Given => {
  const definitions = objectIn(at(template, 'Parameters'));
  const unknown = Object.keys(overrides).filter((name) => !(name in definitions));
  if (unknown.length > 0) throw new Error(`unknown parameters: ${unknown.join(', ')}`);
  const values = Object.entries(definitions).flatMap(([name, definition]) => {
    const value = overrides[name] ?? objectIn(definition)['Default'];
    if (value === undefined) return [];
    if (!admits(objectIn(definition), String(value)))
      throw new Error(`${name} does not admit ${JSON.stringify(value)}`);
    return [[name, String(value)] as const];
  });
  return { parameters: Object.fromEntries(values), conditions: objectIn(template['Conditions'] ?? {}) };
};

/** Whether a parameter takes the value: the pattern must match the whole of it. */
export const admits = (definition: JsonObject, value: string): boolean => {
  const { AllowedValues: values, AllowedPattern: pattern, MaxLength: longest } = definition;
  if (values !== undefined) return listIn(values).includes(value);
  if (longest !== undefined && value.length > Number(longest)) return false;
  return pattern === undefined || new RegExp(`^(?:${String(pattern)})$`, 'u').test(value);
};

/** The messages of the template's rules that the deployment breaks. */
export const refusals = (template: JsonObject, given: Given): readonly Json[] =>
  Object.values(objectIn(template['Rules'] ?? {})).flatMap((rule) => {
    const { RuleCondition: condition, Assertions: assertions } = objectIn(rule);
    if (condition !== undefined && evaluate(condition, given) !== true) return [];
    return listIn(at({ assertions: assertions ?? null }, 'assertions'))
      .filter((assertion) => evaluate(at(assertion, 'Assert'), given) !== true)
      .map((assertion) => at(assertion, 'AssertDescription'));
  });

/** The value of an expression, with every intrinsic function that the definitions use; any other one is an error. */
export const evaluate = (expression: Json, given: Given): Json => resolved(expression, given) ?? null;

function resolved(expression: Json, given: Given): Json | undefined {
  if (Array.isArray(expression)) return everyItem(expression, given);
  if (typeof expression !== 'object' || expression === null) return expression;
  const [name, argument] = Object.entries(expression)[0] ?? [];
  if (name !== undefined && argument !== undefined && /^(Ref|Fn::.*)$/.test(name))
    return intrinsic(name, argument, given);
  return Object.fromEntries(
    Object.entries(expression).flatMap(([key, inner]) => {
      const value = resolved(inner, given);
      return value === NOTHING ? [] : [[key, value] as const];
    }),
  );
}

const everyItem = (items: readonly Json[], given: Given): readonly Json[] =>
  items.flatMap((item) => {
    const value = resolved(item, given);
    return value === NOTHING ? [] : [value];
  });

function intrinsic(name: string, argument: Json, given: Given): Json | undefined {
  const item = (position: number): Json | undefined => resolved(at(argument, position), given);
  const items = (): readonly Json[] => everyItem(listIn(argument), given);
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? NOTHING : variable(String(argument), given);
    case 'Fn::If':
      return resolved(
        at(argument, resolved(at(given.conditions, String(at(argument, 0))), given) === true ? 1 : 2),
        given,
      );
    case 'Fn::Join':
      return listIn(item(1) ?? null).join(String(item(0)));
    case 'Fn::Split':
      return String(item(1)).split(String(item(0)));
    case 'Fn::Sub':
      return String(argument).replace(/\$\{([^}]+)\}/g, (_, variableName: string) => variable(variableName, given));
    case 'Fn::Equals':
      return item(0) === item(1);
    case 'Fn::Not':
      return item(0) !== true;
    case 'Fn::And':
      return items().every((value) => value === true);
    case 'Fn::Or':
      return items().some((value) => value === true);
    default:
      throw new Error(`no definition may use ${name}: this reader does not know it`);
  }
}

function variable(name: string, given: Given): string {
  const value = given.parameters[name] ?? PSEUDO[name];
  if (value === undefined) throw new Error(`${name} has no value`);
  return value;
}
