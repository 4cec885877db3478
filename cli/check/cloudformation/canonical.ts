import type { TextPart, Value } from './value.ts';

/** A text that is the same for two values only if they come to the same, whatever is open in them. */
export const canonical = (value: Value): string => {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.parts.map(canonicalPart));
    case 'list':
      return JSON.stringify(['list', ...value.items.map(canonical)]);
    case 'map':
      return JSON.stringify(['map', ...[...value.members].map(([name, member]) => [name, canonical(member)])]);
    case 'nothing':
      return 'nothing';
    case 'unknown':
      return JSON.stringify([canonicalPart(value)]);
  }
};

export const canonicalPart = (part: TextPart): readonly string[] => {
  switch (part.kind) {
    case 'literal':
      return ['literal', part.text];
    case 'place':
      return ['place', part.what];
    case 'resource':
      return ['resource', part.of.stack.path, part.of.resource.id];
    case 'another':
      return ['another', part.variable];
    case 'unknown':
      // The cause names the parameter, import or reference.
      return ['unknown', part.because];
  }
};
