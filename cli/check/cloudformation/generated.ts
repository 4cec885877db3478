import { type PlannedFlow, unknownValue } from '../planned.ts';
import type { Stack } from './stack.ts';
import type { TemplateNode } from './template-node.ts';
import { FLOW } from './types.ts';

/** A flow in a loop is told as one of which nothing is known, so that it is never overlooked. */
export const unseenFlows = ({ template, file, shownPath }: Stack): readonly PlannedFlow[] =>
  [...template.generated].flatMap(([name, { node, line }]) => {
    if (!holdsText(node, FLOW)) return [];
    const open = unknownValue(`${name} is not run here`, line);
    const place = { file, line };
    const resource = `${shownPath}${name}`;
    return [{ place, resource, name: open, key: open, tags: open, profiles: [open], buckets: [] }];
  });

const holdsText = (node: TemplateNode, text: string): boolean => {
  switch (node.kind) {
    case 'text':
      return node.text === text;
    case 'list':
      return node.items.some((item) => holdsText(item, text));
    case 'map':
      return [...node.members.values()].some((member) => holdsText(member.node, text));
    case 'function':
      return holdsText(node.argument, text);
    case 'null':
      return false;
  }
};
