import { known, type Planned } from '../planned.ts';
import { evaluate, type Reading, whatIsMadeBeside } from './evaluate.ts';
import { remembered } from './memory.ts';
import { openPart } from './open-part.ts';
import { isGenerator, memberOf } from './template-node.ts';
import { ALIAS, BUCKET, FLOW, PROFILE, ROLE, USER } from './types.ts';
import {
  literalOf,
  memberOfValue,
  NOTHING,
  type PlannedResource,
  type TextPart,
  textValue,
  type Value,
} from './value.ts';

/** The property by which a resource is named in its template: what `Ref` gives of it then. */
const NAME_OF_TYPE: ReadonlyMap<string, string> = new Map([
  [ALIAS, 'AliasName'],
  [BUCKET, 'BucketName'],
  [FLOW, 'FlowName'],
  [PROFILE, 'ConnectorProfileName'],
  [ROLE, 'RoleName'],
  [USER, 'UserName'],
]);

/**
 * A property of a resource. What may make or change it, beside the properties or beside its type, leaves it unknown.
 */
export const propertyOf = ({ stack, resource }: PlannedResource, name: string, reading: Reading): Value => {
  const beside = whatIsMadeBeside(resource);
  if (beside !== undefined) return beside;
  const { properties } = resource;
  const isPlain =
    properties?.kind === 'map' && ![...properties.members].some(([it, member]) => isGenerator(it, member));
  // No more than what is asked for, since a policy or a list of tasks can be long.
  if (isPlain) return evaluate(memberOf(properties, name), stack, reading);
  return memberOfValue(evaluate(properties, stack, reading), name);
};

/** The same text with the names of planned resources that their templates give, instead of references to them. */
export const withNames = (value: Value, reading: Reading): Value =>
  value.kind === 'text'
    ? textValue(
        value.parts.flatMap((part) => namedPart(part, reading)),
        value.line,
      )
    : value;

const namedPart = (part: TextPart, reading: Reading): readonly TextPart[] => {
  if (part.kind !== 'resource') return [part];
  const { stack, resource } = part.of;
  const property = NAME_OF_TYPE.get(resource.type);
  if (property === undefined) return [part];
  const name = remembered(
    reading.memory,
    `the name of ${stack.path}${resource.id}`,
    () => withNames(propertyOf(part.of, property, reading), reading),
    () => NOTHING,
  );
  return name.kind === 'text' && name.parts.length > 0 ? name.parts : [part];
};

/** A value as a text that is known as a whole, or why it is not; nothing where there is none. */
export const plannedText = (value: Value, reading: Reading): Planned<string> | undefined => {
  if (value.kind === 'nothing') return undefined;
  const named = withNames(value, reading);
  const text = literalOf(named);
  if (text !== undefined) return known(text);
  return (
    openPart(named) ?? { kind: 'unknown', because: `a ${named.kind} stands where a text is wanted`, ...lineOf(named) }
  );
};

export const lineOf = (value: Value): { readonly line?: number } =>
  'line' in value && value.line !== undefined ? { line: value.line } : {};
