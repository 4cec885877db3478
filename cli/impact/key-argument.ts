import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import { isReservedAlias, type KeyReference, parseNamedKeyIn } from '../../lambda/core/model/key-reference.ts';
import { quote } from '../../lambda/core/model/text.ts';

/** What was given as KEY names no key that could be disabled; the message says what may be given. */
export class KeyArgumentError extends Error {
  override readonly name = 'KeyArgumentError';
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
const BARE = /^(?:alias\/[A-Za-z0-9/_-]{1,250}|mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Reads KEY: the ARN of a key or of an alias, or a key id or `alias/NAME`, which is of the one place that is read.
 * `where` is left out where that is more than one. Throws a KeyArgumentError.
 */
export const parseKeyArgument = (text: string, where?: AccountRegion): KeyReference => {
  const isBare = BARE.test(text);
  if (isBare && where === undefined) {
    throw new KeyArgumentError(
      `KEY ${quote(text)} names a key in every account and Region that is read: give its ARN, or read one place only`,
    );
  }
  const named = where !== undefined && isBare ? parseNamedKeyIn(where, text) : parseNamedKeyIn(NOWHERE, text);
  if (named.kind !== 'reference' || (!isBare && !text.startsWith('arn:'))) {
    throw new KeyArgumentError(
      `KEY ${quote(text)} must be the ARN of a KMS key or alias, a key id such as 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d, or alias/NAME`,
    );
  }
  // KMS would create the key behind such an alias, were it asked.
  if (isReservedAlias(named.reference)) {
    throw new KeyArgumentError(
      `KEY ${quote(text)} is the alias of a key that AWS manages: nobody can disable or delete that key`,
    );
  }
  return named.reference;
};

/** No ARN is read in a place. */
const NOWHERE: AccountRegion = { partition: '', account: '', region: '' };
