import { unknownValue } from '../planned.ts';
import { readLater, textWithReferences } from './dynamic-references.ts';
import type { Reading } from './evaluate.ts';
import { openPart } from './open-part.ts';
import { attributeOf, importedValue, referenceTo } from './references.ts';
import type { Stack } from './stack.ts';
import { type FunctionNode, itemsOf, memberOf, membersOf, type TemplateNode, textOf } from './template-node.ts';
import { literal, literalOf, partsOf, type TextPart, textValue, type Value } from './value.ts';

/** Where a function stands, and how its arguments are evaluated. */
export interface Scope {
  readonly stack: Stack;
  readonly reading: Reading;
  readonly evaluate: (node: TemplateNode | undefined, stack?: Stack) => Value;
}

type Evaluate = (argument: TemplateNode, line: number, scope: Scope) => Value;

/** What a function comes to; of one that is not known here, that it is unknown. */
export const evaluateFunction = ({ name, argument, line }: FunctionNode, scope: Scope): Value => {
  const known = FUNCTIONS.get(name);
  return known === undefined ? unknownValue(`Fn::${name} is not evaluated here`, line) : known(argument, line, scope);
};

const refersTo: Evaluate = (argument, line, scope) => {
  const name = textOf(argument);
  return name === undefined ? malformed('Ref', line) : referenceTo(name, line, scope);
};

const attribute: Evaluate = (argument, line, scope) => {
  const [id, ...names] =
    argument.kind === 'list'
      ? argument.items.map((item) => literalOf(scope.evaluate(item)))
      : (textOf(argument)?.split('.') ?? []);
  if (id === undefined || names.length === 0 || names.includes(undefined)) return malformed('Fn::GetAtt', line);
  return attributeOf(id, names.join('.'), line, scope);
};

const substitute: Evaluate = (argument, line, scope) => {
  const [first, own] = argument.kind === 'list' ? argument.items : [argument];
  const text = textOf(first);
  if (text === undefined) return malformed('Fn::Sub', line);
  const variables = membersOf(own);
  const named = (name: string): readonly TextPart[] => {
    const variable = variables.get(name);
    if (variable !== undefined) return partsOf(scope.evaluate(variable.node), line);
    const [id = '', ...names] = name.split('.');
    return partsOf(
      names.length === 0 ? referenceTo(id, line, scope) : attributeOf(id, names.join('.'), line, scope),
      line,
    );
  };
  const parts = textWithReferences(text, line).parts.flatMap((part) =>
    part.kind === 'literal'
      ? substitutedPieces(part.text).flatMap((it) => (it.kind === 'literal' ? [literal(it.text)] : named(it.name)))
      : [part],
  );
  return textValue(parts, line);
};

export type SubPiece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string };

/** The text of an `Fn::Sub` between and in its `${…}`; `${!x}` is the text `${x}`. */
export const substitutedPieces = (text: string): readonly SubPiece[] =>
  text.split(/(\$\{[^{}]*\})/).map((piece, index): SubPiece => {
    if (index % 2 === 0) return { kind: 'literal', text: piece };
    const name = piece.slice(2, -1).trim();
    return name.startsWith('!') ? { kind: 'literal', text: `\${${name.slice(1)}}` } : { kind: 'name', name };
  });

const choose: Evaluate = (argument, line, scope) => {
  const [condition, whenTrue, whenFalse] = itemsOf(argument);
  const name = textOf(condition);
  if (name === undefined || whenTrue === undefined || whenFalse === undefined) return malformed('Fn::If', line);
  const holds = scope.reading.holds(scope.stack, name);
  if (holds === undefined) return unknownValue(`it hangs on the condition ${name}, which is open`, line);
  return scope.evaluate(holds ? whenTrue : whenFalse);
};

const join: Evaluate = (argument, line, scope) => {
  const [separatorNode, listNode] = itemsOf(argument);
  const separator = literalOf(scope.evaluate(separatorNode));
  const list = scope.evaluate(listNode);
  if (list.kind === 'unknown') return list;
  if (separator === undefined || list.kind !== 'list') return malformed('Fn::Join', line);
  const joined = textValue(
    list.items.flatMap((item, index) => [...(index === 0 ? [] : [literal(separator)]), ...partsOf(item, line)]),
    line,
  );
  // Pieces may make up such a reference only together.
  const begins = joined.parts.some((part) => part.kind === 'literal' && /\{\{(?:resolve|changeSet):/.test(part.text));
  return begins ? readLater('a dynamic reference', line) : joined;
};

const split: Evaluate = (argument, line, scope) => {
  const [separatorNode, textNode] = itemsOf(argument);
  const separator = literalOf(scope.evaluate(separatorNode));
  const text = scope.evaluate(textNode);
  if (text.kind === 'unknown') return text;
  if (!separator || text.kind !== 'text') return malformed('Fn::Split', line);
  // A part that nobody knows may hold the separator, and then every later item is another one.
  const open = text.parts.find((part) => part.kind === 'unknown');
  if (open?.kind === 'unknown') return open;
  const items: TextPart[][] = [[]];
  for (const part of text.parts) {
    if (part.kind !== 'literal') {
      items.at(-1)?.push(part);
      continue;
    }
    for (const [index, piece] of part.text.split(separator).entries()) {
      if (index > 0) items.push([]);
      items.at(-1)?.push(literal(piece));
    }
  }
  return { kind: 'list', items: items.map((parts) => textValue(parts, line)), line };
};

const select: Evaluate = (argument, line, scope) => {
  const [indexNode, listNode] = itemsOf(argument);
  const [index, list] = [scope.evaluate(indexNode), scope.evaluate(listNode)];
  if (index.kind === 'unknown') return index;
  if (list.kind === 'unknown') return list;
  const place = literalOf(index) ?? '';
  if (!/^\d+$/.test(place) || list.kind !== 'list') return malformed('Fn::Select', line);
  return list.items[Number(place)] ?? unknownValue(`Fn::Select finds nothing at ${place} of the list`, line);
};

const findInMap: Evaluate = (argument, line, scope) => {
  const [mapNode, ...keyNodes] = itemsOf(argument);
  const keys = [mapNode, ...keyNodes.slice(0, 2)].map((node) => scope.evaluate(node));
  const fallback = memberOf(keyNodes[2], 'DefaultValue');
  let found: TemplateNode | undefined = scope.stack.template.mappings;
  for (const key of keys) {
    const name = literalOf(key);
    if (name === undefined) return openPart(key) ?? malformed('Fn::FindInMap', line);
    found = memberOf(found, name);
  }
  if (keys.length === 3 && found !== undefined) return scope.evaluate(found);
  if (fallback !== undefined) return scope.evaluate(fallback);
  return unknownValue(`Fn::FindInMap finds nothing at ${keys.map(literalOf).join('.')}`, line);
};

const base64: Evaluate = (argument, line, scope) => {
  const value = scope.evaluate(argument);
  const text = literalOf(value);
  if (text === undefined) return openPart(value) ?? malformed('Fn::Base64', line);
  return textValue([literal(Buffer.from(text, 'utf8').toString('base64'))], line);
};

const malformed = (name: string, line: number): Value =>
  unknownValue(`${name} has not the arguments that CloudFormation demands`, line);

const FUNCTIONS: ReadonlyMap<string, Evaluate> = new Map([
  ['Ref', refersTo],
  ['GetAtt', attribute],
  ['Sub', substitute],
  ['If', choose],
  ['Join', join],
  ['Split', split],
  ['Select', select],
  ['FindInMap', findInMap],
  ['Base64', base64],
  ['ImportValue', importedValue],
]);
