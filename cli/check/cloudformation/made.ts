import { type UnknownValue, unknownValue } from '../planned.ts';
import type { Reading } from './evaluate.ts';
import type { PlannedResource } from './value.ts';

/** Whether a resource is made: its own condition holds, and those of the stacks around it. */
export type Made = { readonly kind: 'made' | 'not-made' } | UnknownValue;

export const isMade = (of: PlannedResource, reading: Reading): Made => {
  let open: UnknownValue | undefined;
  for (let at: PlannedResource | undefined = of; at !== undefined; at = at.stack.parent) {
    const { condition, line } = at.resource;
    const holds = condition === undefined || reading.holds(at.stack, condition);
    if (holds === false) return { kind: 'not-made' };
    if (holds === undefined) open = unknownValue(`whether it is made hangs on ${condition}, which is open`, line);
  }
  return open ?? { kind: 'made' };
};
