import type { Lookups } from '../aws/lookups.ts';
import { whomToAsk } from '../core/checks/key-is-customer-managed.ts';
import type { RuleParameters } from '../core/input/rule-parameters.ts';
import type { KeyOwnership } from '../core/model/key.ts';
import { type NamedKey, nameOfReference } from '../core/model/key-reference.ts';

export const withoutCmk = (because: string): KeyOwnership => ({ kind: 'without-cmk', because });

/** How a sentence calls what a connector profile keeps its credentials in. */
export const secretOfProfile = (profile: string): string => `the secret of connector profile ${profile}`;

export const encryptionOfBucket = (bucket: string): string => `the default encryption of bucket ${bucket}`;

/** A bucket whose default encryption is none of KMS, but such as AES256. */
export const withoutKms = (bucket: string, algorithm: string): KeyOwnership =>
  withoutCmk(`${encryptionOfBucket(bucket)} is ${algorithm}, under no KMS key`);

/** Whether what names a key is under a customer managed one; `what` is how a sentence calls it, such as "the secret of …". */
export const keyBehind = async (
  what: string,
  named: NamedKey,
  flowAccount: string,
  lookups: Pick<Lookups, 'key'>,
  parameters: RuleParameters,
): Promise<KeyOwnership> => {
  const whom = whomToAsk(named, flowAccount, parameters);
  switch (whom.kind) {
    case 'none':
    case 'aws-managed':
      return withoutCmk(`${what} is under the AWS managed key`);
    case 'not-an-arn':
      return withoutCmk(`the key of ${what} does not exist`);
    case 'account-not-allowed': {
      const { reference } = whom;
      const because = `account ${reference.account} may not own ${nameOfReference(reference)}`;
      return withoutCmk(`the key of ${what} is not allowed: ${because}`);
    }
    case 'ask': {
      const lookup = await lookups.key(whom.reference);
      if (lookup.kind === 'refused') return lookup;
      if (lookup.kind === 'missing') return withoutCmk(`the key of ${what} does not exist`);
      return lookup.key.manager === 'CUSTOMER'
        ? { kind: 'customer-managed' }
        : withoutCmk(`${what} is under the AWS managed key`);
    }
  }
};
