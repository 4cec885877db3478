import type { MiddlewareStack, ResponseMetadata } from '@smithy/types';

/** Requests sent to AWS since the function started, and how many of them repeated a failed one. */
export interface CallCount {
  requests: number;
  retries: number;
}

/** Counts every request of a client, its retries included. */
export const countCalls = (stack: MiddlewareStack<object, object>, count: CallCount): void => {
  stack.add(
    (next) => async (input) => {
      try {
        const result = await next(input);
        add(count, result.output);
        return result;
      } catch (error) {
        add(count, error);
        throw error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'countCalls' },
  );
};

const add = (count: CallCount, answer: unknown): void => {
  const attempts = (answer as { readonly $metadata?: ResponseMetadata } | undefined)?.$metadata?.attempts ?? 1;
  count.requests += attempts;
  count.retries += attempts - 1;
};
