import { accessDenied, authorize, type Call, isRecorded } from '../operation.ts';
import { partitionOf, splitArn } from '../place.ts';
import { refuse } from '../service-error.ts';
import type { KeyRecord } from '../state.ts';

export interface KeyLookup {
  readonly keyId: string;
  /** The IAM action, such as `kms:DescribeKey`. */
  readonly action: string;
  /** Whether the operation takes an alias name or alias ARN too. */
  readonly takesAlias?: boolean;
  /** Whether KMS lets another account do this, where the key's policy does. */
  readonly acrossAccounts?: boolean;
}

/** The key that a request names, once the caller may do with it what the request wants. */
export const findKey = (call: Call, lookup: KeyLookup): KeyRecord => {
  const arn = keyArnOf(call, lookup);
  const key = call.state.keys.get(arn);
  authorize(call, { action: lookup.action, resource: arn });
  if (splitArn(arn)?.account !== call.caller.account && !isRecorded(call)) return sharedKey(call, lookup, { arn, key });
  if (key === undefined) throw refuseUnknown(arn);
  return key;
};

/**
 * "Cross-account use" of each operation in the API reference: most are never allowed, whatever the key's policy says. One
 * answer for all, the missing key included, so that a stranger cannot find out which keys an account has.
 */
const sharedKey = (
  call: Call,
  { action, acrossAccounts }: KeyLookup,
  { arn, key }: { readonly arn: string; readonly key: KeyRecord | undefined },
): KeyRecord => {
  if (acrossAccounts && key?.SharedWith.includes(call.caller.account)) return key;
  const because =
    'the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';
  throw accessDenied(call, { action, resource: arn, because });
};

const refuseUnknown = (arn: string) =>
  refuse('NotFoundException', arn.includes(':alias/') ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`);

const keyArnOf = (call: Call, { keyId, takesAlias = false }: KeyLookup): string => {
  const { caller } = call;
  if (keyId.startsWith('arn:')) return arnOfArn(call, { keyId, takesAlias });
  const prefix = `arn:${partitionOf(caller.region)}:kms:${caller.region}:${caller.account}`;
  if (keyId.startsWith('alias/')) {
    if (!takesAlias) throw refuse('InvalidArnException', `Invalid keyId '${keyId}'`);
    return arnOfAlias(call, `${prefix}:${keyId}`);
  }
  if (!/^[A-Za-z0-9-]+$/.test(keyId)) throw refuse('NotFoundException', `Invalid keyId '${keyId}'`);
  return `${prefix}:key/${keyId}`;
};

const arnOfArn = (call: Call, { keyId, takesAlias }: { readonly keyId: string; readonly takesAlias: boolean }) => {
  const parts = splitArn(keyId);
  if (parts?.service !== 'kms' || !/^(key|alias)\/./.test(parts.resource)) {
    throw refuse('InvalidArnException', `${keyId} is not a valid ARN of a KMS key`);
  }
  // KMS is regional: an endpoint knows the keys of its own Region only, and says so in these words.
  if (parts.region !== call.caller.region) throw refuse('NotFoundException', `Invalid arn ${parts.region}`);
  if (parts.resource.startsWith('key/')) return keyId;
  if (!takesAlias) throw refuse('InvalidArnException', `${keyId} is an alias ARN, which this operation does not take`);
  return arnOfAlias(call, keyId);
};

/**
 * The key's ARN, or the alias's own where no key has it. Describing a predefined alias makes AWS create the managed key
 * behind it; here it is only written down.
 */
const arnOfAlias = (call: Call, aliasArn: string): string => {
  const alias = call.state.aliases.get(aliasArn);
  if (alias !== undefined) return alias.keyArn;
  const { account, resource } = splitArn(aliasArn) ?? {};
  if (account === call.caller.account && resource?.startsWith('alias/aws/')) {
    call.state.createdAwsManagedKeys.push(aliasArn);
  }
  return aliasArn;
};
