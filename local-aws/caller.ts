import { type Place, partitionOf } from './place.ts';
import { refuse } from './service-error.ts';
import type { LocalState, Session } from './state.ts';

/** The function's own access key ids begin so and end with its account id; roles give ids that begin with ASIA. */
export const ownKeyPrefix = 'AKIALOCAL';
const ownRoleName = 'appflow-flow-cmk';

/** Who calls, and in which Region: both stand in the request's signature. */
export interface Caller extends Place {
  readonly arn: string;
  readonly roleArn: string;
}

export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** The name under which the service signs, such as `appflow` or `config`. */
  readonly service: string;
}

const signaturePattern =
  /^AWS4-HMAC-SHA256 Credential=(?<accessKeyId>[^/,\s]+)\/\d{8}\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request/;

/** What the SigV4 `Authorization` header says; the signature itself is not verified. */
export const readSignature = (authorization: string | undefined): Signature | undefined => {
  const { accessKeyId, region, service } = signaturePattern.exec(authorization ?? '')?.groups ?? {};
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
};

export interface Credentials {
  readonly signature: Signature;
  readonly sessionToken: string | undefined;
  readonly state: LocalState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** @throws ServiceError under the names of the JSON protocols; the query protocol has others, see `wire.ts`. */
export const identify = ({ signature, sessionToken, state, now }: Credentials): Caller => {
  const { accessKeyId, region } = signature;
  const session = state.sessions.get(accessKeyId);
  if (session !== undefined) return sessionCaller({ session, sessionToken, region, now });
  const account = new RegExp(`^${ownKeyPrefix}(\\d{12})$`).exec(accessKeyId)?.[1];
  if (account === undefined) throw unknownCredentials();
  const partition = partitionOf(region);
  return {
    account,
    region,
    arn: `arn:${partition}:sts::${account}:assumed-role/${ownRoleName}/${ownRoleName}`,
    roleArn: `arn:${partition}:iam::${account}:role/${ownRoleName}`,
  };
};

const sessionCaller = (given: {
  readonly session: Session;
  readonly sessionToken: string | undefined;
  readonly region: string;
  readonly now: number;
}): Caller => {
  const { session, sessionToken, region, now } = given;
  if (sessionToken !== session.token) throw unknownCredentials();
  if (now >= session.expiresAt) {
    throw refuse('ExpiredTokenException', 'The security token included in the request is expired');
  }
  const { account, roleArn, sessionName } = session;
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const arn = `arn:${partitionOf(region)}:sts::${account}:assumed-role/${roleName}/${sessionName}`;
  return { account, region, arn, roleArn };
};

/** What a Region says to unknown credentials, and to those of an account that has not enabled it: the words are the same. */
export const unknownCredentials = () =>
  refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
