import {
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  paginateListAliases,
  paginateListKeyRotations,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { denied, type Fact, known, unreadable } from '../core/fact.ts';
import type { FactValues, Key, KeyFactName, Rotation } from '../core/key.ts';
import type { Tags } from '../core/patterns.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import type { Aws, KeyAccess } from './connection.ts';

/** KMS names no period for keys whose rotation was enabled before periods could be chosen. */
const DEFAULT_ROTATION_PERIOD_IN_DAYS = 365;

type Read<T> = (access: KeyAccess, key: Key, reading: Aws['reading']) => Promise<T>;

const readRotation: Read<Rotation> = async ({ client }, { arn }, reading) => {
  try {
    const status = await client.send(new GetKeyRotationStatusCommand({ KeyId: arn }), reading);
    return status.KeyRotationEnabled === true
      ? { kind: 'on', periodInDays: status.RotationPeriodInDays ?? DEFAULT_ROTATION_PERIOD_IN_DAYS }
      : { kind: 'off' };
  } catch (error) {
    if (awsErrorKind(error) === 'unsupported') return { kind: 'impossible' };
    throw error;
  }
};

const readTags: Read<Tags> = async ({ client }, { arn }, reading) => {
  const tags = new Map<string, string>();
  for await (const { Tags: page = [] } of paginateListResourceTags({ client }, { KeyId: arn }, reading)) {
    for (const { TagKey, TagValue } of page) if (TagKey !== undefined) tags.set(TagKey, TagValue ?? '');
  }
  return tags;
};

const readPolicy: Read<string> = async ({ client }, { arn }, reading) => {
  const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }), reading);
  return Policy;
};

const readAliases: Read<readonly string[]> = async ({ client }, { arn }, reading) => {
  const aliases: string[] = [];
  for await (const { Aliases: page = [] } of paginateListAliases({ client, pageSize: 100 }, { KeyId: arn }, reading)) {
    aliases.push(...page.flatMap(({ AliasName }) => AliasName ?? []));
  }
  return aliases;
};

const readNewestOnDemandRotation: Read<Date | undefined> = async ({ client }, { arn }, reading) => {
  let newest: Date | undefined;
  try {
    for await (const { Rotations: page = [] } of paginateListKeyRotations(
      { client, pageSize: 1000 },
      { KeyId: arn },
      reading,
    )) {
      for (const { RotationDate, RotationType } of page) {
        if (RotationType === 'ON_DEMAND' && RotationDate !== undefined && !(newest && newest >= RotationDate))
          newest = RotationDate;
      }
    }
  } catch (error) {
    if (awsErrorKind(error) !== 'unsupported') throw error;
  }
  return newest;
};

interface Reader<T> {
  readonly action: string;
  readonly acrossAccounts: boolean;
  readonly read: Read<T>;
}

/** How each fact of a key is read, and whether KMS gives it to a caller of another account. */
const READERS: { readonly [N in KeyFactName]: Reader<FactValues[N]> } = {
  rotation: { action: 'kms:GetKeyRotationStatus', acrossAccounts: true, read: readRotation },
  newestOnDemandRotation: { action: 'kms:ListKeyRotations', acrossAccounts: false, read: readNewestOnDemandRotation },
  policy: { action: 'kms:GetKeyPolicy', acrossAccounts: false, read: readPolicy },
  tags: { action: 'kms:ListResourceTags', acrossAccounts: false, read: readTags },
  aliases: { action: 'kms:ListAliases', acrossAccounts: false, read: readAliases },
};

/** The IAM action behind each fact of a key, for the documentation. */
export const ACTION_OF_FACT = Object.fromEntries(
  Object.entries(READERS).map(([name, { action }]) => [name, action]),
) as Readonly<Record<KeyFactName, string>>;

/** One fact of a key. A refusal is an answer; a passing failure throws an AwsCallError, so that Lambda tries again. */
export const readKeyFact = async <N extends KeyFactName>(aws: Aws, key: Key, name: N): Promise<Fact<FactValues[N]>> => {
  const { action, acrossAccounts, read }: Reader<FactValues[N]> = READERS[name];
  const access = await aws.keysIn(key);
  if (access.kind === 'unreadable') return access;
  if (access.value.acrossAccounts && !acrossAccounts) {
    return unreadable(
      `${action} does not work across accounts, set keyAccountRoleName`,
      'Create that role with rule-definitions/key-account-role.yaml',
    );
  }
  try {
    return known(await read(access.value, key, aws.reading));
  } catch (error) {
    if (awsErrorKind(error) === 'denied') return denied(action);
    throw new AwsCallError(action, `key ${key.arn}`, error);
  }
};
