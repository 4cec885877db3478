import type { ReasonCode } from './reasons.ts';

const KEY_UNDER_CUSTOMER_CONTROL = [
  'NIST.800-53.r5 SC-12',
  'NIST.800-53.r5 SC-28(1)',
  'PCI DSS v4.0.1/3.5.1',
  'HIPAA 164.312(a)(2)(iv)',
  'SOC 2 CC6.1',
];
const KEY_AVAILABLE = ['NIST.800-53.r5 SC-12(1)', 'HIPAA 164.308(a)(7)(ii)(A)', 'SOC 2 A1.2'];
const KEY_ACCESS_RESTRICTED = ['NIST.800-53.r5 AC-3', 'NIST.800-53.r5 AC-6', 'PCI DSS v4.0.1/3.6.1.3', 'SOC 2 CC6.1'];
const KEY_CHANGED_IN_TIME = ['NIST.800-53.r5 SC-12', 'PCI DSS v4.0.1/3.7.4', 'SOC 2 CC6.1'];
const KEY_INVENTORIED = ['NIST.800-53.r5 CM-8', 'PCI DSS v4.0.1/3.6.1.1', 'SOC 2 CC6.1'];

/**
 * The requirements that a reason touches, for Security Hub's Compliance.RelatedRequirements: SC-12 and PCI DSS 3.7.4 ask
 * for key management and timely key changes, SC-28(1) and HIPAA 164.312(a)(2)(iv) for encryption at rest, AC-3, AC-6 and
 * 3.6.1.3 for restricted access to keys, SC-12(1) and A1.2 for their availability, CM-8 and 3.6.1.1 for an inventory of keys.
 */
const REQUIREMENTS: { readonly [Code in ReasonCode]: readonly string[] } = {
  NO_CMK: KEY_UNDER_CUSTOMER_CONTROL,
  KEY_NOT_FOUND: KEY_AVAILABLE,
  AWS_MANAGED_KEY: KEY_UNDER_CUSTOMER_CONTROL,
  KEY_PENDING_DELETION: KEY_AVAILABLE,
  KEY_DISABLED: KEY_AVAILABLE,
  KEY_UNUSABLE: KEY_AVAILABLE,
  KEY_NOT_SYMMETRIC: KEY_UNDER_CUSTOMER_CONTROL,
  KEY_ACCOUNT_NOT_ALLOWED: KEY_ACCESS_RESTRICTED,
  KEY_POLICY_OPEN: KEY_ACCESS_RESTRICTED,
  ROTATION_OFF: KEY_CHANGED_IN_TIME,
  ROTATION_TOO_SLOW: KEY_CHANGED_IN_TIME,
  ROTATION_IMPOSSIBLE: KEY_CHANGED_IN_TIME,
  ROTATION_OVERDUE: KEY_CHANGED_IN_TIME,
  KEY_UNTAGGED: KEY_INVENTORIED,
  TAG_MISSING: KEY_INVENTORIED,
  TAG_VALUE_NOT_ALLOWED: KEY_INVENTORIED,
  TAG_MISMATCH: KEY_INVENTORIED,
  ALIAS_NOT_CONVENTIONAL: KEY_INVENTORIED,
  KEY_SHARED: KEY_ACCESS_RESTRICTED,
  CREDENTIALS_WITHOUT_CMK: KEY_UNDER_CUSTOMER_CONTROL,
  UNVERIFIED: [],
};

/** The requirements behind these reasons, each once; those of a good key where there is no reason. */
export const requirementsOf = (codes: readonly ReasonCode[]): readonly string[] => [
  ...new Set(
    codes.length === 0
      ? [...KEY_UNDER_CUSTOMER_CONTROL, ...KEY_CHANGED_IN_TIME]
      : codes.flatMap((code) => REQUIREMENTS[code]),
  ),
];
