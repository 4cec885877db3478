import { DescribeKeyCommand, type KeyMetadata } from '@aws-sdk/client-kms';
import { isAwsManagedAlias, parseArn, parseKeyReference } from '../core/arn.ts';
import { mayOwnKeys } from '../core/checks/key-account-is-allowed.ts';
import { denied } from '../core/fact.ts';
import type { Key, KeyReading } from '../core/key.ts';
import type { RuleParameters } from '../core/rule-parameters.ts';
import { askAgainIfNotFound } from './ask-again.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import type { Aws } from './connection.ts';

export interface KeyReadingOptions extends Pick<RuleParameters, 'allowedKeyAccounts'> {
  /** Whether the key, or what names it, was recorded a moment ago: one that is not found is asked for once more. */
  readonly justRecorded: boolean;
}

/**
 * Which key an ARN names: a key ARN or an alias ARN, of any account and Region.
 * An alias that begins with alias/aws/ is never asked about: KMS would create the AWS managed key behind it. Nor is a key of
 * an account that may not own keys: no call is made and no role assumed there.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export const readKey = async (
  aws: Aws,
  keyArn: string,
  { allowedKeyAccounts, justRecorded }: KeyReadingOptions,
): Promise<KeyReading> => {
  const reference = parseKeyReference(keyArn);
  if (reference === undefined)
    return { kind: 'missing', because: `what the flow names as its key is no KMS ARN: ${keyArn}` };
  if (isAwsManagedAlias(reference)) return { kind: 'aws-managed', because: `key ${reference.id} is managed by AWS` };
  if (!mayOwnKeys(reference.account, aws.at.account, { allowedKeyAccounts })) {
    return {
      kind: 'account-not-allowed',
      because: `account ${reference.account} may not own ${nameOf(reference)}`,
    };
  }
  const access = await aws.keysIn(reference);
  if (access.kind === 'unreadable') return access;
  const { client } = access.value;
  const ask = () => client.send(new DescribeKeyCommand({ KeyId: keyArn }), aws.reading);
  try {
    const { KeyMetadata: metadata } = await (justRecorded ? askAgainIfNotFound(ask, aws.reading) : ask());
    return { kind: 'known', key: toKey(metadata) };
  } catch (error) {
    switch (awsErrorKind(error)) {
      case 'not-found':
      case 'invalid':
        return {
          kind: 'missing',
          because: `KMS in ${reference.region} knows no ${nameOf(reference)} of account ${reference.account}`,
        };
      case 'denied':
        return denied('kms:DescribeKey');
      default:
        throw new AwsCallError('kms:DescribeKey', keyArn, error);
    }
  }
};

const nameOf = ({ names, id }: { readonly names: 'key' | 'alias'; readonly id: string }): string =>
  names === 'key' ? `key ${id}` : id;

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
