import { evaluate } from './evaluate.ts';
import { mentionsIn } from './mentions.ts';
import { openReading } from './relevant-conditions.ts';
import { type Stack, withNested } from './stack.ts';
import { literalOf } from './value.ts';

/** Stacks that import from each other, directly or through others, in the order of the manifest. */
export const together = (stacks: readonly Stack[]): readonly (readonly Stack[])[] => {
  const groupOf = new Map(stacks.map((stack) => [stack, new Set([stack])]));
  for (const stack of stacks) {
    for (const other of importedFrom(stack)) {
      const [one, two] = [groupOf.get(stack), groupOf.get(outermostOf(other))];
      if (one === undefined || two === undefined || one === two) continue;
      for (const member of two) {
        one.add(member);
        groupOf.set(member, one);
      }
    }
  }
  return [...new Set(groupOf.values())].map((group) => stacks.filter((stack) => group.has(stack)));
};

const importedFrom = (outermost: Stack): readonly Stack[] =>
  withNested(outermost).flatMap((stack) =>
    [...stack.template.resources.values()]
      .flatMap(({ properties }) => mentionsIn(properties).imports)
      .flatMap((name) => stack.exported(literalOf(evaluate(name, stack, openReading())) ?? '')?.stack ?? []),
  );

const outermostOf = (stack: Stack): Stack => (stack.parent === undefined ? stack : outermostOf(stack.parent.stack));
