import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml';
import { quote } from '../../../lambda/core/model/text.ts';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import type { Member, TemplateNode } from './template-node.ts';
import { functionOfTag, SHORT_FORM_TAGS } from './yaml-tags.ts';

/** CloudFormation takes a megabyte; a template that is packed before it is sent may be longer. */
const MOST_CHARACTERS = 5_000_000;
/** So many nodes may stand where aliases stand, so that a few lines cannot grow into millions. */
const MOST_NODES_OF_ALIASES = 100_000;
/** CloudFormation's own templates stay below 20; deeper ones would end the stack of this process. */
const MOST_LEVELS = 200;

const TOO_DEEP = `it is nested more than ${MOST_LEVELS} levels deep`;

/** Repeated members are found below, since the library compares each member with each. */
const YAML = { prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;

/**
 * The template in a text of YAML or JSON, with lines. Anchors, aliases and merge keys are followed as far as a bound.
 * @param source how an error names the text, such as the file's path
 * @throws InvalidInputError that names source, line and problem
 */
export const parseTemplate = (text: string, source: string): TemplateNode => {
  const refuse = (line: number, problem: string): InvalidInputError =>
    new InvalidInputError(`${source} cannot be used: line ${line}: ${problem}`);
  if (text.length > MOST_CHARACTERS) throw refuse(1, `it has more than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  const document = parsed(text.replace(/^\uFEFF/, ''), lines, refuse);
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw !== undefined) throw refuse(lines.linePos(flaw.pos[0]).line, inWords(flaw.message));
  if (document.contents === null) throw refuse(1, 'it is empty');
  return convert(document.contents, lines, refuse);
};

type Refuse = (line: number, problem: string) => InvalidInputError;

const parsed = (text: string, lines: LineCounter, refuse: Refuse): Document.Parsed => {
  try {
    return parseDocument(text, { ...YAML, customTags: [...SHORT_FORM_TAGS], lineCounter: lines });
  } catch (error) {
    if (error instanceof RangeError) throw refuse(1, TOO_DEEP);
    throw error;
  }
};

const inWords = (message: string): string => (message.includes('call stack') ? TOO_DEEP : message);

/** What a node became, how many nodes it holds with all that its aliases stand for, and how deep it goes. */
interface Converted {
  readonly node: TemplateNode;
  readonly size: number;
  readonly depth: number;
}

function convert(contents: Node, lines: LineCounter, refuse: Refuse): TemplateNode {
  const anchors = new Map<string, Converted | 'begun'>();
  let ofAliases = 0;

  const lineOf = (node: Node | null | undefined): number => lines.linePos(node?.range?.[0] ?? 0).line;

  const convertNode = (node: Node | null, level: number, lineOfParent: number): Converted => {
    if (node === null) return { node: { kind: 'null', line: lineOfParent }, size: 1, depth: 1 };
    const line = lineOf(node);
    if (isAlias(node)) return standingFor(node.source, level, line);
    if (level > MOST_LEVELS) throw refuse(line, TOO_DEEP);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, 'begun');
    const converted = withFunction(node, bare(node, level, line), line);
    if (anchor !== undefined) anchors.set(anchor, converted);
    return converted;
  };

  const standingFor = (anchor: string, level: number, line: number): Converted => {
    const target = anchors.get(anchor);
    if (target === undefined) throw refuse(line, `no anchor ${quote(anchor)} stands before its alias`);
    if (target === 'begun') throw refuse(line, `the alias ${quote(anchor)} stands inside of what it stands for`);
    ofAliases += target.size;
    if (ofAliases > MOST_NODES_OF_ALIASES) {
      throw refuse(line, `its aliases stand for more than ${MOST_NODES_OF_ALIASES} nodes`);
    }
    if (level + target.depth > MOST_LEVELS) throw refuse(line, TOO_DEEP);
    return target;
  };

  const bare = (node: Node, level: number, line: number): Converted => {
    if (isMap<Node, Node | null>(node)) return mapOf(node.items, level, line);
    if (isSeq<Node | null>(node)) {
      const items = node.items.map((item) => convertNode(item, level + 1, line));
      return { node: { kind: 'list', items: items.map((it) => it.node), line }, ...boundsOf(items) };
    }
    return { node: scalarNode(node as Scalar, line), size: 1, depth: 1 };
  };

  const mapOf = (
    pairs: readonly { readonly key: Node; readonly value: Node | null }[],
    level: number,
    line: number,
  ): Converted => {
    const members = new Map<string, Member>();
    const merged: Converted[] = [];
    const values: Converted[] = [];
    for (const { key, value } of pairs) {
      const keyLine = lineOf(key);
      const name = isScalar(key) ? scalarText(key) : undefined;
      if (name === undefined) throw refuse(keyLine, 'the name of a member must be text');
      const converted = convertNode(value, level + 1, keyLine);
      values.push(converted);
      if (isMergeKey(key)) merged.push(converted);
      else if (members.has(name)) throw refuse(keyLine, `${quote(name)} is given twice: give it once`);
      else members.set(name, { node: converted.node, line: keyLine });
    }
    for (const { node } of merged) {
      for (const source of node.kind === 'list' ? node.items : [node]) {
        if (source.kind !== 'map') throw refuse(node.line, 'what is merged must be a map, or a list of maps');
        for (const [name, member] of source.members) if (!members.has(name)) members.set(name, member);
      }
    }
    return { node: { kind: 'map', members, line }, ...boundsOf(values) };
  };

  return convertNode(contents, 1, 1).node;
}

const boundsOf = (parts: readonly Converted[]): { readonly size: number; readonly depth: number } => ({
  size: parts.reduce((sum, { size }) => sum + size, 1),
  depth: 1 + parts.reduce((most, { depth }) => Math.max(most, depth), 0),
});

/** A tag before a node, or a map of a function's name alone, is that function; both, the one in the other. */
const withFunction = (node: Node, { node: converted, ...bounds }: Converted, line: number): Converted => {
  const inner = longForm(converted);
  const name = functionOfTag(node.tag);
  return { ...bounds, node: name === undefined ? inner : { kind: 'function', name, argument: inner, line } };
};

/** `Condition` is left out: a statement of a policy may have that member alone. */
const longForm = (node: TemplateNode): TemplateNode => {
  if (node.kind !== 'map' || node.members.size !== 1) return node;
  const [[name, member] = ['', undefined]] = node.members;
  if (member === undefined || !/^(?:Ref|Fn::[A-Za-z0-9]+)$/.test(name)) return node;
  return { kind: 'function', name: name.replace('Fn::', ''), argument: member.node, line: member.line };
};

const isMergeKey = (key: Node): boolean => isScalar(key) && key.type === 'PLAIN' && key.source === '<<';

const scalarNode = (scalar: Scalar, line: number): TemplateNode => {
  const text = scalarText(scalar);
  return text === undefined ? { kind: 'null', line } : { kind: 'text', text, line };
};

/** As it is written; nothing for `null`, which a tag makes a text of. */
const scalarText = (scalar: Scalar): string | undefined => {
  if (scalar.value === null) return undefined;
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
};
