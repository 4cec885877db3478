import type { BucketRole } from '../../../lambda/core/model/flow.ts';
import { known, type Planned, type PlannedBucket, type PlannedBucketUse, type PlannedKeyName } from '../planned.ts';
import { asText, openLeads, plannedValue, standpointOf, whyUnknown } from './attribute.ts';
import { type Follow, named } from './follow.ts';
import type { Instance, Instances } from './instances.ts';
import { membersOf } from './json.ts';
import type { NameKey } from './key-name.ts';
import { BUCKET, ENCRYPTION, isManaged } from './kinds.ts';
import { attributeAt, blocksAt, readSpot, type Spot } from './spot.ts';
import { SENSITIVE, unknownBecause } from './words.ts';

/** What names something that is planned, or something that exists. */
type Use = Planned<{ readonly planned: string } | { readonly name: string }>;

/** Finds out what an attribute names, among planned resources of one type. */
export type NameUse = (instance: Instance, spot: Spot) => Use;

/**
 * Names planned resources of a type by their name. `attributes` are those of it that hold the name, the one that is
 * given first.
 */
export const namesOfUse = (
  instances: Instances,
  follow: Follow,
  type: string,
  attributes: readonly [string, ...(readonly string[])],
): NameUse => {
  const types = new Set([type]);
  const byName = new Map<string, string>();
  for (const instance of instances.all) {
    if (!isManaged(instance, types)) continue;
    for (const attribute of attributes) {
      const name = readSpot(attributeAt(instance.root, attribute));
      if (name.kind === 'known' && typeof name.value === 'string') byName.set(name.value, instance.address);
    }
  }
  return (instance, spot) => {
    const reading = readSpot(spot);
    if (reading.kind === 'sensitive') return SENSITIVE;
    if (reading.kind === 'known') {
      const name = asText(reading.value) ?? '';
      const planned = byName.get(name);
      return known(planned === undefined ? { name } : { planned });
    }
    const open = openLeads(follow(spot.expression, standpointOf(instance)).leads);
    const addresses = new Set(
      open.map((lead) =>
        lead.kind === 'later' && isManaged(lead.instance, types) && attributes.includes(lead.attribute ?? attributes[0])
          ? lead.instance.address
          : undefined,
      ),
    );
    const [address, ...others] = addresses;
    if (others.length > 0) return unknownBecause(`it is one of ${named(open)}: a plan does not tell which`);
    return address === undefined ? unknownBecause(whyUnknown(instance, spot, follow)) : known({ planned: address });
  };
};

export const bucketNamesIn = (instances: Instances, follow: Follow): NameUse =>
  namesOfUse(instances, follow, BUCKET, ['bucket', 'id']);

/** Where the properties of a connector name buckets: `role` of each path. */
const SOURCE: readonly Place[] = [{ role: 'source', path: ['bucket_name'] }];
const DESTINATION: readonly Place[] = [
  { role: 'destination', path: ['bucket_name'] },
  { role: 'intermediate', path: ['intermediate_bucket_name'] },
  { role: 'error handling', path: ['error_handling_config', 'bucket_name'] },
  { role: 'success responses', path: ['success_response_handling_config', 'bucket_name'] },
];

interface Place {
  readonly role: BucketRole;
  readonly path: readonly string[];
}

/** Every bucket that the source or a destination of a flow names, once for each of its roles. */
export const bucketUsesOf = (
  instance: Instance,
  end: Spot,
  side: 'source' | 'destination',
  nameBucket: NameUse,
): readonly PlannedBucketUse[] => {
  const connectors = blocksAt(attributeAt(end, `${side}_connector_properties`));
  const place = side === 'source' ? SOURCE : DESTINATION;
  if (connectors === undefined)
    return [{ role: side, bucket: unknownBecause('the plan does not tell its connector yet') }];
  return connectors.flatMap((properties) =>
    membersOf(properties.value).flatMap(([connector]) =>
      (blocksAt(attributeAt(properties, connector)) ?? []).flatMap((block) =>
        place.flatMap(({ role, path }) =>
          spotsAt(block, path).map((spot) => ({ role, bucket: nameBucket(instance, spot) })),
        ),
      ),
    ),
  );
};

