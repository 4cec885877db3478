import { parseKeyReference } from '../../../lambda/core/model/key-reference.ts';
import type { PlannedKeyName } from '../planned.ts';
import { moduleText } from './address.ts';
import { asText, isLeftOut, openLeads, standpointOf, whyUnknown } from './attribute.ts';
import { type Follow, type Lead, named, type Trail } from './follow.ts';
import type { Instance, Instances } from './instances.ts';
import { ALIAS_NAMES, isManaged, KEY_NAMES } from './kinds.ts';
import { attributeAt, readSpot, referencesIn, type Spot } from './spot.ts';
import { SENSITIVE, unknownBecause } from './words.ts';

/** What is demanded of a place that names a key. */
export interface Demand {
  /** Whether a bare key id or the bare name of an alias names one there. */
  readonly takesIds: boolean;
  /** Whether it must be given: then a branch without a key would be an error, so there is none. */
  readonly isRequired: boolean;
}

/** Finds out which key an attribute names. */
export type NameKey = (instance: Instance, spot: Spot, demand: Demand) => PlannedKeyName;

export interface KeyNaming {
  readonly nameKey: NameKey;
  /** Names of keys that the plan destroys and something names all the same. */
  readonly doomed: ReadonlyMap<string, Instance>;
}

/** The id of a key that is there until the plan is applied. */
export const doomedId = ({ address }: Instance): string => `${address} (destroyed by this plan)`;

/**
 * Names keys of the plan by what an attribute shows, and where it shows nothing yet, by what its expression refers to.
 * `assumed` is told of indexes that a plan shows only as `each.key` or `count.index`.
 */
export const keyNamingOf = (
  instances: Instances,
  follow: Follow,
  assume: (instance: Instance, names: readonly string[]) => void,
): KeyNaming => {
  const doomed = new Map<string, Instance>();
  const byText = textsOf(instances);
  const byAddress = new Map(
    instances.all.flatMap((it) => (isManaged(it, ALIAS_NAMES) ? [[it.address, it] as const] : [])),
  );

  const ofText = (text: string, { takesIds }: Demand): PlannedKeyName => {
    if (text === '') return { kind: 'none' };
    const found = byText.get(text);
    if (found === undefined) return ofAliasArn(text) ?? { kind: 'text', text };
    if (found.kind === 'doomed') {
      doomed.set(doomedId(found.instance), found.instance);
      return { kind: 'key', id: doomedId(found.instance) };
    }
    const id = found.instance.address;
    if (found.isArn || takesIds) return { kind: found.kind, id };
    return { kind: 'not-an-arn', of: id };
  };

  /** An ARN made of the name of an alias that is planned: its account is the plan's own business. */
  const ofAliasArn = (text: string): PlannedKeyName | undefined => {
    const reference = parseKeyReference(text);
    const found = reference?.names === 'alias' ? byText.get(reference.id) : undefined;
    if (reference === undefined || found?.kind !== 'alias') return undefined;
    const region = readSpot(attributeAt(found.instance.root, 'region'));
    const isElsewhere =
      region.kind === 'known' && typeof region.value === 'string' && region.value !== reference.region;
    return isElsewhere ? undefined : { kind: 'alias', id: found.instance.address };
  };

  const ofLead = (lead: Lead, demand: Demand): PlannedKeyName => {
    if (lead.kind === 'lost') return unknownBecause(lead.because);
    if (lead.kind !== 'later') return { kind: 'none' };
    const { instance, attribute } = lead;
    const id = instance.address;
    if (isManaged(instance, KEY_NAMES)) {
      // Without its attribute it stands for the ARN: nothing else of a key is taken for one.
      if (attribute === 'arn' || attribute === undefined) return { kind: 'key', id };
      if (attribute === 'key_id' || attribute === 'id') return ofId({ kind: 'key', id }, lead, demand);
    }
    if (isManaged(instance, ALIAS_NAMES)) {
      if (attribute === 'arn') return { kind: 'alias', id };
      if (attribute === 'name' || attribute === 'id') return ofId({ kind: 'alias', id }, lead, demand);
      if (attribute === 'target_key_arn') return targetOf(instance);
      if (attribute === 'target_key_id') return demand.takesIds ? targetOf(instance) : made(lead);
    }
    return unknownBecause(`it comes from ${lead.name}, known only when the plan is applied`);
  };

  const ofId = (whole: PlannedKeyName, lead: Lead, demand: Demand): PlannedKeyName =>
    demand.takesIds ? whole : made(lead);

  const made = (lead: Lead): PlannedKeyName =>
    unknownBecause(
      `it is made of ${lead.name}: a plan does not tell whether that is a part of an ARN, or stands alone and names ` +
        'no key; refer to the ARN itself',
    );

  const targetOf = (alias: Instance): PlannedKeyName =>
    nameKey(alias, attributeAt(alias.root, 'target_key_id'), { takesIds: true, isRequired: true });

  /** The key that an alias stands for: several names of one key lead to it, whichever is taken. */
  const keyBehind = (name: PlannedKeyName): PlannedKeyName => {
    const alias = name.kind === 'alias' ? byAddress.get(name.id) : undefined;
    return alias === undefined ? name : targetOf(alias);
  };

  const ofTrail = (instance: Instance, { leads, assumed }: Trail, demand: Demand): PlannedKeyName => {
    const open = openLeads(leads);
    if (open.length === 0) return { kind: 'none' };
    const found = distinct(open.map((lead) => ofLead(lead, demand)));
    const [first = { kind: 'none' } as const, ...others] = found.length > 1 ? distinct(found.map(keyBehind)) : found;
    if (others.length > 0) return unknownBecause(`it is one of ${named(open)}: a plan does not tell which`);
    if (first.kind === 'unknown') return first;
    const conditions = leads.filter(({ kind }) => kind === 'known');
    if (!demand.isRequired && !areOfTheKey(conditions, open)) {
      return unknownBecause(
        `it depends on ${named(conditions)} whether it is ${named(open)}: a plan does not tell what it is otherwise, ` +
          'and nothing at all would look the same',
      );
    }
    if (assumed.length > 0) assume(instance, assumed);
    return first;
  };

  const nameKey: NameKey = (instance, spot, demand) => {
    const reading = readSpot(spot);
    if (reading.kind === 'sensitive') return SENSITIVE;
    if (reading.kind === 'known') {
      if ((reading.value ?? null) === null) return { kind: 'none' };
      const text = asText(reading.value);
      return text === undefined
        ? unknownBecause('the plan shows it in another form than expected')
        : ofText(text, demand);
    }
    if (isLeftOut(instance, spot, follow)) return { kind: 'none' };
    if (referencesIn(spot.expression) === undefined) return unknownBecause(whyUnknown(instance, spot, follow));
    return ofTrail(instance, follow(spot.expression, standpointOf(instance)), demand);
  };

  return { nameKey, doomed };
};

