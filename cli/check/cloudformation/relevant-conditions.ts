import { evaluate, type Reading } from './evaluate.ts';
import { mentionsIn } from './mentions.ts';
import { argumentNode, type Stack } from './stack.ts';
import type { Resource } from './template.ts';
import { memberOf, type TemplateNode, textOf } from './template-node.ts';
import { ALIAS, BUCKET, FLOW, isKey, KEY, PROFILE, REPLICA } from './types.ts';
import { literalOf, type PlannedResource } from './value.ts';

export interface StackCondition {
  readonly stack: Stack;
  readonly name: string;
}

/** A reading in which everything is open: good for texts that hang on nothing. */
export const openReading = (): Reading => ({ holds: () => undefined, assume: () => undefined, begun: new Set() });

/**
 * The conditions on which the flows of some stacks, and what these name, hang, each once: those of flows first. What no flow names,
 * such as the condition of an unrelated key, makes no combination.
 */
export const relevantConditions = (stacks: readonly Stack[]): readonly StackCondition[] => {
  const all = stacks.flatMap((stack) =>
    [...stack.template.resources.values()].map((resource) => ({ stack, resource })),
  );
  const ofType = (...types: readonly string[]) => all.filter(({ resource }) => types.includes(resource.type));
  const reached = createReach([FLOW, ALIAS, PROFILE, BUCKET, KEY, REPLICA]);
  for (const flow of ofType(FLOW)) reached.follow(flow);
  if (reached.resources.size === 0) return [];
  // By their names, which flows may write out, these are reached without a reference.
  for (const named of ofType(PROFILE, BUCKET)) {
    if (named.resource.type === PROFILE || hasName(named.resource)) reached.follow(named);
  }
  const writtenOut = ofType(FLOW, PROFILE, BUCKET).flatMap(({ resource }) => textsWithAliases(resource.properties));
  for (const alias of ofType(ALIAS)) {
    const ofAlias = createReach([ALIAS]);
    ofAlias.follow(alias);
    const keys = [...ofAlias.resources.values()].filter(({ resource }) => isKey(resource.type));
    const name = textOf(memberOf(alias.resource.properties, 'AliasName'));
    const isNamed = name !== undefined && writtenOut.some((text) => text.includes(name));
    if (isNamed || keys.some((key) => reached.resources.has(idOf(key)))) reached.follow(alias);
  }
  return [...reached.conditions.values()];
};

/** Where an alias may be named without a reference. */
const textsWithAliases = (node: TemplateNode | undefined): readonly string[] => {
  switch (node?.kind) {
    case 'text':
      return node.text.includes('alias/') ? [node.text] : [];
    case 'list':
      return node.items.flatMap(textsWithAliases);
    case 'map':
      return [...node.members.values()].flatMap((member) => textsWithAliases(member.node));
    case 'function':
      return textsWithAliases(node.argument);
    default:
      return [];
  }
};

const hasName = ({ properties }: Resource): boolean =>
  properties?.kind === 'map' && properties.members.has('BucketName');

const idOf = ({ stack, resource }: PlannedResource): string => `${stack.path}${resource.id}`;

interface Reach {
  readonly resources: ReadonlyMap<string, PlannedResource>;
  readonly conditions: ReadonlyMap<string, StackCondition>;
  readonly follow: (from: PlannedResource) => void;
}

/**
 * What hangs together by references, over nested stacks, parameters, outputs, exports and imports. What resources of other types
 * than these name, such as a function that uses the key, is not followed: whether they are there is all that matters.
 */
const createReach = (types: readonly string[]): Reach => {
  const resources = new Map<string, PlannedResource>();
  const conditions = new Map<string, StackCondition>();
  const waiting: { readonly stack: Stack; readonly node: TemplateNode | undefined }[] = [];
  const entered = new Set<string>();

  const enter = (key: string, stack: Stack, node: TemplateNode | undefined): void => {
    if (entered.has(key)) return;
    entered.add(key);
    waiting.push({ stack, node });
  };
  const condition = (stack: Stack, name: string | undefined): void => {
    if (name !== undefined && stack.template.conditions.has(name))
      conditions.set(`${stack.path}${name}`, { stack, name });
  };
  const visit = (found: PlannedResource): void => {
    if (resources.has(idOf(found))) return;
    resources.set(idOf(found), found);
    for (let at: PlannedResource | undefined = found; at !== undefined; at = at.stack.parent) {
      condition(at.stack, at.resource.condition);
    }
    const { type, properties } = found.resource;
    if (types.includes(type)) waiting.push({ stack: found.stack, node: properties });
  };
  const output = (stack: Stack, name: string): void => {
    const found = stack.template.outputs.get(name);
    condition(stack, found?.condition);
    enter(`output ${stack.path}${name}`, stack, found?.value);
  };

  const readOn = (): void => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { stack, node } = next;
      const mentions = mentionsIn(node);
      for (const name of mentions.conditions) condition(stack, name);
      for (const { id, attribute } of mentions.names) {
        const resource = stack.template.resources.get(id);
        const nested = stack.nested.get(id);
        if (resource !== undefined) visit({ stack, resource });
        else if (stack.parent !== undefined && stack.template.parameters.has(id)) {
          enter(`parameter ${stack.path}${id}`, stack.parent.stack, argumentNode(stack, id));
        }
        if (nested !== undefined && attribute?.startsWith('Outputs.'))
          output(nested, attribute.slice('Outputs.'.length));
      }
      for (const imported of mentions.imports) {
        const found = stack.exported(literalOf(evaluate(imported, stack, openReading())) ?? '');
        if (found !== undefined) {
          condition(found.stack, found.output.condition);
          enter(`export ${found.stack.path}${found.output.line}`, found.stack, found.output.value);
        }
      }
    }
  };

  return {
    resources,
    conditions,
    follow: (from) => {
      visit(from);
      readOn();
    },
  };
};
