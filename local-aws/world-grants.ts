import * as v from 'valibot';

const serviceName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/, 'must be a service such as rds.amazonaws.com'),
);

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html#KMS-CreateGrant-request-Operations */
export const GRANT_OPERATIONS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'GetPublicKey',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'DeriveSharedSecret',
  'Encapsulate',
  'Decapsulate',
] as const;

const operation = v.picklist(GRANT_OPERATIONS);

const context = v.record(v.string(), v.string());

/**
 * A grant in the field names of ListGrants. Its grantee is a principal, or a service in the newer form, which KMS takes only
 * with a source and somebody who may retire it.
 */
export const worldGrant = v.pipe(
  v.strictObject({
    GrantId: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))),
    Name: v.optional(v.string()),
    GranteePrincipal: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
    GranteeServicePrincipal: v.optional(serviceName),
    RetiringPrincipal: v.optional(v.string()),
    RetiringServicePrincipal: v.optional(serviceName),
    Operations: v.pipe(v.array(operation), v.minLength(1, 'must name an operation')),
    Constraints: v.optional(
      v.strictObject({
        EncryptionContextSubset: v.optional(context),
        EncryptionContextEquals: v.optional(context),
        SourceArn: v.optional(v.pipe(v.string(), v.startsWith('arn:'))),
      }),
    ),
  }),
  v.check(
    ({ GranteePrincipal, GranteeServicePrincipal }) =>
      (GranteePrincipal === undefined) !== (GranteeServicePrincipal === undefined),
    'must have either GranteePrincipal or GranteeServicePrincipal',
  ),
  v.check(
    ({ GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal, Constraints }) =>
      GranteeServicePrincipal === undefined ||
      (Constraints?.SourceArn !== undefined && (RetiringPrincipal ?? RetiringServicePrincipal) !== undefined),
    'GranteeServicePrincipal needs Constraints.SourceArn and a retiring principal',
  ),
);
