import type { PlannedCase, PlannedFile } from '../planned.ts';
import { conditionCases } from './cases.ts';
import { notesOn } from './notes.ts';
import { plannedWorld } from './planned-world.ts';
import { relevantConditions } from './relevant-conditions.ts';
import { type Stack, withNested } from './stack.ts';
import { variableValues } from './variable-values.ts';

/** What stacks make that hang together: one, or several of an assembly that import from each other. */
export const readStacks = (outermost: readonly Stack[]): PlannedFile => {
  const stacks = outermost.flatMap(withNested);
  const combinations = conditionCases(relevantConditions(stacks), variableValues(stacks));
  const cases = combinations.cases.map(
    ({ inWords, holds }): PlannedCase => ({
      condition: inWords,
      world: plannedWorld(outermost, { holds, assume: () => undefined, begun: new Set() }),
    }),
  );
  const file = outermost.map((stack) => stack.file).join(', ');
  return { file, cases, notes: notesOn(outermost, combinations, cases) };
};
