import { evaluate, type Reading } from './evaluate.ts';
import { mentionsIn } from './mentions.ts';
import { argumentNode, type Stack } from './stack.ts';
import type { Resource } from './template.ts';
import { holdsText, type TemplateNode } from './template-node.ts';
import { ALIAS, BUCKET, FLOW, isKey, KEY, PROFILE, REPLICA } from './types.ts';
import { literalOf, type PlannedResource } from './value.ts';

export interface StackCondition {
  readonly stack: Stack;
  readonly name: string;
}

/** A reading in which everything is open: good for texts that hang on nothing. */
export const openReading = (): Reading => ({ holds: () => undefined, assume: () => undefined, memory: new Map() });

/**
 * The conditions on which the flows of some stacks, and what these name, hang, each once: those of flows first. What no
 * flow names, such as the condition of an unrelated key, makes no combination.
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
  const aliases = ofType(ALIAS);
  const named = writesAliasesOut(stacks) ? aliases : [];
  for (const alias of named) reached.follow(alias);
  const leading = aliases.map((alias) => ({ alias, keys: keysBehind(alias) }));
  // An alias of a key that is reached can lead to another key by its conditions, and that to further aliases.
  for (let before = -1; before < reached.resources.size; ) {
    before = reached.resources.size;
    for (const { alias, keys } of leading) if (keys.some((key) => reached.resources.has(key))) reached.follow(alias);
  }
  return [...reached.conditions.values()];
};

/**
 * Whether an alias of the customer may be named without a reference: then any of those that are planned may be meant.
 */
const writesAliasesOut = (stacks: readonly Stack[]): boolean =>
  stacks.some(
    ({ template, given }) =>
      [...given.values()].some(namesAlias) ||
      [...template.resources.values()].some(
        ({ type, properties }) => [FLOW, PROFILE, BUCKET].includes(type) && holdsText(properties, namesAlias),
      ),
  );

const namesAlias = (text: string): boolean => /alias\/(?!aws\/)/.test(text);

const keysBehind = (alias: PlannedResource): readonly string[] => {
  const reached = createReach([ALIAS]);
  reached.follow(alias);
  return [...reached.resources.values()].flatMap((found) => (isKey(found.resource.type) ? [idOf(found)] : []));
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
 * What hangs together by references, over nested stacks, parameters, outputs, exports and imports. What resources of
 * other types than these name, such as a function that uses the key, is not followed: whether they are there is all
 * that matters.
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
