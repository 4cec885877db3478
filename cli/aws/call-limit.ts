import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import pLimit from 'p-limit';

/** The most calls at one time to all accounts and Regions together. */
export const MOST_CALLS_AT_ONE_TIME = 64;

/** Gives a client its share of the calls at one time; every attempt at a call counts as one, and waits for its turn. */
export type LimitCalls = (stack: MiddlewareStack<object, object>) => void;

export const createCallLimit = (most: number = MOST_CALLS_AT_ONE_TIME): LimitCalls => {
  const limit = pLimit(most);
  const limited: FinalizeRequestMiddleware<object, object> = (next) => (input) => limit(() => next(input));
  // Inside the retries, and after the turns of a Region's own limit, so that nothing holds a place here while it waits there.
  return (stack) =>
    stack.addRelativeTo(limited, {
      name: 'limitCallsOfAll',
      relation: 'before',
      toMiddleware: 'httpSigningMiddleware',
    });
};
