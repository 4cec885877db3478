import { KMS_ALGORITHMS } from '../../lambda/aws/bucket-encryption.ts';
import type { Demands } from '../../lambda/core/checks/check.ts';
import { type PolicyStatement, parseKeyPolicy } from '../../lambda/core/key-policy/document.ts';
import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import { type Answer, given, type Refused, refused } from '../../lambda/core/model/answer.ts';
import { flowArn, parseArn } from '../../lambda/core/model/arn.ts';
import type { Flow, FlowBucket } from '../../lambda/core/model/flow.ts';
import type {
  AnswerName,
  AnswerValues,
  FlowCount,
  Key,
  KeyAnswerName,
  KeyLookup,
  KeyOwnership,
  Rotation,
} from '../../lambda/core/model/key.ts';
import { type KeyReference, keyArn, type NamedKey, parseKeyReference } from '../../lambda/core/model/key-reference.ts';
import { matchesPattern, type Tags } from '../../lambda/core/model/tags.ts';
import type { Sources } from '../../lambda/judge/judge-flow.ts';
import { encryptionOfBucket, keyBehind, secretOfProfile, withoutKms } from '../../lambda/judge/key-behind.ts';
import type { ExistingKeys } from './existing-keys.ts';
import type { Guess } from './guesses.ts';
import { type PlannedFlow, type PlannedKey, UNKNOWN_ACCOUNT, UNKNOWN_REGION, type UnknownValue } from './planned.ts';
import type { KeyTarget, PlannedAliases, PlannedNames, ThingUse } from './planned-names.ts';
import { readPlannedTags } from './planned-tags.ts';

/** A planned flow as the rule's own judge takes it. */
export interface EnteredFlow {
  readonly flow: Flow;
  readonly sources: Sources;
}

/** What the judge gets in the place of a value that nobody knows yet. */
const notYetKnown = ({ because, line }: UnknownValue): Refused => ({
  ...refused(because),
  notYetKnown: line === undefined ? {} : { line },
});

const OTHER_USERS = notYetKnown({ kind: 'unknown', because: 'flows that are there already may use it, too' });
const OTHER_ALIASES: UnknownValue = { kind: 'unknown', because: 'the key is there already, and may have others' };
const OF_TIME = notYetKnown({ kind: 'unknown', because: 'the key is there already, and the file does not tell' });

/**
 * Turns a planned flow into one that the rule's judge takes, with the file as the source of what it asks for. What is not known is
 * refused with a mark, by which it can be told from a refusal. Only keys that no file plans are asked of `existing`.
 */
