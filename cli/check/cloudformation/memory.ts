import type { Value } from './value.ts';

/** What was evaluated already in one reading, and what is being evaluated. */
export type Memory = Map<string, Value | 'begun'>;

/**
 * A value that is worked out once, however often it is named: names that name names twice would take forever otherwise.
 * `whenItself` answers where it is needed for itself.
 */
export const remembered = (memory: Memory, key: string, make: () => Value, whenItself: () => Value): Value => {
  const before = memory.get(key);
  if (before === 'begun') return whenItself();
  if (before !== undefined) return before;
  memory.set(key, 'begun');
  const value = make();
  memory.set(key, value);
  return value;
};
