import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import {
  type KeyReference,
  type NamedKey,
  parseNamedKey,
  parseNamedKeyIn,
} from '../../lambda/core/model/key-reference.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import {
  known,
  type Planned,
  type PlannedAlias,
  type PlannedBucket,
  type PlannedKey,
  type PlannedKeyName,
  type PlannedProfile,
  type PlannedWorld,
  UNKNOWN_ACCOUNT,
  UNKNOWN_REGION,
  type UnknownValue,
  unknownValue,
} from './planned.ts';

/** Where the name of a key leads. */
export type KeyTarget =
  | { readonly kind: 'planned'; readonly key: PlannedKey }
  /** Nothing, a text that is no ARN, or a key that no file plans. */
  | { readonly kind: 'named'; readonly named: NamedKey }
  /** A planned alias that leads to no key. */
  | { readonly kind: 'nowhere'; readonly alias: string }
  | UnknownValue;

/** How many flows of the world use a planned key, and how many more may. */
export interface PlannedUsers {
  readonly certain: number;
  readonly possible: number;
}

/** What stands in a world, by the names under which its parts speak of each other. */
export interface PlannedNames {
  readonly world: PlannedWorld;
  /** Where it will be deployed; stand-ins stand for what is not known. */
  readonly where: AccountRegion;
  /** Of a property that takes an ARN alone, as a flow's and a profile's do. */
  readonly follow: (name: PlannedKeyName) => KeyTarget;
  /** Of one that takes a bare id or alias, too, as an alias's target and a bucket's encryption do. */
  readonly followAny: (name: PlannedKeyName) => KeyTarget;
  readonly keyById: (id: string) => PlannedKey | undefined;
  /** The profile that is planned under this id, or under the name of one that need not exist yet. */
  readonly profile: (use: ThingUse) => PlannedProfile | undefined;
  readonly bucket: (use: ThingUse) => PlannedBucket | undefined;
  readonly usersOf: (key: PlannedKey) => PlannedUsers;
  /** How many flows name each key that no file plans. */
  readonly namedReferences: () => ReadonlyMap<string, NamedReference>;
  /** The planned aliases of a planned key, or of the one with this ARN, and how many more may be. */
  readonly aliasesOf: (key: PlannedKey | string) => PlannedAliases;
  /** Whether a planned alias may have any name. */
  readonly hasUnnamedAlias: boolean;
}

export type ThingUse = { readonly planned: string } | { readonly name: string };

export interface NamedReference {
  readonly reference: KeyReference;
  readonly flows: number;
}

export interface PlannedAliases {
  readonly names: readonly string[];
  /** Why there may be others: a name or a target that is not known. */
  readonly others: readonly UnknownValue[];
}

