import * as v from 'valibot';
import { type Call, type Operation, readInput } from '../operation.ts';
import { refuse } from '../service-error.ts';
import type { KeyRecord } from '../state.ts';
import { rotatesAutomatically } from './kms-key-metadata.ts';
import { namedKey } from './kms-reads.ts';

const change = ({ state }: Call, key: KeyRecord, to: Partial<KeyRecord>): void => {
  state.keys.set(key.Arn, { ...key, ...to });
};

const refuseState = ({ Arn, KeyState }: KeyRecord, states: readonly string[]): void => {
  if (!states.includes(KeyState)) throw refuse('KMSInvalidStateException', `${Arn} is ${KeyState}.`);
};

const periodField = v.nullish(
  v.pipe(
    v.number(),
    v.minValue(90, 'Member must have value greater than or equal to 90'),
    v.maxValue(2560, 'Member must have value less than or equal to 2560'),
  ),
);

export const enableKeyRotation: Operation = (call) => {
  const { RotationPeriodInDays } = readInput(call, v.object({ RotationPeriodInDays: periodField }));
  const key = namedKey(call, { action: 'kms:EnableKeyRotation' });
  if (key.KeyState === 'Disabled') throw refuse('DisabledException', `${key.Arn} is disabled.`);
  const isReplica = key.MultiRegionConfiguration?.MultiRegionKeyType === 'REPLICA';
  if (!rotatesAutomatically(key) || isReplica) {
    throw refuse('UnsupportedOperationException', `${key.Arn} cannot rotate automatically by itself.`);
  }
  refuseState(key, ['Enabled', 'Updating']);
  // A period left out keeps the one that the key has.
  const period = RotationPeriodInDays ?? key.Rotation.RotationPeriodInDays ?? 365;
  change(call, key, { Rotation: { KeyRotationEnabled: true, RotationPeriodInDays: period } });
  return {};
};

export const enableKey: Operation = (call) => {
  const key = namedKey(call, { action: 'kms:EnableKey' });
  refuseState(key, ['Enabled', 'Disabled']);
  change(call, key, { KeyState: 'Enabled' });
  return {};
};

/** A key that is spared comes back disabled, not enabled. */
export const cancelKeyDeletion: Operation = (call) => {
  const key = namedKey(call, { action: 'kms:CancelKeyDeletion' });
  refuseState(key, ['PendingDeletion', 'PendingReplicaDeletion']);
  change(call, key, { KeyState: 'Disabled' });
  return { KeyId: key.Arn };
};

const tagsField = v.array(
  v.object({
    TagKey: v.pipe(v.string(), v.minLength(1, 'Member must not be empty'), v.maxLength(128, 'Member is too long')),
    TagValue: v.pipe(v.string(), v.maxLength(256, 'Member is too long')),
  }),
  'Member must not be null',
);

export const tagResource: Operation = (call) => {
  const { Tags } = readInput(call, v.object({ Tags: tagsField }));
  const key = namedKey(call, { action: 'kms:TagResource' });
  refuseState(key, ['Enabled', 'Disabled', 'Updating', 'PendingImport', 'Unavailable']);
  const reserved = Tags.find(({ TagKey }) => TagKey.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw refuse('TagException', `The tag key ${reserved.TagKey} is reserved.`);
  const added = Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  const together = { ...key.Tags, ...added };
  if (Object.keys(together).length > 50) throw refuse('LimitExceededException', 'A key takes at most 50 tags.');
  change(call, key, { Tags: together });
  return {};
};