type Found = { readonly kind: 'key' | 'alias' | 'doomed'; readonly instance: Instance; readonly isArn: boolean };

/** Planned keys and aliases by what the plan knows of their ARNs, ids and names. */
const textsOf = ({ all, destroyed }: Instances): ReadonlyMap<string, Found> => {
  const found = new Map<string, Found>();
  const add = (kind: Found['kind'], instance: Instance, attribute: string, isArn: boolean): void => {
    const reading = readSpot(attributeAt(instance.root, attribute));
    if (reading.kind === 'known' && typeof reading.value === 'string')
      found.set(reading.value, { kind, instance, isArn });
  };
  for (const instance of destroyed) {
    if (isManaged(instance, KEY_NAMES)) add('doomed', instance, 'arn', true);
  }
  for (const instance of all) {
    if (isManaged(instance, KEY_NAMES)) {
      add('key', instance, 'arn', true);
      add('key', instance, 'key_id', false);
    }
    const aliasName = isManaged(instance, ALIAS_NAMES) ? ALIAS_NAMES.get(instance.type) : undefined;
    if (aliasName !== undefined) {
      add('alias', instance, 'arn', true);
      add('alias', instance, aliasName, false);
    }
  }
  return found;
};

const distinct = (names: readonly PlannedKeyName[]): readonly PlannedKeyName[] => [
  ...new Map(names.map((name) => [JSON.stringify(name), name])).values(),
];

/**
 * Whether the conditions decide no more than whether the key is there at all. Then it is taken where it is there: in
 * `var.make ? aws_kms_key.k[0].arn : var.given`, with `count = var.make ? 1 : 0`, every other reading would be an error
 * for one of the two values. What is null beside such a condition is the other branch.
 */
const areOfTheKey = (conditions: readonly Lead[], open: readonly Lead[]): boolean => {
  if (conditions.length === 0) return true;
  const repeats = new Set(open.flatMap(repeatsOf));
  const decides = (lead: Lead): boolean => lead.way.some((hop) => repeats.has(hop));
  return (
    conditions.some(decides) && conditions.every((lead) => decides(lead) || (lead.kind === 'known' && lead.isNull))
  );
};

const repeatsOf = (lead: Lead): readonly string[] => {
  if (lead.kind !== 'later' || lead.instance.index === undefined) return [];
  const { module, configuration } = lead.instance;
  return (referencesIn(configuration?.repeat) ?? []).map((reference) => `${moduleText(module)} ${reference}`);
};
