import { paginateDescribeConnectorProfiles } from '@aws-sdk/client-appflow';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type Arn, parseArn } from '../core/arn.ts';
import { denied, type Fact, known, type Unreadable } from '../core/fact.ts';
import type { Credentials, KeyReading } from '../core/key.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import type { Aws } from './connection.ts';

/** The most that AppFlow takes and gives at once. */
const PAGE_SIZE = 100;

/** The ARN of each profile's secret, by profile name; a profile that does not exist is not in it. */
export type SecretArns = ReadonlyMap<string, string>;

/** The secrets behind these profiles, or behind every profile of the account and Region. */
export const readSecretArns = async (aws: Aws, profiles?: readonly string[]): Promise<Fact<SecretArns>> => {
  const { appflow, at, reading } = aws;
  const input = profiles === undefined ? {} : { connectorProfileNames: [...profiles] };
  const arns = new Map<string, string>();
  try {
    for await (const page of paginateDescribeConnectorProfiles(
      { client: appflow, pageSize: PAGE_SIZE },
      input,
      reading,
    )) {
      for (const { connectorProfileName, credentialsArn } of page.connectorProfileDetails ?? []) {
        if (connectorProfileName !== undefined) arns.set(connectorProfileName, credentialsArn ?? '');
      }
    }
    return known(arns);
  } catch (error) {
    const kind = awsErrorKind(error);
    if (kind === 'denied') return denied('appflow:DescribeConnectorProfiles');
    // No page of AWS says whether a name that AppFlow does not know is left out or refused.
    if (kind === 'invalid' && profiles !== undefined) return readSecretArns(aws);
    throw new AwsCallError('appflow:DescribeConnectorProfiles', `account ${at.account} in ${at.region}`, error);
  }
};

/**
 * What stands behind a profile's credentials: AppFlow keeps them in a secret, and only the secret tells its key.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export const readCredentials = async (
  aws: Aws,
  profile: string,
  secretArn: string | undefined,
  readKey: (keyArn: string) => Promise<KeyReading>,
): Promise<Credentials> => {
  const without = (because: string): Credentials => ({ kind: 'without-cmk', because });
  const arn = parseArn(secretArn ?? '');
  if (secretArn === undefined) return without(`connector profile ${profile} does not exist`);
  if (arn === undefined) return without(`connector profile ${profile} names no secret`);
  const secret = await readSecretKey(aws, arn);
  if (secret.kind !== 'known')
    return secret.kind === 'unreadable' ? secret : without(`the secret of connector profile ${profile} does not exist`);
  if (secret.keyArn === undefined)
    return without(`the secret of connector profile ${profile} is under the AWS managed key`);
  const reading = await readKey(secret.keyArn);
  switch (reading.kind) {
    case 'unreadable':
      return reading;
    case 'account-not-allowed':
      return without(`the key of the secret of connector profile ${profile} is not allowed: ${reading.because}`);
    case 'missing':
      return without(`the key of the secret of connector profile ${profile} does not exist`);
    case 'known':
      if (reading.key.manager === 'CUSTOMER') return { kind: 'customer-managed' };
      return without(`the secret of connector profile ${profile} is under the AWS managed key`);
    case 'aws-managed':
      return without(`the secret of connector profile ${profile} is under the AWS managed key`);
  }
};

type SecretKey =
  | { readonly kind: 'known'; readonly keyArn: string | undefined }
  | { readonly kind: 'missing' }
  | Unreadable;

const readSecretKey = async (aws: Aws, secret: Arn): Promise<SecretKey> => {
  try {
    const client = aws.secretsManager(secret.region);
    const { KmsKeyId } = await client.send(new DescribeSecretCommand({ SecretId: secret.text }), aws.reading);
    return { kind: 'known', keyArn: KmsKeyId ? asKeyArn(KmsKeyId, secret) : undefined };
  } catch (error) {
    switch (awsErrorKind(error)) {
      case 'not-found':
        return { kind: 'missing' };
      case 'denied':
        return denied('secretsmanager:DescribeSecret');
      default:
        throw new AwsCallError('secretsmanager:DescribeSecret', secret.text, error);
    }
  }
};

/** Secrets Manager names a key by ARN, by bare id or by alias; the bare ones are of the secret's account and Region. */
const asKeyArn = (keyId: string, { partition, region, account }: Arn): string => {
  if (keyId.startsWith('arn:')) return keyId;
  return `arn:${partition}:kms:${region}:${account}:${keyId.startsWith('alias/') ? keyId : `key/${keyId}`}`;
};
