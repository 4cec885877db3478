import type { MiddlewareStack } from '@smithy/types';
import { CALLS, callOf, type Operation } from '../calls.ts';

class GarbledAnswerError extends Error {
  override readonly name = 'GarbledAnswerError';
  /** The SDK's own mark for errors worth another attempt. */
  readonly $retryable = {};
}

/** The SDK ties the response to whatever its deserializer throws; an error that the service told has a side at fault, too. */
const isUnreadableAnswer = (error: unknown): boolean =>
  error instanceof Error && '$response' in error && !('$fault' in error);

/**
 * Makes the SDK repeat a call whose answer is not JSON or XML, or lacks what was asked for. The SDK takes a cut-off body for the
 * caller's mistake and an empty object for an answer; but "no tags", "no flows" or "no rotation" must be read, not inferred.
 */
export const rejectPartialAnswers = (stack: MiddlewareStack<object, object>): void => {
  stack.add(
    (next, context) => async (request) => {
      const command = String(context['commandName']);
      const result = await next(request).catch((error: unknown) => {
        if (!isUnreadableAnswer(error)) throw error;
        throw new GarbledAnswerError(`${command} got an answer that cannot be read`, { cause: error });
      });
      const member = neededBy(command);
      if (member !== undefined && Reflect.get(result.output ?? {}, member) === undefined) {
        throw new GarbledAnswerError(`${command} got an answer without ${member}`);
      }
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'rejectPartialAnswers' },
  );
};

/** The SDK names a command by its operation. */
const neededBy = (command: string): string | undefined => {
  const operation = command.replace(/Command$/, '');
  return operation in CALLS ? callOf(operation as Operation).needs : undefined;
};
