import * as v from 'valibot';
import { accessDenied, authorize, isRecorded, type Operation, readInput, type Service } from '../operation.ts';
import { partitionOf, splitArn } from '../place.ts';
import { refuse } from '../service-error.ts';
import { withoutRandomEnd } from '../state.ts';

const secretId = v.pipe(
  v.string('Member must not be null'),
  v.nonEmpty('Member must have length greater than or equal to 1'),
  v.maxLength(2048, 'Member must have length less than or equal to 2048'),
);

/**
 * Finds a secret by its name, its ARN, or its ARN without the random end (which AWS takes, though it advises against it).
 * `KmsKeyId` is left out where the secret is under the account's `aws/secretsmanager` key.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
const describeSecret: Operation = (call) => {
  const { SecretId } = readInput(call, v.object({ SecretId: secretId }));
  const { caller, state } = call;
  const prefix = `arn:${partitionOf(caller.region)}:secretsmanager:${caller.region}:${caller.account}:secret:`;
  const arn = SecretId.startsWith('arn:') ? SecretId : `${prefix}${SecretId}`;
  const action = 'secretsmanager:DescribeSecret';
  authorize(call, { action, resource: arn });
  const parts = splitArn(arn);
  if (parts !== undefined && parts.account !== caller.account && !isRecorded(call)) {
    throw accessDenied(call, {
      action,
      resource: arn,
      because: `no resource-based policy allows the ${action} action`,
    });
  }
  const secret = parts?.region === caller.region ? (state.secrets.get(arn) ?? state.secretsByName.get(arn)) : undefined;
  if (secret === undefined) {
    throw refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  const Name = withoutRandomEnd(secret.ARN).slice(secret.ARN.lastIndexOf(':') + 1);
  const owned = Name.startsWith('appflow!') ? { OwningService: 'appflow' } : {};
  return { ARN: secret.ARN, Name, KmsKeyId: secret.KmsKeyId, ...owned, CreatedDate: 1767225600 };
};

export const secretsManager: Service = {
  name: 'secretsmanager',
  signingName: 'secretsmanager',
  protocol: 'json-1.1',
  target: 'secretsmanager',
  internalError: 'InternalServiceError',
  messageMember: 'Message',
  operations: { DescribeSecret: describeSecret },
};
