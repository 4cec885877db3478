import { accessDenied, authorize, type Call } from '../operation.ts';
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
  authorize(call, { action: lookup.action, resource: key?.Arn ?? arn });
  if (key === undefined) throw refuse('NotFoundException', `Key '${arn}' does not exist`);
  if (key.account !== call.caller.account) refuseForeigner(call, lookup, key);
  return key;
};

/** "Cross-account use" of each operation in the API reference: most are never allowed, whatever the key's policy says. */
const refuseForeigner = (call: Call, { action, acrossAccounts }: KeyLookup, key: KeyRecord) => {
  if (acrossAccounts && key.SharedWith.includes(call.caller.account)) return;
  const because = `no resource-based policy allows the ${action} action`;
  throw accessDenied(call, { action, resource: key.Arn, because });
};

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

/** Describing a predefined alias makes AWS create the managed key behind it; here it is only written down. */
const arnOfAlias = (call: Call, aliasArn: string): string => {
  const alias = call.state.aliases.get(aliasArn);
  if (alias !== undefined) return alias.keyArn;
  const { account, resource } = splitArn(aliasArn) ?? {};
  if (account === call.caller.account && resource?.startsWith('alias/aws/')) {
    call.state.createdAwsManagedKeys.push(aliasArn);
  }
  throw refuse('NotFoundException', `Alias ${aliasArn} is not found.`);
};
