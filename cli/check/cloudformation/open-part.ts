import { type UnknownValue, unknownValue } from '../planned.ts';
import { placeIsOpen } from './place.ts';
import type { TextPart, Value } from './value.ts';

/** Why a value is not known as a text yet: the first cause. Nothing where it is known, or is no text at all. */
export const openPart = (value: Value): UnknownValue | undefined => {
  if (value.kind === 'unknown') return value;
  return value.kind === 'text' ? value.parts.map((part) => whyOpen(part, value.line)).find((it) => it) : undefined;
};

const whyOpen = (part: TextPart, line: number): UnknownValue | undefined => {
  switch (part.kind) {
    case 'literal':
      return undefined;
    case 'unknown':
      return part;
    case 'place':
      return placeIsOpen(part.what, part.line);
    case 'resource':
      return unknownValue(`the name of ${part.of.resource.id} (${part.of.resource.type}) is made up by AWS`, part.line);
    case 'another':
      // Is told to nobody: it stands there only while combinations of conditions are tried.
      return unknownValue(`${part.variable} has another value`, line);
  }
};
