import { InvalidInputError } from '../../audit/invalid-input.ts';
import { unknownValue } from '../planned.ts';
import type { Scope } from './functions.ts';
import { remembered } from './memory.ts';
import { placeIn, placePartOf, undecided } from './place.ts';
import { argumentNode, type Stack, variableName } from './stack.ts';
import type { Output, Parameter, Resource } from './template.ts';
import { memberOf, type TemplateNode } from './template-node.ts';
import { literal, literalOf, NOTHING, type PlacePart, partsOf, type TextPart, textValue, type Value } from './value.ts';

/**
 * What `Ref` comes to.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
 */
export const referenceTo = (name: string, line: number, scope: Scope): Value => {
  if (name.startsWith('AWS::')) return pseudoParameter(name, line, scope);
  const parameter = scope.stack.template.parameters.get(name);
  if (parameter !== undefined) return parameterValue(parameter, line, scope);
  const resource = scope.stack.template.resources.get(name);
  if (resource === undefined)
    return unknownValue(`${name} is neither a parameter nor a resource of the template`, line);
  return whyNotMade(resource, line, scope) ?? textValue([itself(resource, line, scope)], line);
};

const itself = (resource: Resource, line: number, { stack }: Scope): TextPart => ({
  kind: 'resource',
  of: { stack, resource },
  line,
});

/** A resource is there only where its condition holds; CloudFormation refuses a reference to one that is not. */
const whyNotMade = ({ id, condition }: Resource, line: number, { stack, reading }: Scope): Value | undefined => {
  if (condition === undefined) return undefined;
  const holds = reading.holds(stack, condition);
  if (holds === true) return undefined;
  return holds === undefined
    ? unknownValue(`whether ${id} is made hangs on the condition ${condition}, which is open`, line)
    : unknownValue(`${id} is not made where ${condition} is false, so that CloudFormation refuses to name it`, line);
};

const pseudoParameter = (name: string, line: number, { stack, reading }: Scope): Value => {
  if (name === 'AWS::NoValue') return NOTHING;
  const { environment } = stack;
  const part = placePartOf(name);
  if (part !== undefined) {
    const place = placeIn(environment, part, line);
    return (place.kind === 'literal' ? undefined : reading.assume(name)) ?? textValue([place], line);
  }
  const value = { 'AWS::StackName': environment.stackName, 'AWS::StackId': environment.stackId }[name];
  if (value !== undefined) return textValue([literal(value)], line);
  return (
    reading.assume(`${stack.path}${name}`) ?? unknownValue(undecided(name, 'is not known before deployment'), line)
  );
};

/** Of a nested stack its parent decides, with the default where it gives nothing; of an outer one who deploys it. */
const parameterValue = (parameter: Parameter, line: number, scope: Scope): Value => {
  const { stack, reading } = scope;
  const { name } = parameter;
  if (/^AWS::SSM::Parameter::Value</.test(parameter.type)) {
    return unknownValue(`the parameter ${name} is read in the parameter store while the stack is deployed`, line);
  }
  if (stack.parent !== undefined) {
    const { parent } = stack;
    const argument = argumentNode(stack, name);
    if (argument !== undefined) {
      const what = `the parameter ${name} of ${stack.shownPath}`;
      return typed(
        parameter,
        once(what, scope, () => scope.evaluate(argument, parent.stack)),
        line,
      );
    }
    if (parameter.default !== undefined) return typed(parameter, textValue([literal(parameter.default)], line), line);
    return unknownValue(`nothing gives the parameter ${name} of ${stack.shownPath}`, line);
  }
  const given = stack.given.get(name);
  if (given !== undefined) return typed(parameter, textValue([literal(given)], line), line);
  return (
    reading.assume(variableName(stack, name)) ??
    unknownValue(undecided(name, 'is a parameter without a given value'), line)
  );
};

const typed = ({ type }: Parameter, value: Value, line: number): Value => {
  const text = literalOf(value);
  if (text === undefined || !/^(?:CommaDelimitedList|List<)/.test(type)) return value;
  return { kind: 'list', items: text.split(',').map((item) => textValue([literal(item.trim())], line)), line };
};

