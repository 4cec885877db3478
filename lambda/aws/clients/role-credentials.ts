import type { AwsCredentialIdentity } from '@smithy/types';
import { AwsCallError, awsErrorKind, NotReadError, RoleNotAssumedError } from '../aws-error.ts';
import { callOf } from '../calls.ts';
import type { Caller, GetClient } from './clients.ts';

/** The caller of a role; `region` is where STS is asked. */
export type GetRoleCaller = (roleArn: string, region: string) => Caller;

/** The SDK resolves credentials without looking at the deadline of the call that needs them. */
const LONGEST_WAIT_IN_MILLISECONDS = 20_000;

/** As the SDK does: credentials with less time left are renewed before a call relies on them. */
const RENEWED_BEFORE_EXPIRY_IN_MILLISECONDS = 5 * 60_000;

/**
 * Callers by role ARN, kept for as long as the function is warm. The ARN holds the account, so that credentials of one
 * account never serve another. Their `credentials` assume the role with the function's own credentials, never chained
 * through another role, and reject with RoleNotAssumedError where STS refuses, AwsCallError where it gives no answer.
 */
export const createRoleCallers = (getClient: GetClient): GetRoleCaller => {
  const callers = new Map<string, Caller>();
  return (roleArn, region) => {
    const existing = callers.get(roleArn);
    if (existing !== undefined) return existing;
    const caller = { name: roleArn, credentials: renewing(() => assumeRole(roleArn, region, getClient)) };
    callers.set(roleArn, caller);
    return caller;
  };
};

/**
 * A frozen function wakes with the requests of an event that ended long ago: their sockets are dead and their time is up. Whoever
 * needs credentials then waits for no request older than this.
 */
const OLDEST_REQUEST_TO_WAIT_FOR_IN_MILLISECONDS = 5_000;

/**
 * Holds credentials and renews them before they expire, in the background as long as they are still good: STS that does
 * not answer must not hold up calls that need no new credentials. A refusal is not held, so that a mended role works at once.
 */
const renewing = (renew: () => Promise<AwsCredentialIdentity>): Caller['credentials'] => {
  let held: AwsCredentialIdentity | undefined;
  let pending: { readonly renewal: Promise<AwsCredentialIdentity>; readonly since: number } | undefined;
  const renewOnce = (): Promise<AwsCredentialIdentity> => {
    if (pending !== undefined && Date.now() - pending.since < OLDEST_REQUEST_TO_WAIT_FOR_IN_MILLISECONDS) {
      return pending.renewal;
    }
    const renewal = renew()
      .then((renewed) => {
        held = renewed;
        return renewed;
      })
      .finally(() => {
        if (pending?.renewal === renewal) pending = undefined;
      });
    pending = { renewal, since: Date.now() };
    return renewal;
  };
  return async () => {
    if (held === undefined || millisecondsLeft(held) <= 0) return renewOnce();
    if (millisecondsLeft(held) <= RENEWED_BEFORE_EXPIRY_IN_MILLISECONDS) renewOnce().catch(() => undefined);
    return held;
  };
};

const millisecondsLeft = ({ expiration }: AwsCredentialIdentity): number =>
  expiration === undefined ? Number.POSITIVE_INFINITY : expiration.getTime() - Date.now();

const assumeRole = async (roleArn: string, region: string, getClient: GetClient): Promise<AwsCredentialIdentity> => {
  const { AssumeRoleCommand, STSClient } = await import('../optional/sts.ts');
  const sts = getClient(STSClient, region);
  const abortSignal = AbortSignal.timeout(LONGEST_WAIT_IN_MILLISECONDS);
  try {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'appflow-flow-cmk' });
    const { Credentials: given } = await sts.send(command, { abortSignal });
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error('STS answered without keys');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    };
  } catch (error) {
    if (error instanceof NotReadError) throw error;
    if (awsErrorKind(error) === 'denied') throw new RoleNotAssumedError(roleArn, error);
    throw new AwsCallError(callOf('AssumeRole').action, roleArn, abortSignal.aborted ? 'STS gave no answer' : error);
  }
};
