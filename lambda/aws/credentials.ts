import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { AwsReadError, awsErrorKind, RoleNotAssumedError } from './aws-error.ts';
import type { Caller } from './clients.ts';

export type GetRoleCaller = (roleArn: string, sts: STSClient) => Caller;

/** As the SDK does: credentials with less time left are renewed before a call relies on them. */
const RENEWED_BEFORE_EXPIRY_IN_MILLISECONDS = 5 * 60_000;

/**
 * Callers by role ARN, kept for as long as the function is warm. The ARN holds the account, so that credentials of one
 * account never serve another. Their `credentials` assume the role with the function's own credentials, never chained
 * through another role, and reject with RoleNotAssumedError where STS refuses, AwsReadError where it gives no answer.
 */
export const createRoleCallers = (): GetRoleCaller => {
  const callers = new Map<string, Caller>();
  return (roleArn, sts) => {
    const existing = callers.get(roleArn);
    if (existing !== undefined) return existing;
    const caller = { name: roleArn, credentials: renewing(() => assumeRole(roleArn, sts)) };
    callers.set(roleArn, caller);
    return caller;
  };
};

/** Holds credentials until they are about to expire; a refusal is not held, so that a mended role works at once. */
const renewing = (renew: () => Promise<AwsCredentialIdentity>): Caller['credentials'] => {
  let held: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  return async () => {
    if (held !== undefined && isFresh(held)) return held;
    pending ??= renew().finally(() => {
      pending = undefined;
    });
    held = await pending;
    return held;
  };
};

const isFresh = ({ expiration }: AwsCredentialIdentity): boolean =>
  expiration === undefined || expiration.getTime() - Date.now() > RENEWED_BEFORE_EXPIRY_IN_MILLISECONDS;

const assumeRole = async (roleArn: string, sts: STSClient): Promise<AwsCredentialIdentity> => {
  try {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'appflow-flow-cmk' });
    const { Credentials: given } = await sts.send(command);
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error('STS answered without keys');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    };
  } catch (error) {
    if (awsErrorKind(error) === 'denied') throw new RoleNotAssumedError(roleArn, error);
    throw new AwsReadError('sts:AssumeRole', roleArn, error);
  }
};
