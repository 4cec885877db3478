import type { SourcePlace } from '../planned.ts';
import type { PlannedResource } from './value.ts';

/** The line of its logical id. */
export const placeOfResource = ({ stack, resource }: PlannedResource): SourcePlace => ({
  file: stack.file,
  line: resource.line,
});