export const enterFlow = (
  planned: PlannedFlow,
  names: PlannedNames,
  guess: Guess,
  demands: Demands,
  existing: ExistingKeys,
): EnteredFlow => {
  const where = { ...names.where, account: guess.account };
  const targets = new Map<KeyReference, KeyTarget>();
  const plannedKeys = new Map<Key, PlannedKey>();

  const nameOf = (target: KeyTarget): NamedKey => {
    if (target.kind === 'named') return inAccount(target.named, where.account);
    const reference = referenceTo(target, where);
    targets.set(reference, target);
    return { kind: 'reference', reference };
  };

  const key = async (reference: KeyReference): Promise<KeyLookup> => {
    const target = targets.get(reference);
    switch (target?.kind) {
      case 'planned': {
        const found = keyOf(target.key, where, guess, demands.now, names);
        plannedKeys.set(found, target.key);
        return { kind: 'found', key: found };
      }
      case 'nowhere':
        return { kind: 'missing' };
      case 'unknown':
        return notYetKnown(target);
      default:
        return existingKey(reference, names, existing);
    }
  };

  const ownershipOf = (what: string, target: KeyTarget): Promise<KeyOwnership> =>
    keyBehind(what, nameOf(target), where.account, { key }, demands.parameters);

  const profiles = planned.profiles.map((use, index) => named(use, index, names.profile));
  const profileSecrets = async (): Promise<AnswerValues['profileSecrets']> => {
    const secrets = profiles.map(async ({ name, thing }): Promise<readonly [string, KeyOwnership]> => {
      if (thing.kind === 'unknown') return [name, notYetKnown(thing)];
      return [name, await ownershipOf(secretOfProfile(name), names.follow(thing.value.key))];
    });
    return new Map(await Promise.all(secrets));
  };

  const buckets = planned.buckets.map(({ role, bucket }, index) => ({ role, ...named(bucket, index, names.bucket) }));
  const bucketKeys = async (): Promise<AnswerValues['bucketKeys']> => {
    const encryptions = buckets.map(async ({ name, thing }): Promise<readonly [string, KeyOwnership]> => {
      if (thing.kind === 'unknown') return [name, notYetKnown(thing)];
      const { encryption } = thing.value;
      if (encryption.kind === 'unknown') return [name, notYetKnown(encryption)];
      const { algorithm, key: keyName } = encryption.value;
      if (!KMS_ALGORITHMS.includes(algorithm)) return [name, withoutKms(name, algorithm)];
      return [name, await ownershipOf(encryptionOfBucket(name), names.followAny(keyName))];
    });
    return new Map(await Promise.all(encryptions));
  };

  const plannedAnswer = async (name: AnswerName, of: PlannedKey): Promise<Answer<AnswerValues[AnswerName]>> => {
    switch (name) {
      case 'rotation':
        return rotationOf(of, names, existing);
      case 'policy':
        return policyOf(of, where, names.world.account.kind === 'unknown');
      case 'tags':
        return tagsOf(of);
      case 'aliases':
        return aliasesAmong(aliasesOf(of, names), [], demands);
      case 'flowsOnKey':
        return countOf(of, names, demands);
      case 'grants':
        return of.isThere ? OF_TIME : given([]);
      default:
        return of.isThere ? OF_TIME : given(undefined);
    }
  };

  const existingAnswer = async (name: AnswerName, of: Key): Promise<Answer<AnswerValues[AnswerName]>> => {
    switch (name) {
      case 'flowsOnKey':
        return countOn(of, names, demands, existing);
      case 'aliases': {
        const there = await existing.answer(of, name);
        return there.kind === 'refused' ? there : aliasesAmong(names.aliasesOf(of.arn), there.value, demands);
      }
      default:
        return existing.answer(of, name as KeyAnswerName);
    }
  };

  const answer = async (name: AnswerName, _: Flow, of: Key): Promise<Answer<AnswerValues[AnswerName]>> => {
    if (name === 'profileSecrets') return given(await profileSecrets());
    if (name === 'bucketKeys') return given(await bucketKeys());
    const plannedKey = plannedKeys.get(of);
    return plannedKey === undefined ? existingAnswer(name, of) : plannedAnswer(name, plannedKey);
  };

  const name = planned.name.kind === 'known' ? planned.name.value : planned.resource;
  const tags = readPlannedTags(planned.tags, planned.tagValues);
  const flow: Flow = {
    name,
    arn: flowArn(where, name),
    where,
    key: nameOf(names.follow(planned.key)),
    tags: tags.kind === 'known' ? tags.tags : new Map(),
    connectorProfiles: [...new Set(profiles.map((profile) => profile.name))],
    buckets: buckets.filter(isFirstOfItsRole).map((bucket): FlowBucket => ({ name: bucket.name, role: bucket.role })),
    // It never ran.
    lastRunStatus: undefined,
  };
  return { flow, sources: { key, answer: answer as Sources['answer'] } };
};

/** A text may speak of the account of the deployment, which is the one that is guessed. */
const inAccount = (named: NamedKey, account: string): NamedKey =>
  named.kind === 'reference' && named.reference.account === UNKNOWN_ACCOUNT
    ? { kind: 'reference', reference: { ...named.reference, account } }
    : named;

