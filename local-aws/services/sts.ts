import { randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Caller } from '../caller.ts';
import { accessDenied, authorize, type Operation, readInput, type Service } from '../operation.ts';
import { partitionOf, splitArn } from '../place.ts';
import { roleOf } from '../state.ts';

const assumeRoleInput = v.object({
  RoleArn: v.pipe(
    v.string('Member must not be null'),
    v.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'Member must be the ARN of a role'),
  ),
  RoleSessionName: v.pipe(
    v.string('Member must not be null'),
    v.regex(/^[\w+=,.@-]{2,64}$/, 'Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}'),
  ),
  DurationSeconds: v.optional(
    v.pipe(
      v.string(),
      v.toNumber(),
      v.minValue(900, 'Member must have value greater than or equal to 900'),
      v.maxValue(43_200, 'Member must have value less than or equal to 43200'),
    ),
  ),
});

/** The world's `sessionSeconds` wins over the duration asked for, so that a test can let a session run out. */
const assumeRole: Operation = (call) => {
  const { RoleArn, RoleSessionName } = readInput(call, assumeRoleInput);
  const { caller, state, now } = call;
  const action = 'sts:AssumeRole';
  authorize(call, { action, resource: RoleArn });
  const role = roleOf(state, RoleArn);
  // STS tells a role that does not exist and one that trusts somebody else with the same words.
  if (!role?.Trusts.some((trusted) => trusts(trusted, caller))) {
    throw accessDenied(call, {
      action,
      resource: RoleArn,
      because: `no resource-based policy allows the ${action} action`,
    });
  }
  const account = splitArn(RoleArn)?.account ?? '';
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const token = `${randomUUID()}${randomUUID()}`;
  const expiresAt = now + state.world.sessionSeconds * 1000;
  state.sessions.set(accessKeyId, { account, roleArn: RoleArn, sessionName: RoleSessionName, token, expiresAt });
  const roleName = RoleArn.slice(RoleArn.lastIndexOf('/') + 1);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: randomBytes(20).toString('hex'),
      SessionToken: token,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROALOCAL${account}:${RoleSessionName}`,
      Arn: `arn:${partitionOf(caller.region)}:sts::${account}:assumed-role/${roleName}/${RoleSessionName}`,
    },
  };
};

const trusts = (trusted: string, { account, arn, roleArn }: Caller): boolean =>
  [account, arn, roleArn].includes(trusted) || new RegExp(`^arn:[a-z-]+:iam::${account}:root$`).test(trusted);

/** Nobody can be denied it. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const getCallerIdentity: Operation = ({ caller }) => ({
  UserId: `AROALOCAL${caller.account}`,
  Account: caller.account,
  Arn: caller.arn,
});

export const sts: Service = {
  name: 'sts',
  signingName: 'sts',
  protocol: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  internalError: 'InternalFailure',
  messageMember: 'Message',
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};