/** Looks through a world once, however many flows ask. */
export const namesIn = (world: PlannedWorld): PlannedNames => {
  const where = placeOf(world);
  const keys = new Map(world.keys.map((key) => [key.id, key]));
  const aliases = new Map(world.aliases.map((alias) => [alias.id, alias]));
  const aliasesByName = new Map(world.aliases.flatMap((alias) => named(alias.name, alias)));
  const profiles = new Map(world.profiles.map((profile) => [profile.id, profile]));
  const profilesByName = new Map(world.profiles.flatMap((profile) => named(profile.name, profile)));
  const buckets = new Map(world.buckets.map((bucket) => [bucket.id, bucket]));
  const bucketsByName = new Map(world.buckets.flatMap((bucket) => named(bucket.name, bucket)));

  const planned = (id: string): KeyTarget => {
    const key = keys.get(id);
    return key === undefined ? unknownValue(`${id} is not in the file`) : { kind: 'planned', key };
  };

  /** KMS takes no alias of an alias. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
  const throughAlias = ({ id, name, target }: PlannedAlias): KeyTarget => {
    const nowhere = { kind: 'nowhere', alias: name.kind === 'known' ? name.value : `alias ${id}` } as const;
    if (target.kind === 'alias') return nowhere;
    const found = followAny(target);
    return found.kind === 'named' && found.named.kind !== 'reference' ? nowhere : found;
  };

  const inWorld = (text: NamedKey): KeyTarget => {
    if (text.kind !== 'reference') return { kind: 'named', named: text };
    const { names, id, account, region } = text.reference;
    const alias =
      names === 'alias' && account === where.account && region === where.region ? aliasesByName.get(id) : undefined;
    return alias === undefined ? { kind: 'named', named: text } : throughAlias(alias);
  };

  const follow = (name: PlannedKeyName): KeyTarget => {
    switch (name.kind) {
      case 'none':
        return { kind: 'named', named: { kind: 'none' } };
      case 'key':
        return planned(name.id);
      case 'alias': {
        const alias = aliases.get(name.id);
        return alias === undefined ? unknownValue(`${name.id} is not in the file`) : throughAlias(alias);
      }
      case 'text':
        return inWorld(parseNamedKey(name.text));
      case 'not-an-arn':
        return { kind: 'named', named: { kind: 'not-an-arn', text: bare(name.of, keys, aliases) } };
      case 'unknown':
        return name;
    }
  };

  const followAny = (name: PlannedKeyName): KeyTarget => {
    if (name.kind === 'text') return inWorld(parseNamedKeyIn(where, name.text));
    if (name.kind !== 'not-an-arn') return follow(name);
    const alias = aliases.get(name.of) ?? aliasesByName.get(name.of);
    return alias === undefined ? planned(name.of) : throughAlias(alias);
  };

  const tally = lazily(() => {
    const byKey = new Map<string, number>();
    const references = new Map<string, NamedReference>();
    let unknown = 0;
    for (const flow of world.flows) {
      const target = follow(flow.key);
      if (target.kind === 'planned') byKey.set(target.key.id, (byKey.get(target.key.id) ?? 0) + 1);
      if (target.kind === 'unknown') unknown += 1;
      if (target.kind === 'named' && target.named.kind === 'reference') {
        const { reference } = target.named;
        references.set(reference.arn, { reference, flows: (references.get(reference.arn)?.flows ?? 0) + 1 });
      }
    }
    return { byKey, references, unknown };
  });

  const hasUnnamedAlias = world.aliases.some(({ name }) => name.kind === 'unknown');
  const ofAliases = lazily(() => {
    const byKey = new Map<string, PlannedAliases>();
    const others: UnknownValue[] = [];
    for (const alias of world.aliases) {
      const target = throughAlias(alias);
      if (target.kind === 'unknown') others.push(target);
      const id = keyIn(target);
      if (id === undefined) continue;
      const before = byKey.get(id) ?? { names: [], others: [] };
      byKey.set(
        id,
        alias.name.kind === 'known'
          ? { ...before, names: [...before.names, alias.name.value] }
          : { ...before, others: [...before.others, alias.name] },
      );
    }
    return { byKey, others };
  });

  return {
    world,
    where,
    follow,
    followAny,
    keyById: (id) => keys.get(id),
    profile: (use) => ('planned' in use ? profiles.get(use.planned) : profilesByName.get(use.name)),
    bucket: (use) => ('planned' in use ? buckets.get(use.planned) : bucketsByName.get(use.name)),
    usersOf: ({ id }) => {
      const { byKey, references, unknown } = tally();
      const throughUnnamed = hasUnnamedAlias
        ? [...references.values()].filter(({ reference }) => reference.names === 'alias')
        : [];
      const possible = throughUnnamed.reduce((sum, { flows }) => sum + flows, unknown);
      return { certain: byKey.get(id) ?? 0, possible };
    },
    namedReferences: () => tally().references,
    aliasesOf: (key) => {
      const { byKey, others } = ofAliases();
      const own = byKey.get(typeof key === 'string' ? key : key.id) ?? { names: [], others: [] };
      return { names: own.names, others: [...own.others, ...others] };
    },
    hasUnnamedAlias,
  };
};

const placeOf = ({ account, region }: PlannedWorld): AccountRegion => ({
  partition: partitionOfRegion(region.kind === 'known' ? region.value : UNKNOWN_REGION),
  account: account.kind === 'known' ? account.value : UNKNOWN_ACCOUNT,
  region: region.kind === 'known' ? region.value : UNKNOWN_REGION,
});

const named = <T>(name: Planned<string>, thing: T): readonly (readonly [string, T])[] =>
  name.kind === 'known' ? [[name.value, thing]] : [];

/** By the id of a planned key, by the ARN of another. */
const keyIn = (target: KeyTarget): string | undefined => {
  if (target.kind === 'planned') return target.key.id;
  return target.kind === 'named' && target.named.kind === 'reference' ? target.named.reference.arn : undefined;
};

const bare = (
  of: string,
  keys: ReadonlyMap<string, PlannedKey>,
  aliases: ReadonlyMap<string, PlannedAlias>,
): string => {
  if (keys.has(of)) return `the bare id of key ${of}`;
  const { name } = aliases.get(of) ?? { name: known(of) };
  return `the bare name of ${name.kind === 'known' ? name.value : `alias ${of}`}`;
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
