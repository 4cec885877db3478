import type { MiddlewareStack } from '@smithy/types';
import { NotReadError } from '../../lambda/aws/aws-error.ts';
import { NOT_IN_THE_RECORDING } from '../../local-aws/recording.ts';

/** Makes what a recording does not hold a refusal that says so: nobody asked AWS. */
export const tellWhatIsNotRecorded = (stack: MiddlewareStack<object, object>): void => {
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== NOT_IN_THE_RECORDING) throw error;
        throw new NotReadError('not in the recording');
      }
    },
    { step: 'initialize', name: 'tellWhatIsNotRecorded' },
  );
};
