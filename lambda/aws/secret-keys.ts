import type { Answer } from '../core/model/answer.ts';
import type { Arn } from '../core/model/arn.ts';
import { type NamedKey, parseNamedKeyIn } from '../core/model/key-reference.ts';
import { ask } from './ask.ts';
import type { Aws } from './clients/connection.ts';

/**
 * What a secret names as its key; nothing where the secret does not exist. Without a key of its own a secret is under the AWS
 * managed one. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export const readSecretKey = async (aws: Aws, secret: Arn): Promise<Answer<NamedKey | undefined>> => {
  const { DescribeSecretCommand, SecretsManagerClient } = await import('./optional/secrets-manager.ts');
  const client = aws.clientIn(SecretsManagerClient, secret.region);
  const send = async () => {
    const { KmsKeyId } = await client.send(new DescribeSecretCommand({ SecretId: secret.text }), aws.reads);
    return parseNamedKeyIn(secret, KmsKeyId);
  };
  return ask('DescribeSecret', secret.text, send, { 'not-found': undefined });
};
