/** Wrong usage or input: one line that names what is wrong, with which value, and what is allowed. Nothing was read. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}
