import { known, type Planned, type PlannedKey, type UnknownValue } from '../planned.ts';
import { asFlag, asNumber, asText, isLeftOut, plannedValue, whyUnknown } from './attribute.ts';
import type { Follow } from './follow.ts';
import type { Instance, Instances } from './instances.ts';
import { memberOf } from './json.ts';
import type { KeyNaming } from './key-name.ts';
import { doomedId } from './key-name.ts';
import { isManaged, KEY_NAMES, KEY_POLICY, type KeyNames } from './kinds.ts';
import { attributeAt, readSpot, type Spot } from './spot.ts';
import type { TagsOf } from './tags.ts';
import { unknownBecause } from './words.ts';

/** What is needed to read a key. */
interface Reader {
  readonly file: string;
  readonly follow: Follow;
  readonly naming: KeyNaming;
  readonly tagsOf: TagsOf;
  readonly policies: SeparatePolicies;
}

/** How KMS makes a key when nobody says how: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
const DEFAULT_SPEC = 'SYMMETRIC_DEFAULT';
const DEFAULT_USAGE = 'ENCRYPT_DECRYPT';
/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
const DEFAULT_PERIOD_IN_DAYS = 365;

/** Every key that the plan leaves there, and those it destroys that something names all the same. */
export const keysOf = (
  file: string,
  instances: Instances,
  follow: Follow,
  naming: KeyNaming,
  tagsOf: TagsOf,
): readonly PlannedKey[] => {
  const reader = { file, follow, naming, tagsOf, policies: separatePolicies(instances, follow, naming) };
  const found = instances.all.filter((it) => isManaged(it, KEY_NAMES));
  const made = new Map(found.map((it) => [it.address, keyOf(it, reader)]));
  // A replica may come before its primary.
  const keys = found.flatMap((it) => made.get(it.address) ?? []).map((key) => withPrimary(key, made));
  return keys;
};

/** The keys that something names although the plan destroys them; known only when everything else was read. */
export const doomedKeysOf = (
  file: string,
  instances: Instances,
  follow: Follow,
  naming: KeyNaming,
  tagsOf: TagsOf,
): readonly PlannedKey[] => {
  const reader = { file, follow, naming, tagsOf, policies: separatePolicies(instances, follow, naming) };
  return [...naming.doomed.values()].map((it) => ({
    ...keyOf(it, reader),
    id: doomedId(it),
    // The provider destroys a key by scheduling its deletion.
    state: known('PendingDeletion'),
  }));
};

const keyOf = (instance: Instance, reader: Reader): PlannedKey => {
  const { file, follow, naming, tagsOf, policies } = reader;
  const names = KEY_NAMES.get(instance.type) ?? NO_NAMES;
  const at = (name: string): Spot => attributeAt(instance.root, name);
  const text = (name: string, leftOut: string): Planned<string> =>
    plannedValue(instance, at(name), follow, asText, known(kept(instance, name, asText) ?? leftOut));
  const isReplica = instance.type === 'aws_kms_replica_key' || instance.type === 'aws_kms_replica_external_key';
  const origin = originOf(instance, follow);
  const primary = isReplica ? primaryOf(instance, naming) : undefined;
  return {
    id: instance.address,
    place: { file },
    ...(instance.before === undefined || instance.before === null ? {} : { isThere: true }),
    state: stateOf(instance, names, follow),
    spec: isReplica ? ofPrimary(instance, names.spec, primary) : text(names.spec, DEFAULT_SPEC),
    usage: isReplica ? ofPrimary(instance, names.usage, primary) : text(names.usage, DEFAULT_USAGE),
    origin,
    rotation: isReplica ? replicaRotation(origin, primary) : rotationOf(instance, origin, follow),
    ...tagsOf(instance),
    policy: policies.of(instance) ?? ownPolicy(instance, names, follow),
    ...(primary === undefined ? {} : { primary }),
  };
};

const NO_NAMES: KeyNames = { enabled: 'enabled', spec: 'key_spec', usage: 'key_usage', policy: 'policy' };

/** What stays as it is where a plan changes something else. */
const kept = <T>(instance: Instance, name: string, read: (value: unknown) => T | undefined): T | undefined =>
  read(memberOf(instance.before, name));

const isImported = ({ type }: Instance): boolean =>
  type === 'aws_kms_external_key' || type === 'aws_kms_replica_external_key';

const stateOf = (instance: Instance, names: KeyNames, follow: Follow): Planned<string> => {
  const enabled = plannedValue(instance, attributeAt(instance.root, names.enabled), follow, asFlag, known(true));
  if (enabled.kind === 'unknown') return enabled;
  if (!enabled.value) return known('Disabled');
  return isImported(instance) ? importedState(instance, follow) : known('Enabled');
};

/** An imported key works once it has material. Whether it has is looked at; the material never is. */
const importedState = (instance: Instance, follow: Follow): Planned<string> => {
  const state = kept(instance, 'key_state', asText);
  if (state !== undefined && state !== 'PendingImport' && state !== 'Disabled') return known(state);
  const { value, unknown, sensitive, expression } = attributeAt(instance.root, 'key_material_base64');
  if (typeof value === 'string' && value !== '') return known('Enabled');
  if (unknown !== true) return known('PendingImport');
  return isLeftOut(instance, { value, unknown, sensitive, expression }, follow)
    ? known('PendingImport')
    : known('Enabled');
};

