import { evaluate } from './evaluate.ts';
import { mentionsIn } from './mentions.ts';
import { placeIn, placePartOf } from './place.ts';
import { openReading } from './relevant-conditions.ts';
import { argumentNode, type Stack, variableName } from './stack.ts';
import { itemsOf, membersOf, type TemplateNode, textOf } from './template-node.ts';
import { literal, literalOf, type TextValue, textValue } from './value.ts';

/** The values that may make a difference, by name of the parameter that takes them. */
export type VariableValues = ReadonlyMap<string, readonly TextValue[]>;

interface Uses {
  /** Texts with which it is compared, and keys of maps that it chooses from. */
  readonly texts: Set<string>;
  readonly allowed: readonly string[] | undefined;
  /** It stands inside of something else as well, where each of its values may come to something else. */
  inside: boolean;
}

/**
 * For each parameter that nobody gave, and each pseudo parameter, the values among which the conditions of the stacks
 * tell a difference: those that they name, and one that stands for all others, unless AllowedValues leave none. So two
 * conditions that compare the same parameter with different values exclude each other.
 */
export const variableValues = (stacks: readonly Stack[]): VariableValues => {
  const uses = new Map<string, Uses>();
  for (const stack of stacks) {
    for (const { node } of stack.template.conditions.values()) collect(node, stack, uses);
  }
  return new Map([...uses].map(([name, use]) => [name, valuesOf(name, use)]));
};

const valuesOf = (variable: string, { texts, allowed, inside }: Uses): readonly TextValue[] => {
  const value = (text: string): TextValue => textValue([literal(text)], 0);
  const told = allowed === undefined ? [...texts] : inside ? allowed : allowed.filter((text) => texts.has(text));
  const others = allowed?.filter((text) => !told.includes(text));
  if (others?.length === 0) return told.map(value);
  const differsFrom = (text: string): boolean =>
    told.includes(text) || (others !== undefined && !others.includes(text));
  return [...told.map(value), textValue([{ kind: 'another', variable, differsFrom }], 0)];
};

const collect = (node: TemplateNode, stack: Stack, uses: Map<string, Uses>): void => {
  if (node.kind === 'list') for (const item of node.items) collect(item, stack, uses);
  if (node.kind === 'map') for (const { node: member } of node.members.values()) collect(member, stack, uses);
  if (node.kind !== 'function') return;
  const use = useOf(node, stack, uses);
  if (use !== undefined) {
    use.inside = true;
    return;
  }
  if (node.name === 'Sub') {
    for (const { id } of mentionsIn(node).names) {
      const named = useOfName(id, stack, uses);
      if (named !== undefined) named.inside = true;
    }
    return;
  }
  const items = itemsOf(node.argument);
  const counted = (place: number, texts: readonly string[]): boolean => {
    const it = items[place] && useOf(items[place], stack, uses);
    for (const text of texts) it?.texts.add(text);
    return it !== undefined && texts.length > 0;
  };
  const done = new Set<TemplateNode | undefined>();
  if (node.name === 'Equals') {
    for (const [place, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const text = literalOf(evaluate(items[other], stack, openReading()));
      if (counted(place, text === undefined ? [] : [text])) done.add(items[place]);
    }
  }
  if (node.name === 'FindInMap') {
    const map = membersOf(membersOf(stack.template.mappings).get(textOf(items[0]) ?? '')?.node);
    if (counted(1, [...map.keys()])) done.add(items[1]);
    if (
      counted(
        2,
        [...map.values()].flatMap((inner) => [...membersOf(inner.node).keys()]),
      )
    )
      done.add(items[2]);
  }
  if (items.length === 0) collect(node.argument, stack, uses);
  for (const item of items) if (!done.has(item)) collect(item, stack, uses);
};

/** The uses of the parameter that a `Ref` names, through what parents hand on; nothing where its value is known. */
const useOf = (node: TemplateNode, stack: Stack, uses: Map<string, Uses>): Uses | undefined => {
  const name = node.kind === 'function' && node.name === 'Ref' ? textOf(node.argument) : undefined;
  return name === undefined ? undefined : useOfName(name, stack, uses);
};

const useOfName = (name: string, stack: Stack, uses: Map<string, Uses>): Uses | undefined => {
  const parameter = stack.template.parameters.get(name);
  if (stack.parent !== undefined && parameter !== undefined) {
    const argument = argumentNode(stack, name);
    return argument && useOf(argument, stack.parent.stack, uses);
  }
  const place = placePartOf(name);
  const isOpen = place === undefined ? !stack.given.has(name) : placeIn(stack.environment, place, 0).kind === 'place';
  if (!isOpen || (parameter === undefined && !name.startsWith('AWS::'))) return undefined;
  const variable = place === undefined ? variableName(stack, name) : name;
  const use = uses.get(variable) ?? { texts: new Set(), allowed: parameter?.allowed, inside: false };
  uses.set(variable, use);
  return use;
};
