/**
 * NIST and PCI DSS as Security Hub's own controls name them for the same weakness: its control on a data store without a
 * customer managed key has SC-12(2), SC-28(1) and 3.5.1, KMS.3 on deletion SC-12 and SC-12(2), KMS.4 on rotation SC-12,
 * SC-12(2), SC-28(3) and 3.7.4. HIPAA 164.312(a)(2)(iv) asks for encryption of stored health data, SOC 2 CC6.1 for
 * keys that are protected in use, storage and destruction, and for assets that are inventoried and classified.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 */
export const KEY_UNDER_CUSTOMER_CONTROL: readonly string[] = [
  'NIST.800-53.r5 SC-12(2)',
  'NIST.800-53.r5 SC-28(1)',
  'PCI DSS v4.0.1/3.5.1',
  'HIPAA 164.312(a)(2)(iv)',
  'SOC 2 CC6.1',
];
/** SC-12(1): information stays available when keys are lost. */
export const KEY_AVAILABLE: readonly string[] = [
  'NIST.800-53.r5 SC-12',
  'NIST.800-53.r5 SC-12(1)',
  'NIST.800-53.r5 SC-12(2)',
  'SOC 2 CC6.1',
];
/** AC-3 and AC-6 as KMS.1 has them; 3.6.1: access to keys for the fewest custodians; 164.312(a)(1): only for those granted it. */
export const KEY_ACCESS_RESTRICTED: readonly string[] = [
  'NIST.800-53.r5 AC-3',
  'NIST.800-53.r5 AC-6',
  'PCI DSS v4.0.1/3.6.1',
  'HIPAA 164.312(a)(1)',
  'SOC 2 CC6.1',
];
/** AC-5: duties are separated, as one who both governs a key and reads with it is watched by nobody. */
export const KEY_DUTIES_SEPARATED: readonly string[] = ['NIST.800-53.r5 AC-5', ...KEY_ACCESS_RESTRICTED];
export const KEY_CHANGED_IN_TIME: readonly string[] = [
  'NIST.800-53.r5 SC-12',
  'NIST.800-53.r5 SC-12(2)',
  'NIST.800-53.r5 SC-28(3)',
  'PCI DSS v4.0.1/3.7.4',
  'SOC 2 CC6.1',
];
/** CM-8: an inventory that says who answers for what. */
export const KEY_INVENTORIED: readonly string[] = ['NIST.800-53.r5 CM-8', 'SOC 2 CC6.1'];
/** A naming convention and a limit of flows are the organization's own wishes; what was not read touches nothing known. */
export const NONE: readonly string[] = [];

/** What a compliant flow is evidence for: what is always judged, and rotation only where it was seen to be on. */
export const requirementsMet = ({ rotates }: { readonly rotates: boolean }): readonly string[] => [
  ...new Set([...KEY_UNDER_CUSTOMER_CONTROL, ...KEY_AVAILABLE, ...(rotates ? KEY_CHANGED_IN_TIME : [])]),
];
