import * as v from 'valibot';
import { authorize, type Call, isRecorded, type Operation, readInput } from '../operation.ts';
import { partitionOf, placeKey } from '../place.ts';
import { refuse } from '../service-error.ts';
import type { AliasRecord, KeyRecord } from '../state.ts';
import { findKey, type KeyLookup } from './kms-key-lookup.ts';
import { epochSeconds, keyMetadata, rotatesAutomatically } from './kms-key-metadata.ts';

export const keyIdField = v.pipe(
  v.string('Member must not be null'),
  v.nonEmpty('Member must have length greater than or equal to 1'),
  v.maxLength(2048, 'Member must have length less than or equal to 2048'),
);
export const markerField = v.nullish(
  v.pipe(v.string(), v.nonEmpty('Member must have length greater than or equal to 1')),
);
export const limitField = (most: number) =>
  v.nullish(
    v.pipe(
      v.number(),
      v.minValue(1, 'Member must have value greater than or equal to 1'),
      v.maxValue(most, `Member must have value less than or equal to ${most}`),
    ),
  );

export const namedKey = (call: Call, lookup: Omit<KeyLookup, 'keyId'>): KeyRecord =>
  findKey(call, { keyId: readInput(call, v.object({ KeyId: keyIdField })).KeyId, ...lookup });

export const describeKey: Operation = (call) => ({
  KeyMetadata: keyMetadata(
    namedKey(call, { action: 'kms:DescribeKey', takesAlias: true, acrossAccounts: true }),
    call.now,
  ),
});

export const getKeyRotationStatus: Operation = (call) => {
  const key = namedKey(call, { action: 'kms:GetKeyRotationStatus', acrossAccounts: true });
  if (isRecorded(call)) return { ...key.Rotation, KeyId: key.keyId };
  if (key.KeyManager === 'AWS') return { KeyRotationEnabled: true, KeyId: key.keyId };
  if (key.Origin !== 'AWS_KMS') {
    throw refuse(
      'UnsupportedOperationException',
      `${key.Arn} origin is ${key.Origin} which is not valid for this operation.`,
    );
  }
  if (key.KeyState === 'Creating') throw refuse('KMSInvalidStateException', `${key.Arn} is being created.`);
  const { KeyRotationEnabled, RotationPeriodInDays } = rotationOf(call, key);
  // Asymmetric and HMAC keys answer "off" without an error, and so does a key that waits for its deletion.
  const waitsForDeletion = ['PendingDeletion', 'PendingReplicaDeletion'].includes(key.KeyState);
  if (!KeyRotationEnabled || !rotatesAutomatically(key) || waitsForDeletion) {
    return { KeyRotationEnabled: false, KeyId: key.keyId };
  }
  const period = RotationPeriodInDays ?? 365;
  const NextRotationDate = Math.floor(call.now / 1000) + period * 86_400;
  return { KeyRotationEnabled, KeyId: key.keyId, RotationPeriodInDays: period, NextRotationDate };
};

/** Rotation is a shared property of a multi-Region key: the primary's counts for its replicas. */
const rotationOf = ({ state }: Call, key: KeyRecord): KeyRecord['Rotation'] => {
  const { MultiRegionKeyType, PrimaryKey } = key.MultiRegionConfiguration ?? {};
  const primary = MultiRegionKeyType === 'REPLICA' && PrimaryKey ? state.keys.get(PrimaryKey.Arn) : undefined;
  return (primary ?? key).Rotation;
};