/** A reference as the judge wants one; of what no ARN is known, its `arn` says what it is, as in "the key of the flow". */
const referenceTo = (target: Exclude<KeyTarget, { readonly kind: 'named' }>, where: AccountRegion): KeyReference => {
  switch (target.kind) {
    case 'planned':
      return { ...where, arn: target.key.id, names: 'key', id: target.key.id };
    case 'nowhere':
      return { ...where, arn: target.alias, names: 'alias', id: target.alias };
    case 'unknown':
      return { ...where, arn: 'of the flow', names: 'key', id: 'of the flow' };
  }
};

/** A key as KMS would describe it once it is made. */
const keyOf = (planned: PlannedKey, where: AccountRegion, guess: Guess, now: Date, names: PlannedNames): Key => ({
  arn: keyArn(where, planned.id),
  id: planned.id,
  account: where.account,
  region: where.region,
  manager: 'CUSTOMER',
  state: guess.state,
  spec: guess.spec,
  usage: guess.usage,
  origin: guess.origin,
  // Of one that is there already the age is not known, so that it may be overdue.
  createdAt: planned.isThere ? new Date(0) : now,
  ...primaryOf(planned, where, names),
});

const primaryOf = (
  { primary }: PlannedKey,
  where: AccountRegion,
  names: PlannedNames,
): { readonly primaryArn?: string } => {
  if (primary === undefined) return {};
  if (primary.kind === 'unknown') return { primaryArn: '(not known yet)' };
  return { primaryArn: names.keyById(primary.value) === undefined ? primary.value : keyArn(where, primary.value) };
};

/** A key that exists already, or one that may be behind a planned alias whose name is not known. */
const existingKey = async (
  reference: KeyReference,
  names: PlannedNames,
  existing: ExistingKeys,
): Promise<KeyLookup> => {
  const { account, region } = parseArn(reference.arn) ?? reference;
  if (account === UNKNOWN_ACCOUNT || region === UNKNOWN_REGION) {
    const { account: own, region: ownRegion } = names.world;
    const unknown = account === UNKNOWN_ACCOUNT && own.kind === 'unknown' ? own : ownRegion;
    return unknown.kind === 'unknown' ? notYetKnown(unknown) : { kind: 'missing' };
  }
  const lookup = await existing.key(reference);
  return lookup.kind === 'missing' && reference.names === 'alias' && names.hasUnnamedAlias
    ? notYetKnown({ kind: 'unknown', because: 'KMS knows none of this name, but that of a planned alias is not known' })
    : lookup;
};

