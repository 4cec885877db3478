import { plainText } from '../core/model/text.ts';

/**
 * What an AWS error means to the rule. Passing: throttled, failing, unanswered or unknown; never an outcome, always thrown.
 * By name, not instanceof: KMS and Config have no class for AccessDeniedException or ThrottlingException.
 */
export type AwsErrorKind =
  | 'denied'
  | 'not-found'
  | 'invalid'
  | 'unsupported'
  | 'unconfigured'
  | 'no-recorder'
  | 'rule-gone'
  | 'passing';

const KINDS: ReadonlyMap<string, AwsErrorKind> = new Map([
  ['AccessDeniedException', 'denied'],
  ['AccessDenied', 'denied'],
  ['NotFoundException', 'not-found'],
  ['ResourceNotFoundException', 'not-found'],
  ['NoSuchBucket', 'not-found'],
  ['ServerSideEncryptionConfigurationNotFoundError', 'unconfigured'],
  ['InvalidArnException', 'invalid'],
  ['ValidationException', 'invalid'],
  ['InvalidParameterValueException', 'invalid'],
  ['InvalidBucketName', 'invalid'],
  ['UnsupportedOperationException', 'unsupported'],
  ['NoAvailableConfigurationRecorderException', 'no-recorder'],
  ['NoSuchConfigRuleException', 'rule-gone'],
]);

export const awsErrorKind = (error: unknown): AwsErrorKind => {
  if (error instanceof RoleNotAssumedError) return 'denied';
  return (error instanceof Error ? KINDS.get(error.name) : undefined) ?? 'passing';
};

/** An AWS call that gave no answer to rely on: what hangs on it fails by name, and Lambda tries again. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  constructor(operation: string, subject: string, cause: unknown) {
    super(plainText(`${operation} failed for ${subject}: ${inOneLine(cause)}`), { cause });
  }
}

/** Nobody asked AWS, and nobody will: what stands in its place says why, in a clause such as "not in the recording". */
export class NotReadError extends Error {
  override readonly name = 'NotReadError';
  constructor(readonly because: string) {
    super(because);
  }
}

/** STS refused; nothing can be read or put in that account until its trust policy allows it. */
export class RoleNotAssumedError extends Error {
  override readonly name = 'RoleNotAssumedError';
  constructor(
    readonly roleArn: string,
    cause: unknown,
  ) {
    super(
      `${roleArn} could not be assumed (${inOneLine(cause)}): the role must exist, its trust policy must allow sts:AssumeRole to the role of this function, and that role must be allowed to assume it`,
      { cause },
    );
  }
}

/** Calls are aborted for one reason only: the deadline of the event. */
const inOneLine = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.name === 'AbortError'
    ? "the function's time is nearly up; give it more time, or look for throttling before this line"
    : `${cause.name}: ${cause.message}`;
};
