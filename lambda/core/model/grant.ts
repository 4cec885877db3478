/** What decides of a grant, in KMS's words; https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface Grant {
  readonly Operations?: readonly string[] | undefined;
  /** An ARN, or in older grants of services the name of the service. */
  readonly GranteePrincipal?: string | undefined;
  /** In newer grants of services instead of the above. */
  readonly GranteeServicePrincipal?: string | undefined;
}

const DECRYPTING: readonly string[] = ['Decrypt', 'ReEncryptFrom', 'CreateGrant'];

/** Without colon and slash: the name of a role may end as that of a service does. */
const SERVICE = /^[^:/]+\.amazonaws\.com(?:\.cn)?$/;

/**
 * Whom the grant lets decrypt, or give that right to others; nothing where it is nobody, or a service of AWS. Throws where the
 * grant does not tell: such an answer is as good as none.
 */
export const decryptingGrantee = (grant: Grant): string | undefined => {
  const { Operations: operations, GranteePrincipal: grantee, GranteeServicePrincipal: service } = grant;
  if (operations === undefined || (grantee ?? service) === undefined) {
    throw new Error('KMS answered with a grant without its operations or grantee');
  }
  if (grantee === undefined || SERVICE.test(grantee)) return undefined;
  return operations.some((operation) => DECRYPTING.includes(operation)) ? grantee : undefined;
};
