import { InvalidInputError } from '../../audit/invalid-input.ts';
import type { PlannedCase, PlannedFile } from '../planned.ts';
import { conditionCases } from './cases.ts';
import { notesOn } from './notes.ts';
import { plannedWorld } from './planned-world.ts';
import { relevantConditions } from './relevant-conditions.ts';
import { type Stack, withNested } from './stack.ts';
import { variableValues } from './variable-values.ts';

/**
 * What stacks make that hang together: one, or several of an assembly that import from each other.
 * @throws InvalidInputError where what they name ends nowhere
 */
export const readStacks = (outermost: readonly Stack[]): PlannedFile => {
  const file = outermost.map((stack) => stack.file).join(', ');
  try {
    return { file, ...casesIn(outermost) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInputError(`${file} cannot be used: its parts name each other too deeply`, { cause: error });
  }
};

const casesIn = (outermost: readonly Stack[]): Omit<PlannedFile, 'file'> => {
  const stacks = outermost.flatMap(withNested);
  const resources = stacks.reduce((sum, { template }) => sum + template.resources.size, 0);
  const combinations = conditionCases(relevantConditions(stacks), variableValues(stacks), resources);
  const cases = combinations.cases.map(
    ({ inWords, holds }): PlannedCase => ({
      condition: inWords,
      world: plannedWorld(outermost, { holds, assume: () => undefined, memory: new Map() }),
    }),
  );
  return { cases, notes: notesOn(outermost, combinations, cases) };
};