/** Where something is, or will be, at the end of the path. */
const spotsAt = (spot: Spot, [name = '', ...rest]: readonly string[]): readonly Spot[] => {
  const found = attributeAt(spot, name);
  if (rest.length > 0) return (blocksAt(found) ?? []).flatMap((block) => spotsAt(block, rest));
  return found.unknown === true || typeof found.value === 'string' ? [found] : [];
};

type Encryption = PlannedBucket['encryption'];

/**
 * What S3 does when nobody says how: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 */
const BY_S3: Encryption = known({ algorithm: 'AES256', key: { kind: 'none' } });

/** The buckets of the plan with their default encryption. */
export const bucketsOf = (
  instances: Instances,
  follow: Follow,
  nameKey: NameKey,
  nameBucket: NameUse,
): readonly PlannedBucket[] => {
  const separate = new Map<string, Encryption>();
  const adrift: string[] = [];
  const nameEncryptionKey = (instance: Instance, spot: Spot): PlannedKeyName =>
    nameKey(instance, spot, { takesIds: true, isRequired: false });
  for (const instance of instances.all) {
    if (!isManaged(instance, new Set([ENCRYPTION]))) continue;
    const bucket = nameBucket(instance, attributeAt(instance.root, 'bucket'));
    if (bucket.kind === 'unknown') adrift.push(instance.address);
    else if ('planned' in bucket.value) {
      const rule = ruleIn(instance, attributeAt(instance.root, 'rule'), follow, nameEncryptionKey);
      separate.set(bucket.value.planned, rule ?? BY_S3);
    }
  }
  const [first] = adrift;
  const perhaps = first === undefined ? undefined : unknownBecause(`a plan does not tell whose encryption ${first} is`);
  return instances.all
    .filter((it) => isManaged(it, new Set([BUCKET])))
    .map((instance) => ({
      id: instance.address,
      name: plannedValue<string>(
        instance,
        attributeAt(instance.root, 'bucket'),
        follow,
        asText,
        unknownBecause('the provider makes its name when the plan is applied'),
      ),
      encryption:
        separate.get(instance.address) ?? perhaps ?? ownEncryption(instance, follow, nameEncryptionKey) ?? BY_S3,
    }));
};

/** The block in the bucket itself, which also tells what a bucket has that is there already. */
const ownEncryption = (
  instance: Instance,
  follow: Follow,
  nameKey: (instance: Instance, spot: Spot) => PlannedKeyName,
): Encryption | undefined => {
  const blocks = blocksAt(attributeAt(instance.root, 'server_side_encryption_configuration'));
  const [block] = blocks ?? [];
  return block === undefined ? undefined : ruleIn(instance, attributeAt(block, 'rule'), follow, nameKey);
};

const ruleIn = (
  instance: Instance,
  rules: Spot,
  follow: Follow,
  nameKey: (instance: Instance, spot: Spot) => PlannedKeyName,
): Encryption | undefined => {
  const blocks = blocksAt(rules);
  if (blocks === undefined) return unknownBecause(whyUnknown(instance, rules, follow));
  const [rule, ...others] = blocks;
  if (rule === undefined) return undefined;
  if (others.length > 0) return unknownBecause('it has several rules');
  const [standard] = blocksAt(attributeAt(rule, 'apply_server_side_encryption_by_default')) ?? [];
  if (standard === undefined) return undefined;
  const spot = attributeAt(standard, 'sse_algorithm');
  const algorithm = plannedValue<string>(instance, spot, follow, asText, known('AES256'));
  if (algorithm.kind === 'unknown') return algorithm;
  const key = algorithm.value === 'AES256' ? undefined : nameKey(instance, attributeAt(standard, 'kms_master_key_id'));
  return known({ algorithm: algorithm.value, key: key ?? { kind: 'none' } });
};
