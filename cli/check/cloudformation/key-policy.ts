import { known, type Planned, type UnknownValue, unknownValue } from '../planned.ts';
import { arnFields } from './arn-fields.ts';
import type { Reading } from './evaluate.ts';
import { openPart } from './open-part.ts';
import { placeIsOpen } from './place.ts';
import { withNames } from './planned-text.ts';
import { withStandIns } from './stand-ins.ts';
import { ROLE, USER } from './types.ts';
import {
  literal,
  literalOf,
  type MapValue,
  memberOfValue,
  type TextPart,
  type TextValue,
  textValue,
  type Value,
} from './value.ts';

export interface PlannedPolicy {
  readonly policy: Planned<string | 'default'>;
  readonly unnamedUsers?: UnknownValue;
}

/** Far more than the 32,768 that KMS takes. */
const MOST_CHARACTERS = 1_000_000;

/** How much of a text may be open without a doubt about what the policy says. */
type Weight =
  /** A principal: an ARN of IAM whose account is known may leave open whom of that account it names. */
  | 'principal'
  /** Whatever it is, it decides. */
  | 'decides'
  /** It admits nobody and keeps nobody out: `Sid`, `Resource` and the like. */
  | 'none';

const WEIGHTS: ReadonlyMap<string, Weight> = new Map([
  ['Sid', 'none'],
  ['Id', 'none'],
  ['Resource', 'none'],
  ['NotResource', 'none'],
  ['Principal', 'principal'],
]);

/**
 * The policy of a key as JSON text, from the property `KeyPolicy`, which may be an object or a text. Stand-ins stand
 * for the account and the Region where they are not known, for names that AWS makes up, and for what makes no
 * difference. Anything else that is open makes the policy unknown: a principal, an action, an effect or a condition
 * that nobody knows may admit anybody.
 */
export const plannedPolicy = (value: Value, reading: Reading): PlannedPolicy => {
  if (value.kind === 'nothing') return { policy: known('default') };
  if (value.kind === 'unknown') return { policy: value };
  const open: UnknownValue[] = [];
  const unnamed: UnknownValue[] = [];
  let length = 0;
  const written = value.kind === 'text' ? textIn(value, 'decides') : JSON.stringify(jsonIn(value, 'decides'));
  const [first] = open;
  const [unnamedUsers] = unnamed;
  if (first !== undefined) return { policy: first };
  return { policy: known(written), ...(unnamedUsers === undefined ? {} : { unnamedUsers }) };

  function jsonIn(part: Value, weight: Weight): unknown {
    switch (part.kind) {
      case 'text':
        return textIn(part, weight);
      case 'list':
        return part.items.map((item) => jsonIn(item, weight));
      case 'map':
        if (part.more !== undefined) open.push(part.more);
        return Object.fromEntries(
          [...part.members].map(([name, member]) => [name, jsonIn(member, weightOf(name, part, weight))]),
        );
      case 'unknown':
        if (weight !== 'none') open.push(part);
        return '*';
      case 'nothing':
        return undefined;
    }
  }

  function textIn(text: TextValue, weight: Weight): string {
    const written = writtenIn(text, weight);
    length += written.length;
    if (length <= MOST_CHARACTERS) return written;
    open.push(unknownValue(`it has more than ${MOST_CHARACTERS} characters, and KMS takes 32,768`, text.line));
    return '';
  }

  function writtenIn(text: TextValue, weight: Weight): string {
    const named = withNames(text, reading);
    if (named.kind !== 'text') return '';
    const parts = named.parts.map((part) => (part.kind === 'resource' ? madeUpName(part, weight) : part));
    const known = literalOf(withStandIns(textValue(parts, text.line)));
    const region = parts.find((part) => part.kind === 'place' && part.what === 'region');
    if (weight === 'principal' && region !== undefined) unnamed.push(placeIsOpen('region', text.line));
    if (known !== undefined) return known;
    const cause = openPart(
      textValue(
        parts.filter(({ kind }) => kind !== 'place'),
        text.line,
      ),
    );
    if (weight === 'none' || cause === undefined) return '*';
    const someone = weight === 'principal' ? someoneOfAccount(parts, text.line) : undefined;
    if (someone === undefined) open.push(cause);
    else unnamed.push(cause);
    return someone ?? '';
  }

  function madeUpName(part: TextPart & { readonly kind: 'resource' }, weight: Weight): TextPart {
    const { stack, resource } = part.of;
    if (resource.type !== ROLE && resource.type !== USER) return part;
    const name = `${stack.environment.stackName ?? '(stack)'}-${resource.id}-${MADE_UP}`;
    if (weight !== 'none') unnamed.push(unknownValue(`the name of ${resource.id} is made up by AWS`, part.line));
    return literal(name);
  }
};

/** What a statement forbids gives nobody anything, whoever it is about. */
const weightOf = (name: string, within: MapValue, weight: Weight): Weight => {
  const denies = literalOf(memberOfValue(within, 'Effect')) === 'Deny';
  return denies ? 'none' : (WEIGHTS.get(name) ?? weight);
};

/** An ARN of IAM whose account is known, with a stand-in for what is open behind it. */
const someoneOfAccount = (parts: readonly TextPart[], line: number): string | undefined => {
  const [, partition = [], service = [], region = [], account = [], rest = []] = arnFields(parts) ?? [];
  const head = [partition, service, region, account].map((field) => literalOf(withStandIns(textValue(field, line))));
  const [, serviceName, , accountId] = head;
  if (head.includes(undefined) || !/^(?:iam|sts)$/.test(serviceName ?? '') || !/^\d{12}$/.test(accountId ?? '')) {
    return undefined;
  }
  const name = rest.map((part) => (part.kind === 'literal' ? part.text : MADE_UP));
  return ['arn', ...head, name.join('')].join(':');
};

/** Nobody takes it for a name. */
const MADE_UP = '(named later)';
