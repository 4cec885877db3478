import { MOST_APPFLOW_CONCURRENCY } from '../../core/input/settings.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import type { AttemptLimit } from './attempt-limit.ts';

/** AppFlow publishes no request rate: each of its operations finds its own. */
export const createFlowRate = (start: number): AttemptLimit =>
  createAdaptiveLimit({ start, most: MOST_APPFLOW_CONCURRENCY, isThrottled });

export const isThrottled = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return (
    error.name === 'ThrottlingException' ||
    error.name === 'TooManyRequestsException' ||
    $metadata?.httpStatusCode === 429
  );
};
