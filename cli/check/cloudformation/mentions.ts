import { conditionFunction } from './condition-truth.ts';
import { substitutedPieces } from './functions.ts';
import { itemsOf, membersOf, type TemplateNode, textOf } from './template-node.ts';

/** What a part of a template names, whatever its conditions turn out to be. */
export interface Mentions {
  /** Of `Ref`, `Fn::GetAtt` and `Fn::Sub`: the name, and the attribute if one is asked for. */
  readonly names: readonly { readonly id: string; readonly attribute: string | undefined }[];
  readonly conditions: readonly string[];
  /** The arguments of `Fn::ImportValue`. */
  readonly imports: readonly TemplateNode[];
}

/** Everything that the part names. With `always`, no more than what it names under every condition. */
export const mentionsIn = (root: TemplateNode | undefined, always = false): Mentions => {
  const names: { id: string; attribute: string | undefined }[] = [];
  const conditions: string[] = [];
  const imports: TemplateNode[] = [];
  const name = (text: string): void => {
    const [id = '', ...rest] = text.split('.');
    names.push({ id, attribute: rest.length === 0 ? undefined : rest.join('.') });
  };

  const visit = (node: TemplateNode | undefined): void => {
    if (node?.kind === 'list') for (const item of node.items) visit(item);
    if (node?.kind === 'map') for (const { node: member } of node.members.values()) visit(member);
    if (node?.kind !== 'function') return;
    const { argument } = node;
    const [first, second] = itemsOf(argument);
    switch (node.name) {
      case 'Ref':
        name(textOf(argument) ?? '');
        return;
      case 'GetAtt':
        name(textOf(argument) ?? itemsOf(argument).map(textOf).join('.'));
        return;
      case 'Sub': {
        const own = membersOf(second);
        for (const piece of substitutedPieces(textOf(argument) ?? textOf(first) ?? '')) {
          if (piece.kind === 'name' && !own.has(piece.name)) name(piece.name);
        }
        visit(second);
        return;
      }
      case 'If':
        if (always) return;
        conditions.push(textOf(first) ?? '');
        break;
      case 'ImportValue':
        imports.push(argument);
        break;
      default:
        if (conditionFunction(node).name === 'Condition') conditions.push(textOf(argument) ?? '');
    }
    visit(argument);
  };
  visit(root);
  return { names, conditions, imports };
};
