import { AwsCallError, RoleNotAssumedError } from '../../lambda/aws/aws-error.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';
import type { AuditedPlace } from '../audit/audit.ts';

/** Why a place was not read to the end. */
export type UnreadPlace = Required<Pick<AuditedPlace, 'status' | 'because'>>;

export const INTERRUPTED: UnreadPlace = { status: 'unreadable', because: 'the audit was interrupted' };

/** A Region that an account has not enabled knows none of its credentials: by these names AWS says so. */
const UNKNOWN_CREDENTIALS: readonly string[] = ['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure'];

/** What the failure of a place means. `credentialsWork`: they have worked elsewhere, so that only the Region can be to blame. */
export const unreadPlace = (error: unknown, credentialsWork: boolean): UnreadPlace => {
  const cause = error instanceof AwsCallError ? error.cause : error;
  if (credentialsWork && cause instanceof Error && UNKNOWN_CREDENTIALS.includes(cause.name)) {
    return { status: 'not-enabled', because: 'the account has not enabled this Region' };
  }
  if (error instanceof RoleNotAssumedError) {
    return { status: 'unreadable', because: plainText(`role ${error.roleArn} could not be assumed: ${told(error)}`) };
  }
  return { status: 'unreadable', because: plainText(messageOf(error)) };
};

const told = ({ cause }: Error): string => (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