/** A multi-Region replica has that of its primary key. */
const rotationOf = async (
  { primary, rotation }: PlannedKey,
  names: PlannedNames,
  existing: ExistingKeys,
): Promise<Answer<Rotation>> => {
  const shared = primary?.kind === 'known' ? names.keyById(primary.value)?.rotation : undefined;
  const own = shared ?? rotation;
  if (own.kind === 'known') return given(own.value);
  const reference = primary?.kind === 'known' ? parseKeyReference(primary.value) : undefined;
  const lookup = reference === undefined ? undefined : await existingKey(reference, names, existing);
  return lookup?.kind === 'found' ? existing.answer(lookup.key, 'rotation') : notYetKnown(own);
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = ({ partition, account }: AccountRegion): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

/** `isGuessed`: the account of the place is none that is known. */
const policyOf = (
  { policy }: PlannedKey,
  where: AccountRegion,
  isGuessed: boolean,
): Answer<readonly PolicyStatement[]> => {
  if (policy.kind === 'unknown') return notYetKnown(policy);
  if (policy.value === 'default') return parseKeyPolicy(defaultPolicy(where));
  return parseKeyPolicy(isGuessed ? policy.value.replaceAll(UNKNOWN_ACCOUNT, where.account) : policy.value);
};

const tagsOf = ({ tags, tagValues }: PlannedKey): Answer<Tags> => {
  const read = readPlannedTags(tags, tagValues);
  return read.kind === 'known' ? given(read.tags) : notYetKnown(read);
};

const aliasesOf = (key: PlannedKey, names: PlannedNames): PlannedAliases => {
  const planned = names.aliasesOf(key);
  return key.isThere ? { ...planned, others: [...planned.others, OTHER_ALIASES] } : planned;
};

/** One alias that fits decides, whatever the others are called. */
const aliasesAmong = (
  { names, others }: PlannedAliases,
  there: readonly string[],
  { parameters: { keyAliasPattern = '*' } }: Demands,
): Answer<readonly string[]> => {
  const all = [...new Set([...there, ...names])];
  const [other] = others;
  return other === undefined || all.some((alias) => matchesPattern(keyAliasPattern, alias))
    ? given(all)
    : notYetKnown(other);
};

/** Nobody else can use a key that is not there yet. */
const countOf = (
  key: PlannedKey,
  names: PlannedNames,
  { parameters: { maxFlowsPerKey = 0 } }: Demands,
): Answer<FlowCount> => {
  const { certain, possible } = names.usersOf(key);
  const isDecided = certain > maxFlowsPerKey || (!key.isThere && certain + possible <= maxFlowsPerKey);
  if (isDecided) return given({ certain, possible: 0 });
  if (key.isThere) return OTHER_USERS;
  const others = possible === 1 ? 'flow' : 'flows';
  return notYetKnown({ kind: 'unknown', because: `${possible} more ${others} of the file may use it` });
};

/** The flows of the file are certain users of a key that exists; it may have others. */
const countOn = async (
  key: Key,
  names: PlannedNames,
  { parameters: { maxFlowsPerKey = 0 } }: Demands,
  existing: ExistingKeys,
): Promise<Answer<FlowCount>> => {
  let certain = 0;
  for (const { reference, flows } of names.namedReferences().values()) {
    if (
      reference.arn === key.arn ||
      (reference.names === 'alias' && (await leadsTo(key, reference, names, existing)))
    ) {
      certain += flows;
    }
  }
  return certain > maxFlowsPerKey ? given({ certain, possible: 0 }) : OTHER_USERS;
};

const leadsTo = async (
  { arn }: Key,
  reference: KeyReference,
  names: PlannedNames,
  existing: ExistingKeys,
): Promise<boolean> => {
  const lookup = await existingKey(reference, names, existing);
  return lookup.kind === 'found' && lookup.key.arn === arn;
};

interface NamedThing<T> {
  readonly name: string;
  readonly thing: { readonly kind: 'known'; readonly value: T } | UnknownValue;
}

/** A profile or bucket that a flow uses, by the name that a sentence gives it. */
const named = <T extends { readonly id: string; readonly name: PlannedFlow['name'] }>(
  use: { readonly kind: 'known'; readonly value: ThingUse } | UnknownValue,
  index: number,
  find: (use: ThingUse) => T | undefined,
): NamedThing<T> => {
  if (use.kind === 'unknown') return { name: `number ${index + 1} of the flow`, thing: use };
  const thing = find(use.value);
  if (thing !== undefined) {
    return { name: thing.name.kind === 'known' ? thing.name.value : thing.id, thing: { kind: 'known', value: thing } };
  }
  return 'planned' in use.value
    ? { name: use.value.planned, thing: { kind: 'unknown', because: 'it is not in the file' } }
    : {
        name: use.value.name,
        thing: { kind: 'unknown', because: 'it is not in the file, and only keys are asked of AWS' },
      };
};

const isFirstOfItsRole = (
  { name, role }: FlowBucket,
  index: number,
  all: readonly Pick<FlowBucket, 'name' | 'role'>[],
): boolean => all.findIndex((other) => other.name === name && other.role === role) === index;