const originOf = (instance: Instance, follow: Follow): Planned<string> => {
  if (isImported(instance)) return known('EXTERNAL');
  const at = (name: string, leftOut: string) =>
    plannedValue(instance, attributeAt(instance.root, name), follow, asText, known(leftOut));
  if (instance.type === 'awscc_kms_key') return at('origin', 'AWS_KMS');
  const store = at('custom_key_store_id', '');
  if (store.kind === 'unknown' || store.value === '') return store.kind === 'unknown' ? store : known('AWS_KMS');
  const external = at('xks_key_id', '');
  return external.kind === 'unknown' ? external : known(external.value === '' ? 'AWS_CLOUDHSM' : 'EXTERNAL_KEY_STORE');
};

type Rotation = PlannedKey['rotation'];

const rotationOf = (instance: Instance, origin: Planned<string>, follow: Follow): Rotation => {
  if (origin.kind === 'unknown') return origin;
  if (origin.value !== 'AWS_KMS') return known({ kind: 'impossible' });
  const at = (name: string): Spot => attributeAt(instance.root, name);
  const isOn = plannedValue(instance, at('enable_key_rotation'), follow, asFlag, known(false));
  if (isOn.kind === 'unknown') return isOn;
  if (!isOn.value) return known({ kind: 'off' });
  const leftOut = kept(instance, 'rotation_period_in_days', asNumber) || DEFAULT_PERIOD_IN_DAYS;
  const period = plannedValue(instance, at('rotation_period_in_days'), follow, asNumber, known(leftOut));
  return period.kind === 'unknown'
    ? period
    : known({ kind: 'on', periodInDays: period.value || DEFAULT_PERIOD_IN_DAYS });
};

/** The id of a replica's primary key where that is planned, too, else its ARN. */
const primaryOf = (instance: Instance, naming: KeyNaming): Planned<string> => {
  const spot = attributeAt(instance.root, 'primary_key_arn');
  const name = naming.nameKey(instance, spot, { takesIds: false, isRequired: true });
  if (name.kind === 'key') return known(name.id);
  if (name.kind === 'text') return known(name.text);
  return name.kind === 'unknown' ? name : unknownBecause('the plan does not tell its primary key');
};

const replicaRotation = (origin: Planned<string>, primary: Planned<string> | undefined): Rotation => {
  if (origin.kind === 'known' && origin.value !== 'AWS_KMS') return known({ kind: 'impossible' });
  return followed(primary);
};

const followed = (primary: Planned<string> | undefined): UnknownValue =>
  primary?.kind === 'unknown'
    ? follows(primary)
    : unknownBecause('it is that of its primary key, which this plan does not make');

const follows = ({ because }: UnknownValue): UnknownValue =>
  unknownBecause(`it is that of its primary key: ${because}`);

const ofPrimary = (instance: Instance, name: string, primary: Planned<string> | undefined): Planned<string> => {
  const reading = readSpot(attributeAt(instance.root, name));
  const text = reading.kind === 'known' ? asText(reading.value) : undefined;
  if (text !== undefined && text !== '') return known(text);
  return followed(primary);
};

/** A replica has the spec, the usage and the rotation of its primary. */
const withPrimary = (key: PlannedKey, made: ReadonlyMap<string, PlannedKey>): PlannedKey => {
  const primary = key.primary?.kind === 'known' ? made.get(key.primary.value) : undefined;
  if (primary === undefined) return key;
  return {
    ...key,
    spec: key.spec.kind === 'known' ? key.spec : primary.spec,
    usage: key.usage.kind === 'known' ? key.usage : primary.usage,
    rotation: key.rotation.kind === 'known' ? key.rotation : primary.rotation,
  };
};

type Policy = PlannedKey['policy'];

const ownPolicy = (instance: Instance, names: KeyNames, follow: Follow): Policy => {
  const before = kept(instance, names.policy, asText);
  const leftOut: Policy = known(before === undefined || before === '' ? 'default' : before);
  const policy = plannedValue(instance, attributeAt(instance.root, names.policy), follow, asText, leftOut);
  return policy.kind === 'known' && policy.value === '' ? leftOut : policy;
};

interface SeparatePolicies {
  /** The policy that another resource gives the key; nothing where none does. */
  readonly of: (key: Instance) => Policy | undefined;
}

/** A policy of its own resource is put after the key is made, so it replaces the key's. */
const separatePolicies = (instances: Instances, follow: Follow, { nameKey }: KeyNaming): SeparatePolicies => {
  const byKey = new Map<string, Policy>();
  const adrift: string[] = [];
  for (const instance of instances.all) {
    if (!isManaged(instance, new Set([KEY_POLICY]))) continue;
    const key = nameKey(instance, attributeAt(instance.root, 'key_id'), { takesIds: true, isRequired: true });
    if (key.kind === 'unknown' || key.kind === 'none') adrift.push(instance.address);
    if (key.kind !== 'key') continue;
    const spot = attributeAt(instance.root, 'policy');
    byKey.set(
      key.id,
      plannedValue<string>(instance, spot, follow, asText, unknownBecause(whyUnknown(instance, spot, follow))),
    );
  }
  const [first] = adrift;
  const perhaps = first === undefined ? undefined : unknownBecause(`a plan does not tell whose policy ${first} is`);
  return { of: ({ address }) => byKey.get(address) ?? perhaps };
};
