/**
 * A part of a template, with the line on which it begins. Short forms and long forms of a function are the same here. A
 * scalar is the text that stands there, so that the account 012345678901 keeps its zero; of what type it is, its reader
 * knows.
 */
export type TemplateNode = TextNode | NullNode | ListNode | MapNode | FunctionNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
}

/** `null`, or nothing after the colon. CloudFormation refuses it wherever it matters. */
export interface NullNode {
  readonly kind: 'null';
  readonly line: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly TemplateNode[];
  readonly line: number;
}

export interface Member {
  readonly node: TemplateNode;
  /** That of its name. */
  readonly line: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly members: ReadonlyMap<string, Member>;
  readonly line: number;
}

export interface FunctionNode {
  readonly kind: 'function';
  /** `Ref`, `Condition`, or the name after `Fn::`, such as `GetAtt`. */
  readonly name: string;
  readonly argument: TemplateNode;
  readonly line: number;
}

export const memberOf = (node: TemplateNode | undefined, name: string): TemplateNode | undefined =>
  node?.kind === 'map' ? node.members.get(name)?.node : undefined;

export const membersOf = (node: TemplateNode | undefined): ReadonlyMap<string, Member> =>
  node?.kind === 'map' ? node.members : NO_MEMBERS;

const NO_MEMBERS: ReadonlyMap<string, Member> = new Map();

export const textOf = (node: TemplateNode | undefined): string | undefined =>
  node?.kind === 'text' ? node.text : undefined;

export const itemsOf = (node: TemplateNode | undefined): readonly TemplateNode[] =>
  node?.kind === 'list' ? node.items : [];

/**
 * Whether a member of a map is no property but a part that CloudFormation makes more of, beside or instead of the
 * others: a macro, whose name begins with `Fn::` or not, or a loop.
 */
export const isGenerator = (name: string, { node }: Member): boolean =>
  name.startsWith('Fn::') || (name === 'Transform' && memberOf(node, 'Name') !== undefined);

/** Whether some text in the node, at any depth, is of a kind. */
export const holdsText = (node: TemplateNode | undefined, isOfKind: (text: string) => boolean): boolean => {
  switch (node?.kind) {
    case 'text':
      return isOfKind(node.text);
    case 'list':
      return node.items.some((item) => holdsText(item, isOfKind));
    case 'map':
      return [...node.members.values()].some((member) => holdsText(member.node, isOfKind));
    case 'function':
      return holdsText(node.argument, isOfKind);
    default:
      return false;
  }
};