export const listResourceTags: Operation = (call) => {
  const input = readInput(call, v.object({ Limit: limitField(50), Marker: markerField }));
  const key = namedKey(call, { action: 'kms:ListResourceTags' });
  const Tags = () => Object.entries(key.Tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return listing(call, { member: 'Tags', of: `tags of ${key.Arn}`, size: input.Limit ?? 50, list: Tags, ...input });
};

export const getKeyPolicy: Operation = (call) => {
  const { PolicyName } = readInput(call, v.object({ PolicyName: v.nullish(v.string(), 'default') }));
  const key = namedKey(call, { action: 'kms:GetKeyPolicy' });
  if (PolicyName !== 'default') throw refuse('NotFoundException', 'No such policy exists');
  return { Policy: policyTextOf(key), PolicyName };
};

/** The policy of a key as JSON text; the one of KMS where the world names none. */
export const policyTextOf = (key: KeyRecord): string => {
  const policy = key.Policy ?? defaultPolicy(key);
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
};

const defaultPolicy = ({ Arn, account }: KeyRecord) => ({
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:${Arn.split(':')[1] ?? 'aws'}:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

export const listAliases: Operation = (call) => {
  const input = readInput(
    call,
    v.object({ KeyId: v.nullish(keyIdField), Limit: limitField(100), Marker: markerField }),
  );
  // IAM knows no resource for ListAliases, so its denials are on `*`.
  authorize(call, { action: 'kms:ListAliases', resource: '*' });
  const keyId = input.KeyId ?? undefined;
  const key = keyId === undefined ? undefined : findKey(call, { keyId, action: 'kms:ListAliases' });
  const Aliases = () => (key === undefined ? everyAlias(call) : aliasesOf(call, key).map(aliasItem));
  const of = `aliases of ${key?.Arn ?? placeKey(call.caller)}`;
  return listing(call, { member: 'Aliases', of, size: input.Limit ?? 50, list: Aliases, ...input });
};

const aliasesOf = ({ state }: Call, key: KeyRecord): readonly AliasRecord[] =>
  key.Aliases.flatMap((name) => state.aliases.get(key.Arn.replace(/key\/.*$/, name)) ?? []);

const keysIn = ({ state, caller }: Call): readonly KeyRecord[] =>
  (state.keyArns.get(placeKey(caller)) ?? []).flatMap((arn) => state.keys.get(arn) ?? []);

const everyAlias = (call: Call) => {
  const { caller } = call;
  const aliases = keysIn(call)
    .flatMap((key) => aliasesOf(call, key))
    .map(aliasItem);
  const taken = new Set(aliases.map(({ AliasName }) => AliasName));
  return [...aliases, ...predefinedAliases(caller).filter(({ AliasName }) => !taken.has(AliasName))];
};

/** The aliases that AWS keeps in every account, a few of them: without a key until a service first needs one. */
const predefinedAliases = ({ account, region }: Call['caller']) =>
  ['appflow', 'ebs', 'kinesis', 'lambda', 'rds', 's3', 'secretsmanager', 'sns', 'ssm'].map((service) => ({
    AliasName: `alias/aws/${service}`,
    AliasArn: `arn:${partitionOf(region)}:kms:${region}:${account}:alias/aws/${service}`,
  }));

const aliasItem = ({ aliasName, aliasArn, keyArn }: AliasRecord) => ({
  AliasName: aliasName,
  AliasArn: aliasArn,
  TargetKeyId: keyArn.slice(keyArn.lastIndexOf('/') + 1),
  CreationDate: 1767225600,
  LastUpdatedDate: 1767225600,
});

export const listKeyRotations: Operation = (call) => {
  const input = readInput(call, v.object({ Limit: limitField(1000), Marker: markerField }));
  const key = namedKey(call, { action: 'kms:ListKeyRotations' });
  const canRotate = key.KeySpec === 'SYMMETRIC_DEFAULT' && ['AWS_KMS', 'EXTERNAL'].includes(key.Origin);
  if (!canRotate && !isRecorded(call)) {
    throw refuse('UnsupportedOperationException', `${key.Arn} cannot be rotated.`);
  }
  const Rotations = () =>
    key.Rotations.map(({ RotationDate, RotationType }) => ({
      KeyId: key.keyId,
      RotationDate: epochSeconds(RotationDate),
      RotationType,
    }));
  const of = `rotations of ${key.Arn}`;
  return listing(call, { member: 'Rotations', of, size: input.Limit ?? 100, list: Rotations, ...input });
};

/** The keys of the caller's account and Region, AWS's own among them. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
export const listKeys: Operation = (call) => {
  const input = readInput(call, v.object({ Limit: limitField(1000), Marker: markerField }));
  authorize(call, { action: 'kms:ListKeys', resource: '*' });
  const here = placeKey(call.caller);
  const Keys = () => keysIn(call).map(({ keyId, Arn }) => ({ KeyId: keyId, KeyArn: Arn }));
  return listing(call, { member: 'Keys', of: `keys of ${here}`, size: input.Limit ?? 100, list: Keys, ...input });
};

interface Listing {
  readonly member: string;
  readonly of: string;
  readonly size: number;
  readonly list: () => readonly unknown[];
  readonly Marker?: string | null | undefined;
}

export const listing = (call: Call, { member, of, size, list, Marker }: Listing) => {
  const badToken = () => refuse('InvalidMarkerException', 'The marker is not valid.');
  const { items, nextToken } = call.pager.page({ of, token: Marker ?? undefined, size, list, badToken });
  return { [member]: items, Truncated: nextToken !== undefined, NextMarker: nextToken };
};
