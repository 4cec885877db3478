import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import { MOST_APPFLOW_CONCURRENCY } from '../../core/input/settings.ts';
import { type AdaptiveLimit, createAdaptiveLimit } from './adaptive-limit.ts';

/** AppFlow publishes no request rate: DescribeFlow finds its own. */
export const createFlowRate = (start: number): AdaptiveLimit =>
  createAdaptiveLimit({ start, most: MOST_APPFLOW_CONCURRENCY, isThrottled });

/**
 * Puts every attempt at this call under the limit, those that the SDK repeats included: between two attempts it waits
 * without a place among the calls at one time, and each throttled attempt is seen as it happens.
 */
export const limitAttempts = <I extends object, O extends object>(
  stack: MiddlewareStack<I, O>,
  limit: AdaptiveLimit,
  signal: AbortSignal,
): void => {
  const limited: FinalizeRequestMiddleware<I, O> = (next) => (input) => limit(() => next(input), signal);
  // After the retries, and before the signature, which would grow old while the attempt waits.
  stack.addRelativeTo(limited, { name: 'limitAttempts', relation: 'after', toMiddleware: 'retryMiddleware' });
};

export const isThrottled = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return (
    error.name === 'ThrottlingException' ||
    error.name === 'TooManyRequestsException' ||
    $metadata?.httpStatusCode === 429
  );
};
