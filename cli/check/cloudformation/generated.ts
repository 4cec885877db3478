import { type PlannedFlow, unknownValue } from '../planned.ts';
import type { Stack } from './stack.ts';
import { holdsText } from './template-node.ts';
import { FLOW } from './types.ts';

/** A flow in a loop is told as one of which nothing is known, so that it is never overlooked. */
export const unseenFlows = ({ template, file, shownPath }: Stack): readonly PlannedFlow[] =>
  [...template.generated].flatMap(([name, { node, line }]) => {
    if (!holdsText(node, (text) => text === FLOW)) return [];
    const open = unknownValue(`${name} is not run here`, line);
    const place = { file, line };
    const resource = `${shownPath}${name}`;
    return [{ place, resource, name: open, key: open, tags: open, profiles: [open], buckets: [] }];
  });
