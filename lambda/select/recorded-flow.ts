import type { FlowTrigger } from '../core/input/config-event.ts';
import type { Selected, Selection } from './selection.ts';

/** The recorded flow alone, under the id it came with. */
export async function* selectRecordedFlow({ flowName, resourceId, goneBecause }: FlowTrigger): Selection {
  const selected: Selected =
    goneBecause === undefined
      ? { kind: 'flow', flowName, resourceId }
      : { kind: 'gone', flowName, resourceId, because: goneBecause };
  yield selected;
}
