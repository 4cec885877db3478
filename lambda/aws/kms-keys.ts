import { DescribeKeyCommand, type KeyMetadata } from '@aws-sdk/client-kms';
import { parseArn } from '../core/model/arn.ts';
import type { Key, KeyLookup } from '../core/model/key.ts';
import type { KeyReference } from '../core/model/key-reference.ts';
import { ask } from './ask.ts';
import { askAgainIfNotFound } from './ask-again.ts';
import type { Aws } from './clients/connection.ts';

/**
 * Which key a reference leads to: the reference may name the key or an alias of it, in any account and Region. A key that was
 * `justRecorded`, or that such a flow names, is asked for once more where it is not found. Nobody may ask about reserved
 * aliases: KMS would create the key behind one. https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export const describeKey = async (
  aws: Aws,
  reference: KeyReference,
  { justRecorded }: { readonly justRecorded: boolean },
): Promise<KeyLookup> => {
  const access = await aws.keysIn(reference);
  if (access.kind === 'refused') return access;
  const { client } = access.value;
  const send = async () => {
    const { KeyMetadata: metadata } = await client.send(new DescribeKeyCommand({ KeyId: reference.arn }), aws.reads);
    return toKey(metadata);
  };
  const answer = await ask(
    'DescribeKey',
    reference.arn,
    () => (justRecorded ? askAgainIfNotFound(send, aws.reads) : send()),
    { 'not-found': undefined, invalid: undefined },
  );
  if (answer.kind === 'refused') return answer;
  return answer.value === undefined ? { kind: 'missing' } : { kind: 'found', key: answer.value };
};

/** Members that decide must be there; the others have a value that fails the check which asks for it. */
const toKey = (metadata: KeyMetadata | undefined): Key => {
  const arn = parseArn(metadata?.Arn ?? '');
  const manager = metadata?.KeyManager;
  if (
    metadata?.KeyId === undefined ||
    arn === undefined ||
    manager === undefined ||
    metadata.CreationDate === undefined
  ) {
    throw new Error('KMS answered without KeyId, Arn, KeyManager or CreationDate');
  }
  return {
    arn: arn.text,
    id: metadata.KeyId,
    account: arn.account,
    region: arn.region,
    manager,
    state: metadata.KeyState ?? 'unknown',
    spec: metadata.KeySpec ?? metadata.CustomerMasterKeySpec ?? 'unknown',
    usage: metadata.KeyUsage ?? 'unknown',
    origin: metadata.Origin ?? 'unknown',
    createdAt: metadata.CreationDate,
    ...(metadata.DeletionDate === undefined ? {} : { deletionDate: metadata.DeletionDate }),
    ...primaryOf(metadata),
  };
};

const primaryOf = ({ MultiRegionConfiguration: configuration }: KeyMetadata): { readonly primaryArn?: string } =>
  configuration?.MultiRegionKeyType === 'REPLICA' && configuration.PrimaryKey?.Arn !== undefined
    ? { primaryArn: configuration.PrimaryKey.Arn }
    : {};
