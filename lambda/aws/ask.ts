import { type Answer, denied, given, type Refused, refused } from '../core/model/answer.ts';
import { AwsCallError, type AwsErrorKind, awsErrorKind, NotReadError } from './aws-error.ts';
import { callOf, type Operation } from './calls.ts';

/** Kinds of error that an operation can answer with, and what each of them means there. */
export type Meanings<V> = Partial<Readonly<Record<Exclude<AwsErrorKind, 'denied' | 'passing'>, V>>>;

/**
 * Asks AWS one thing. A lasting refusal is a value, and so is an error that has a meaning here; a passing failure, or an error
 * without a meaning, is thrown as an AwsCallError that names operation and subject, so that Lambda tries again. `whereDenied`
 * replaces the usual words where the action alone does not tell what to allow.
 */
export const ask = async <T, V = never>(
  operation: Operation,
  subject: string,
  send: () => Promise<T>,
  meanings: Meanings<V> = {},
  whereDenied?: Refused,
): Promise<Answer<T | V>> => {
  try {
    return given(await send());
  } catch (error) {
    if (error instanceof NotReadError) return refused(error.because);
    const kind = awsErrorKind(error);
    const { action } = callOf(operation);
    if (kind === 'denied') return whereDenied ?? denied(action);
    if (kind !== 'passing' && kind in meanings) return given(meanings[kind] as V);
    throw new AwsCallError(action, subject, error);
  }
};

/** Asks where a refusal leaves nothing to do but to fail: its error is thrown as well. */
export const demand = async <T>(operation: Operation, subject: string, send: () => Promise<T>): Promise<T> => {
  try {
    return await send();
  } catch (error) {
    throw new AwsCallError(callOf(operation).action, subject, error);
  }
};
