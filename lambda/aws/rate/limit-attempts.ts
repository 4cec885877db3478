import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import type { AttemptLimit } from './attempt-limit.ts';

/**
 * Puts every attempt at this call under the limit, those that the SDK repeats included: between two attempts it waits
 * without a place among the calls at one time, and each throttled attempt is seen as it happens.
 */
export const limitAttempts = <I extends object, O extends object>(
  stack: MiddlewareStack<I, O>,
  limit: AttemptLimit,
  signal: AbortSignal,
): void => {
  const limited: FinalizeRequestMiddleware<I, O> = (next) => (input) => limit(() => next(input), signal);
  // After the retries, and before the signature, which would grow old while the attempt waits.
  stack.addRelativeTo(limited, { name: 'limitAttempts', relation: 'after', toMiddleware: 'retryMiddleware' });
};
