import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type Operation, readInput } from '../operation.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';
import type { KeyRecord } from '../state.ts';
import { limitField, listing, markerField, namedKey } from './kms-reads.ts';

const text = (most: number) =>
  v.nullish(
    v.pipe(
      v.string(),
      v.nonEmpty('Member must have length greater than or equal to 1'),
      v.maxLength(most, `Member must have length less than or equal to ${most}`),
    ),
  );

const request = v.object({
  Limit: limitField(100),
  Marker: markerField,
  GrantId: text(128),
  GranteePrincipal: text(256),
  GranteeServicePrincipal: v.nullish(v.string()),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html */
export const listGrants: Operation = (call) => {
  const { Limit, Marker, GrantId, GranteePrincipal, GranteeServicePrincipal } = readInput(call, request);
  const key = namedKey(call, { action: 'kms:ListGrants', acrossAccounts: true });
  if (GranteeServicePrincipal != null) {
    throw refuse('ValidationException', 'GranteeServicePrincipal can be given by AWS services only.');
  }
  const list = () =>
    grantsOf(key).filter(
      (grant) =>
        (GrantId ?? grant.GrantId) === grant.GrantId &&
        (GranteePrincipal == null || grant.GranteePrincipal === GranteePrincipal),
    );
  const of = `grants of ${key.Arn} ${GrantId ?? ''} ${GranteePrincipal ?? ''}`;
  return listing(call, { member: 'Grants', of, size: Limit ?? 50, list, Marker });
};

/** KMS names a grant by 64 hexadecimal digits: here those of its place, where the world gives none. */
const grantsOf = ({ Arn, account, region, Grants }: KeyRecord) =>
  Grants.map(({ GrantId, ...grant }, index) => ({
    KeyId: Arn,
    GrantId: GrantId ?? createHash('sha256').update(`${Arn} ${index}`).digest('hex'),
    CreationDate: 1767225600,
    IssuingAccount: `arn:${partitionOf(region)}:iam::${account}:root`,
    ...grant,
  }));
