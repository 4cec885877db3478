import { InvalidInputError } from '../../audit/invalid-input.ts';
import { mentionsIn } from './mentions.ts';
import type { Resource, Template } from './template.ts';
import { itemsOf, memberOf, textOf } from './template-node.ts';

/**
 * CloudFormation makes a resource after those that it names, and refuses a circle. What is named under a condition only
 * may be named in no circle that is ever made, and is left out.
 * @throws InvalidInputError that names the circle
 */
export const refuseCircles = ({ resources, source }: Template): void => {
  const done = new Set<string>();
  for (const start of resources.values()) {
    // Without recursion: a template may hold thousands of resources in a row.
    const path: string[] = [];
    const waiting: (Resource | 'leave')[] = [start];
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (next === 'leave') done.add(path.pop() ?? '');
      else if (next !== undefined && !done.has(next.id)) {
        if (path.includes(next.id)) {
          const circle = [...path.slice(path.indexOf(next.id)), next.id].join(' → ');
          throw new InvalidInputError(`${source} cannot be used: line ${next.line}: a circle of resources: ${circle}`);
        }
        path.push(next.id);
        waiting.push('leave', ...needed(next).flatMap((id) => resources.get(id) ?? []));
      }
    }
  }
};

const needed = ({ condition, node, properties }: Resource): readonly string[] => {
  if (condition !== undefined) return [];
  const dependsOn = memberOf(node, 'DependsOn');
  const said = dependsOn?.kind === 'list' ? itemsOf(dependsOn).map(textOf) : [textOf(dependsOn)];
  const named = mentionsIn(properties, true).names.map(({ id }) => id);
  return [...new Set([...named, ...said.flatMap((id) => id ?? [])])];
};
