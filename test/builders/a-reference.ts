import { type KeyReference, parseKeyReference } from '../../lambda/core/model/key-reference.ts';

/** What an ARN of KMS refers to; throws where the text is not one. */
export const aReference = (
  arn = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
): KeyReference => {
  const reference = parseKeyReference(arn);
  if (reference === undefined) throw new Error(`${arn} is not an ARN of KMS`);
  return reference;
};
