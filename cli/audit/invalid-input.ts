import { plainText } from '../../lambda/core/model/text.ts';

/** Usage or input that is wrong: one line that says what is wrong, with which input, and what to do. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  constructor(message: string, options?: ErrorOptions) {
    // A line break out of a file would make the error two lines, of which the second is somebody else's.
    super(plainText(message), options);
  }
}
