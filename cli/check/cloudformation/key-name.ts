import { type PlannedKeyName, type UnknownValue, unknownValue } from '../planned.ts';
import { arnFields } from './arn-fields.ts';
import { canonicalPart } from './canonical.ts';
import type { Reading } from './evaluate.ts';
import { openPart } from './open-part.ts';
import { placeIn, undecided } from './place.ts';
import { plannedText } from './planned-text.ts';
import type { Stack } from './stack.ts';
import { withStandIns } from './stand-ins.ts';
import { ALIAS, isKey } from './types.ts';
import { literalOf, type PlacePart, type PlannedResource, type TextPart, textValue, type Value } from './value.ts';

/** The id of a planned resource, unique among the stacks that are read together. */
export const idOfPlanned = ({ stack, resource }: PlannedResource): string => `${stack.path}${resource.id}`;

/** Where a key is named. AppFlow takes ARNs only; KMS and S3 take bare ids, and S3 bare names of aliases as well. */
export interface KeyNaming {
  readonly stack: Stack;
  readonly reading: Reading;
  readonly takes: 'arn' | 'any';
}

/**
 * What a property names as its key; references to planned keys and aliases are followed in whatever form they are
 * written. Any other text is left as it stands, with stand-ins for an account or Region that is not known.
 */
export const keyNameOf = (value: Value, naming: KeyNaming): PlannedKeyName => {
  if (value.kind === 'nothing') return { kind: 'none' };
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'text') return unknownValue(`a ${value.kind} stands where a text is wanted`, value.line);
  if (value.parts.length === 0) return { kind: 'none' };
  const [only] = value.parts;
  if (value.parts.length === 1 && only?.kind === 'resource') return bare(only, naming);
  const fields = arnFields(value.parts);
  const planned = fields && plannedByArn(fields, value.line, naming);
  if (planned !== undefined) return planned;
  const text = plannedText(withStandIns(value), naming.reading) ?? { kind: 'known', value: '' };
  return text.kind === 'known' ? { kind: 'text', text: text.value } : text;
};

const bare = ({ of, line }: TextPart & { readonly kind: 'resource' }, { takes }: KeyNaming): PlannedKeyName => {
  const { type, id } = of.resource;
  if (!isKey(type) && type !== ALIAS) {
    return unknownValue(`what Ref gives of ${id} (${type}) is known only after deployment`, line);
  }
  if (takes === 'arn') return { kind: 'not-an-arn', of: idOfPlanned(of) };
  return { kind: isKey(type) ? 'key' : 'alias', id: idOfPlanned(of) };
};

/** An ARN of KMS that ends with a planned key or a planned alias. */
const plannedByArn = (
  [, partition = [], service = [], region = [], account = [], rest = []]: readonly (readonly TextPart[])[],
  line: number,
  { stack }: KeyNaming,
): PlannedKeyName | undefined => {
  if (literalOf(textValue(service, line)) !== 'kms') return undefined;
  const named = namedBy(rest);
  if (named === undefined) return undefined;
  return (
    whyElsewhere('partition', partition, line, stack) ??
    whyElsewhere('region', region, line, stack) ??
    whyElsewhere('account', account, line, stack) ??
    named
  );
};

const namedBy = ([first, second, ...more]: readonly TextPart[]): PlannedKeyName | undefined => {
  const behind = first?.kind === 'literal' && first.text === 'key/' ? second : undefined;
  const part = behind ?? first;
  if (more.length > 0 || part?.kind !== 'resource' || (behind === undefined && second !== undefined)) return undefined;
  const { type } = part.of.resource;
  const id = idOfPlanned(part.of);
  if (!isKey(type) && type !== ALIAS) return undefined;
  // An ARN that ends with `key/alias/x`, or with an id that nothing stands before, names nothing.
  const isWhole = isKey(type) === (behind !== undefined);
  return isWhole ? { kind: isKey(type) ? 'key' : 'alias', id } : { kind: 'not-an-arn', of: id };
};

/** Why a field of the ARN does not name the place where the stack is made; nothing where it does. */
const whyElsewhere = (
  what: PlacePart,
  field: readonly TextPart[],
  line: number,
  { environment }: Stack,
): UnknownValue | undefined => {
  const here = placeIn(environment, what, line);
  const [only, ...more] = field;
  const open = openPart(textValue(field, line));
  if (only === undefined || more.length > 0) return open ?? unknownValue(`the ARN has no plain ${what}`, line);
  if (String(canonicalPart(only)) === String(canonicalPart(here))) return undefined;
  if (only.kind !== 'literal') return open;
  if (here.kind === 'literal') {
    return unknownValue(`the ARN says ${what} ${only.text}, and the stack is made in ${here.text}`, line);
  }
  // Whoever writes a partition out means to deploy there.
  if (what === 'partition') return undefined;
  const parameter = what === 'region' ? 'AWS::Region' : 'AWS::AccountId';
  return unknownValue(undecided(parameter, `is not known, and the ARN says ${only.text}`), line);
};
