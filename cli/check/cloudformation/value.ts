import { type UnknownValue, unknownValue } from '../planned.ts';
import type { Stack } from './stack.ts';
import type { Resource } from './template.ts';

/** A resource of one of the stacks that are read together. */
export interface PlannedResource {
  readonly stack: Stack;
  readonly resource: Resource;
}

/** What of the place of a deployment stands in a text without being known yet. */
export type PlacePart = 'partition' | 'region' | 'account' | 'suffix';

/** While combinations of conditions are tried: any value of a parameter but those that conditions name. */
export interface AnotherPart {
  readonly kind: 'another';
  readonly variable: string;
  /** Whether the text is none of the values that this one stands for. */
  readonly differsFrom: (text: string) => boolean;
}

/**
 * A piece of a text. A text stays in pieces until it is known what it is for: the ARN of a planned key is one although
 * nobody knows the key's id yet.
 */
export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'place'; readonly what: PlacePart; readonly line: number }
  /** What `Ref` gives of a resource: the id of a key, the name of an alias, a bucket, a profile, a role. */
  | { readonly kind: 'resource'; readonly of: PlannedResource; readonly line: number }
  | AnotherPart
  | UnknownValue;

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
  readonly line: number;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly line: number;
}

export interface MapValue {
  readonly kind: 'map';
  readonly members: ReadonlyMap<string, Value>;
  /** Why there may be more members than are seen here. */
  readonly more?: UnknownValue;
  readonly line: number;
}

/** What a property of a template comes to. */
export type Value = TextValue | ListValue | MapValue | { readonly kind: 'nothing' } | UnknownValue;

export const NOTHING = { kind: 'nothing' } as const;

export const literal = (text: string): TextPart => ({ kind: 'literal', text });

/** Longer than any property that matters here may be; texts that name texts twice could grow without end. */
const MOST_CHARACTERS = 100_000;

/** A text of these parts, in which literals that touch are one. One that is too long is unknown. */
export const textValue = (parts: readonly TextPart[], line: number): TextValue => {
  const joined: TextPart[] = [];
  let length = 0;
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'literal' && part.text === '') continue;
    length += part.kind === 'literal' ? part.text.length : 1;
    if (length > MOST_CHARACTERS) {
      return { kind: 'text', parts: [unknownValue(`it has more than ${MOST_CHARACTERS} characters`, line)], line };
    }
    if (part.kind === 'literal' && last?.kind === 'literal') joined[joined.length - 1] = literal(last.text + part.text);
    else joined.push(part);
  }
  return { kind: 'text', parts: joined, line };
};

/** What stands in the text where nothing of it is left open. */
export const literalOf = (value: Value | undefined): string | undefined => {
  if (value?.kind !== 'text') return undefined;
  if (value.parts.length === 0) return '';
  const [only] = value.parts;
  return value.parts.length === 1 && only?.kind === 'literal' ? only.text : undefined;
};

/** The parts of a value inside of a text; of a list or map, which cannot stand there, that it is unknown. */
export const partsOf = (value: Value, line: number): readonly TextPart[] => {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'unknown':
      return [value];
    case 'nothing':
      return [];
    default:
      return [unknownValue(`a ${value.kind} stands where a text is wanted`, line)];
  }
};

/** The member of a map; what may come of a part that cannot be seen is unknown, and so is all of what is no map. */
export const memberOfValue = (value: Value, name: string): Value => {
  switch (value.kind) {
    case 'map':
      return value.members.get(name) ?? value.more ?? NOTHING;
    case 'nothing':
    case 'unknown':
      return value;
    default:
      return unknownValue(`a ${value.kind} stands where a map with ${name} is wanted`, value.line);
  }
};

/** The same over several levels. */
export const valueAt = (value: Value, ...names: readonly string[]): Value => names.reduce(memberOfValue, value);