/** What `Fn::GetAtt` comes to: the attributes by which a key, a bucket, a role or a nested stack is named elsewhere. */
export const attributeOf = (id: string, name: string, line: number, scope: Scope): Value => {
  const { stack } = scope;
  const resource = stack.template.resources.get(id);
  if (resource === undefined) return unknownValue(`${id} is no resource of the template`, line);
  const unmade = whyNotMade(resource, line, scope);
  if (unmade !== undefined) return unmade;
  const arn = (service: string, places: readonly PlacePart[], ...rest: readonly TextPart[]): Value => {
    const place = (what: PlacePart): TextPart =>
      places.includes(what) ? placeIn(stack.environment, what, line) : literal('');
    const head = [literal('arn:'), place('partition'), literal(`:${service}:`), place('region'), literal(':')];
    return textValue([...head, place('account'), literal(':'), ...rest], line);
  };
  const own = itself(resource, line, scope);
  switch (`${resource.type}.${name}`) {
    case 'AWS::KMS::Key.Arn':
    case 'AWS::KMS::ReplicaKey.Arn':
      return arn('kms', ['partition', 'region', 'account'], literal('key/'), own);
    case 'AWS::KMS::Key.KeyId':
    case 'AWS::KMS::ReplicaKey.KeyId':
      return textValue([own], line);
    case 'AWS::S3::Bucket.Arn':
      return arn('s3', ['partition'], own);
    case 'AWS::IAM::Role.Arn':
    case 'AWS::IAM::User.Arn': {
      const path = once(`the path of ${id}`, scope, () => scope.evaluate(memberOf(resource.properties, 'Path')));
      const kind = literal(resource.type === 'AWS::IAM::Role' ? 'role' : 'user');
      return arn(
        'iam',
        ['partition', 'account'],
        kind,
        ...(path.kind === 'nothing' ? [literal('/')] : partsOf(path, line)),
        own,
      );
    }
    default:
      return name.startsWith('Outputs.')
        ? outputOfNested(resource, name.slice('Outputs.'.length), line, scope)
        : unknownValue(`the attribute ${name} of ${id} (${resource.type}) is known only after deployment`, line);
  }
};

const outputOfNested = ({ id, type }: Resource, output: string, line: number, scope: Scope): Value => {
  const nested = scope.stack.nested.get(id);
  if (nested === undefined) return unknownValue(`the output ${output} of ${id} (${type}) is not at hand`, line);
  const found = nested.template.outputs.get(output);
  if (found === undefined) return unknownValue(`the template of ${id} has no output ${output}`, line);
  return outputValue(nested, found, `the output ${output} of ${nested.shownPath}`, line, scope);
};

const outputValue = (of: Stack, { value, condition }: Output, what: string, line: number, scope: Scope): Value => {
  const holds = condition === undefined || scope.reading.holds(of, condition);
  if (holds !== true) return unknownValue(`${what} is there only where ${condition} holds`, line);
  return once(what, scope, () => scope.evaluate(value, of));
};

/** What another stack exports, where that stack is read, too. */
export const importedValue = (argument: TemplateNode, line: number, scope: Scope): Value => {
  const name = scope.evaluate(argument);
  if (name.kind === 'unknown') return name;
  const text = literalOf(name);
  const found = text === undefined ? undefined : scope.stack.exported(text);
  if (text === undefined || found === undefined) {
    const shown = text === undefined ? 'a name that is made up at deployment' : text;
    return unknownValue(`the import ${shown} is known only where it is deployed`, line);
  }
  return outputValue(found.stack, found.output, `the export ${text}`, line, scope);
};

/** @throws InvalidInputError where a value needs itself */
const once = (what: string, { reading, stack }: Scope, make: () => Value): Value =>
  remembered(reading.memory, `${stack.path} ${what}`, make, () => {
    throw new InvalidInputError(`${stack.file} cannot be used: ${what} needs itself`);
  });
