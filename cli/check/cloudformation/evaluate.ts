import { type UnknownValue, unknownValue } from '../planned.ts';
import { textWithReferences } from './dynamic-references.ts';
import { evaluateFunction } from './functions.ts';
import type { Stack } from './stack.ts';
import type { TemplateNode } from './template-node.ts';
import { type MapValue, NOTHING, type TextValue, type Value } from './value.ts';

/** How conditions and open parameters are taken: in one way of many while combinations are tried, or as they are decided. */
export interface Reading {
  /** Whether a condition of a stack holds; nothing where that is open. */
  readonly holds: (stack: Stack, condition: string) => boolean | undefined;
  /** What stands for a parameter that nobody gave, or for a pseudo parameter; nothing where it stays unknown. */
  readonly assume: (variable: string) => TextValue | undefined;
  /** What is being evaluated, so that a value that needs itself is found: changed as evaluation goes on. */
  readonly begun: Set<string>;
}

/** What a part of a template comes to in a stack. What cannot be known is unknown with its cause; nothing is guessed. */
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

const mapValue = (node: TemplateNode & { readonly kind: 'map' }, stack: Stack, reading: Reading): MapValue => {
  const members = new Map<string, Value>();
  let more: UnknownValue | undefined;
  for (const [name, member] of node.members) {
    if (name.startsWith('Fn::')) more ??= unknownValue(`${name} is not run here and may add it`, member.line);
    else {
      const value = evaluate(member.node, stack, reading);
      if (value.kind !== 'nothing') members.set(name, value);
    }
  }
  return { kind: 'map', members, line: node.line, ...(more === undefined ? {} : { more }) };
};
