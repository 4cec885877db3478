import type { Provider, RetryStrategyV2, StandardRetryToken } from '@smithy/types';

/** Gives back all that retries have cost a client so far. */
const EVERYTHING: StandardRetryToken = {
  getRetryCost: () => Number.POSITIVE_INFINITY,
  getRetryCount: () => 0,
  getRetryDelay: () => 0,
};

/**
 * Lets each call use all of its attempts. The SDK's standard strategy gives a client 500 tokens and takes 14 for each
 * retry: after some 35 retries it gives up at the first error, so that a few bad seconds would cost a sweep every flow it
 * asks for meanwhile, and a warm function the next event. Here the number of calls at one time and the deadline of the
 * event bound the load already.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export const retryWithoutQuota = (config: { retryStrategy: Provider<RetryStrategyV2> }): void => {
  const standardOf = config.retryStrategy;
  config.retryStrategy = async () => {
    const standard = await standardOf();
    // Another mode, chosen by AWS_RETRY_MODE, keeps its own account of failures.
    if ('mode' in standard && standard.mode !== 'standard') return standard;
    return {
      acquireInitialRetryToken: (scope) => standard.acquireInitialRetryToken(scope),
      refreshRetryTokenForRetry: (token, error) => {
        standard.recordSuccess(EVERYTHING);
        return standard.refreshRetryTokenForRetry(token, error);
      },
      recordSuccess: (token) => standard.recordSuccess(token),
    };
  };
};
