import { type UnknownValue, unknownValue } from '../planned.ts';
import { textWithReferences } from './dynamic-references.ts';
import { evaluateFunction } from './functions.ts';
import type { Memory } from './memory.ts';
import type { Stack } from './stack.ts';
import type { Resource } from './template.ts';
import {
  isGenerator,
  type MapNode,
  type Member,
  memberOf,
  membersOf,
  type TemplateNode,
  textOf,
} from './template-node.ts';
import { NOTHING, type TextValue, type Value } from './value.ts';

/**
 * How conditions and open parameters are taken: in one way of many while combinations are tried, or as they are
 * decided.
 */
export interface Reading {
  /** Whether a condition of a stack holds; nothing where that is open. */
  readonly holds: (stack: Stack, condition: string) => boolean | undefined;
  /** What stands for a parameter that nobody gave, or for a pseudo parameter; nothing where it stays unknown. */
  readonly assume: (variable: string) => TextValue | undefined;
  readonly memory: Memory;
}

/**
 * What a part of a template comes to in a stack. What cannot be known is unknown with its cause; nothing is guessed.
 */
export const evaluate = (node: TemplateNode | undefined, stack: Stack, reading: Reading): Value => {
  switch (node?.kind) {
    case undefined:
      return NOTHING;
    case 'null':
      return unknownValue('null stands there, which CloudFormation refuses', node.line);
    case 'text':
      return textWithReferences(node.text, node.line);
    case 'list': {
      const items = node.items.map((item) => evaluate(item, stack, reading)).filter(({ kind }) => kind !== 'nothing');
      return { kind: 'list', items, line: node.line };
    }
    case 'map':
      return mapValue(node, stack, reading);
    case 'function':
      return evaluateFunction(node, { stack, reading, evaluate: (inner, of = stack) => evaluate(inner, of, reading) });
  }
};

const mapValue = (node: MapNode, stack: Stack, reading: Reading): Value => {
  const generators = [...node.members].filter(([name, member]) => isGenerator(name, member));
  const changing = generators.find(([, member]) => !isInclude(member));
  if (changing !== undefined) return whatMacrosMake(...changing);
  const members = new Map<string, Value>();
  for (const [name, member] of node.members) {
    const value = isGenerator(name, member) ? NOTHING : evaluate(member.node, stack, reading);
    if (value.kind !== 'nothing') members.set(name, value);
  }
  const [including] = generators;
  const more = including === undefined ? {} : { more: whatMacrosMake(...including) };
  return { kind: 'map', members, line: node.line, ...more };
};

/** It puts members beside those that stand there; any other macro may change these, too. */
const isInclude = ({ node }: Member): boolean => textOf(memberOf(node, 'Name')) === 'AWS::Include';

const whatMacrosMake = (name: string, { line }: Member): UnknownValue =>
  unknownValue(`${name} is not run here and may decide it`, line);

/** What a part of a resource beside its properties may make or change of them. */
export const whatIsMadeBeside = ({ node }: Resource): UnknownValue | undefined => {
  const [generator] = [...membersOf(node)].filter(([name, member]) => isGenerator(name, member));
  return generator && whatMacrosMake(...generator);
};
