import { DescribeKeyCommand, GetKeyLastUsageCommand, type MultiRegionConfiguration } from '@aws-sdk/client-kms';
import { ask } from '../../lambda/aws/ask.ts';
import { callOf } from '../../lambda/aws/calls.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { askAboutKey } from '../../lambda/aws/key-answers.ts';
import { describeKey } from '../../lambda/aws/kms-keys.ts';
import { type Answer, refused } from '../../lambda/core/model/answer.ts';
import type { Key, KeyLookup } from '../../lambda/core/model/key.ts';
import type { KeyReference } from '../../lambda/core/model/key-reference.ts';
import type { RelatedKey } from '../impact/impact.ts';
import type { KeyFamily, KeyReading, WatchedUse } from '../impact/readings.ts';
import { orRefused } from '../impact/told.ts';

/**
 * What KMS tells of a key, in its own account and Region, wherever `aws` is. What it refuses, or gives no answer to, is
 * told as refused. Never rejects.
 */
export const readKey = async (aws: Aws, reference: KeyReference): Promise<KeyReading> => {
  const lookup = await lookUp(aws, reference);
  if (lookup.kind === 'missing') {
    const unknown = refused('KMS knows no such key');
    return { reference, lookup, family: STRANGER, aliases: unknown, lastUse: unknown };
  }
  if (lookup.kind === 'refused') {
    const lastUse = reference.names === 'key' ? await orRefused(() => readLastUse(aws, reference)) : lookup;
    return { reference, lookup, family: STRANGER, aliases: lookup, lastUse };
  }
  const { key } = lookup;
  const [family, aliases, lastUse] = await Promise.all([
    readFamily(aws, key),
    orRefused(() => askAboutKey(aws, key, 'aliases')),
    orRefused(() => readLastUse(aws, key)),
  ]);
  return { reference, lookup, family, aliases, lastUse };
};

const STRANGER: KeyFamily = { role: 'unknown', related: [] };
const SINGLE: KeyFamily = { role: 'single-Region', related: [] };

const lookUp = async (aws: Aws, reference: KeyReference): Promise<KeyLookup> => {
  const answer = await orRefused<KeyLookup>(async () => ({
    kind: 'given',
    value: await describeKey(aws, reference, { justRecorded: false }),
  }));
  return answer.kind === 'refused' ? answer : answer.value;
};

/** Keys of several Regions tell so in their id; only these are asked for their relatives. */
const readFamily = async (aws: Aws, key: Key): Promise<KeyFamily> => {
  if (!key.id.startsWith('mrk-')) return SINGLE;
  const answer = await orRefused(async () => {
    const access = await aws.keysIn(key);
    if (access.kind === 'refused') return access;
    return ask('DescribeKey', key.arn, async () => {
      const { KeyMetadata } = await access.value.client.send(new DescribeKeyCommand({ KeyId: key.arn }), aws.reads);
      return KeyMetadata?.MultiRegionConfiguration;
    });
  });
  return answer.kind === 'refused' || answer.value === undefined ? STRANGER : toFamily(key, answer.value);
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_MultiRegionConfiguration.html */
const toFamily = (
  key: Key,
  { MultiRegionKeyType, PrimaryKey, ReplicaKeys = [] }: MultiRegionConfiguration,
): KeyFamily => {
  const related = [
    { ...PrimaryKey, role: 'primary' as const },
    ...ReplicaKeys.map((replica) => ({ ...replica, role: 'replica' as const })),
  ].flatMap(({ Arn, Region, role }): readonly RelatedKey[] =>
    Arn === undefined || Arn === key.arn ? [] : [{ arn: Arn, region: Region ?? 'unknown', role }],
  );
  return { role: MultiRegionKeyType === 'REPLICA' ? 'replica' : 'primary', related };
};

/**
 * KMS takes five a second and answers its own account only;
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
const readLastUse = async (aws: Aws, key: Pick<Key, 'arn' | 'account' | 'region'>): Promise<Answer<WatchedUse>> => {
  const access = await aws.keysIn(key);
  if (access.kind === 'refused') return access;
  const { client, acrossAccounts } = access.value;
  const { action } = callOf('GetKeyLastUsage');
  if (acrossAccounts) return refused(`${action} does not work across accounts`);
  const answer = await ask('GetKeyLastUsage', `key ${key.arn}`, () =>
    client.send(new GetKeyLastUsageCommand({ KeyId: key.arn }), aws.reads),
  );
  if (answer.kind === 'refused') return answer;
  const { KeyLastUsage, TrackingStartDate } = answer.value;
  // A key that was never used has an empty KeyLastUsage.
  if (TrackingStartDate === undefined) return refused('KMS does not tell since when it keeps count');
  return {
    kind: 'given',
    value: { at: KeyLastUsage?.Timestamp, operation: KeyLastUsage?.Operation, trackedSince: TrackingStartDate },
  };
};
