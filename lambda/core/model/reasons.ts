import {
  KEY_ACCESS_RESTRICTED,
  KEY_AVAILABLE,
  KEY_CHANGED_IN_TIME,
  KEY_DUTIES_SEPARATED,
  KEY_INVENTORIED,
  KEY_UNDER_CUSTOMER_CONTROL,
  NONE,
} from './requirements.ts';

interface ReasonRow {
  /** Its label in Security Hub. */
  readonly severity: SeverityLabel;
  /** What is wrong, in words. */
  readonly title: string;
  /** What a person can do. */
  readonly remedy: string;
  /** The requirements of NIST, PCI DSS, HIPAA and SOC 2 that it touches. */
  readonly requirements: readonly string[];
}

/** The catalogue of reasons, in the order in which an evaluation lists them: what makes the others pointless comes first. */
export const REASONS = {
  NO_CMK: {
    severity: 'HIGH',
    title: 'The flow has no customer managed key',
    remedy: 'Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  KEY_NOT_FOUND: {
    severity: 'HIGH',
    title: 'The key of the flow does not exist',
    remedy: 'Recreate the flow with a key that exists: AppFlow cannot change the key of a flow',
    requirements: KEY_AVAILABLE,
  },
  AWS_MANAGED_KEY: {
    severity: 'HIGH',
    title: 'The key of the flow is managed by AWS',
    remedy: 'Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  KEY_PENDING_DELETION: {
    severity: 'CRITICAL',
    title: 'The key of the flow is about to be deleted',
    remedy: 'Cancel the deletion with kms:CancelKeyDeletion, then enable the key',
    requirements: KEY_AVAILABLE,
  },
  KEY_DISABLED: {
    severity: 'HIGH',
    title: 'The key of the flow is disabled',
    remedy: 'Enable the key with kms:EnableKey, or recreate the flow with another one',
    requirements: KEY_AVAILABLE,
  },
  KEY_UNUSABLE: {
    severity: 'HIGH',
    title: 'The key of the flow cannot be used',
    remedy: 'Restore its key material or key store, or recreate the flow with another key',
    requirements: KEY_AVAILABLE,
  },
  KEY_NOT_SYMMETRIC: {
    severity: 'MEDIUM',
    title: 'The key of the flow is not a symmetric encryption key',
    remedy: 'Recreate the flow with a key of spec SYMMETRIC_DEFAULT and usage ENCRYPT_DECRYPT',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  KEY_ACCOUNT_NOT_ALLOWED: {
    severity: 'MEDIUM',
    title: 'The key of the flow belongs to an account that is not allowed',
    remedy: 'Recreate the flow with a key of an allowed account, or add the account to allowedKeyAccounts',
    requirements: KEY_ACCESS_RESTRICTED,
  },
  KEY_POLICY_OPEN: {
    severity: 'CRITICAL',
    title: 'The policy of the key admits everyone',
    remedy: 'Name the principals in the key policy, or restrict it with aws:PrincipalOrgID or kms:CallerAccount',
    requirements: KEY_ACCESS_RESTRICTED,
  },
  KEY_USER_NOT_ALLOWED: {
    severity: 'HIGH',
    title: 'Somebody who is not listed may decrypt with the key',
    remedy: 'Remove the identity from the key policy or retire the grant, or add it to keyUsers',
    requirements: KEY_ACCESS_RESTRICTED,
  },
  DUTIES_NOT_SEPARATED: {
    severity: 'MEDIUM',
    title: 'One principal may both administer the key and decrypt with it',
    remedy:
      'Give each duty to principals of its own, and name single actions in the key policy: kms:Create* gives kms:CreateGrant, too',
    requirements: KEY_DUTIES_SEPARATED,
  },
  ROTATION_OFF: {
    severity: 'MEDIUM',
    title: 'Automatic rotation of the key is off',
    remedy: 'Turn it on with kms:EnableKeyRotation',
    requirements: KEY_CHANGED_IN_TIME,
  },
  ROTATION_TOO_SLOW: {
    severity: 'MEDIUM',
    title: 'The key rotates too slowly',
    remedy: 'Shorten the period with kms:EnableKeyRotation and RotationPeriodInDays',
    requirements: KEY_CHANGED_IN_TIME,
  },
  ROTATION_IMPOSSIBLE: {
    severity: 'MEDIUM',
    title: 'The key cannot rotate automatically',
    remedy: 'Recreate the flow with a key of origin AWS_KMS, or accept such keys with nonRotatableKeys',
    requirements: KEY_CHANGED_IN_TIME,
  },
  ROTATION_OVERDUE: {
    severity: 'MEDIUM',
    title: 'The on-demand rotation of the key is overdue',
    remedy: 'Import new key material and rotate with kms:RotateKeyOnDemand',
    requirements: KEY_CHANGED_IN_TIME,
  },
  KEY_UNTAGGED: {
    severity: 'LOW',
    title: 'The key has no tag of its own',
    remedy: 'Tag the key with kms:TagResource',
    requirements: KEY_INVENTORIED,
  },
  TAG_MISSING: {
    severity: 'LOW',
    title: 'The key lacks a required tag',
    remedy: 'Add the tag with kms:TagResource',
    requirements: KEY_INVENTORIED,
  },
  TAG_VALUE_NOT_ALLOWED: {
    severity: 'LOW',
    title: 'A tag of the key has a value that is not allowed',
    remedy: 'Set an allowed value with kms:TagResource',
    requirements: KEY_INVENTORIED,
  },
  TAG_MISMATCH: {
    severity: 'MEDIUM',
    title: 'A tag of the flow and of its key differ',
    remedy: 'Give flow and key the same value, or use the key meant for this flow',
    requirements: KEY_INVENTORIED,
  },
  ALIAS_NOT_CONVENTIONAL: {
    severity: 'LOW',
    title: 'No alias of the key follows the naming convention',
    remedy: 'Create a conventional alias with kms:CreateAlias',
    requirements: NONE,
  },
  KEY_SHARED: {
    severity: 'LOW',
    title: 'Too many flows share the key',
    remedy: 'Recreate some of the flows with keys of their own',
    requirements: NONE,
  },
  CREDENTIALS_WITHOUT_CMK: {
    severity: 'MEDIUM',
    title: 'The credentials of a connector profile are not under a customer managed key',
    remedy: 'Recreate the connector profile with a customer managed key',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  BUCKET_WITHOUT_CMK: {
    severity: 'MEDIUM',
    title: 'A bucket of the flow is not under a customer managed key by default',
    remedy:
      'Set the default encryption of the bucket to SSE-KMS with a customer managed key, with s3:PutEncryptionConfiguration',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  KEY_NOT_SEEN_IN_USE: {
    severity: 'MEDIUM',
    title: 'The key of the flow was not in use when the flow ran',
    remedy: 'Find out with CloudTrail which key the run used, then recreate the flow with the key meant for it',
    requirements: KEY_UNDER_CUSTOMER_CONTROL,
  },
  UNVERIFIED: {
    severity: 'MEDIUM',
    title: 'Something that the rule must see could not be read',
    remedy: 'Let the role of the rule read it, in its own policy and in the key policy',
    requirements: NONE,
  },
} as const satisfies Readonly<Record<string, ReasonRow>>;

/** Severity labels of Security Hub's finding format, mildest first. */
export const SEVERITIES = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type SeverityLabel = (typeof SEVERITIES)[number];

/** 0 for the mildest; a worse one has a higher rank. */
export const rankOfSeverity = (severity: SeverityLabel): number => SEVERITIES.indexOf(severity);

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

/**
 * Why a flow is not compliant, or could not be verified: one fact with its actual values, as a clause in lower case
 * without a full stop ("automatic rotation is off for key 1b2c"), and what to do if that is more than the catalogue's remedy.
 */
export interface Reason {
  readonly code: ReasonCode;
  readonly problem: string;
  readonly remedy?: string;
  /** Of an UNVERIFIED that nobody refused to verify: what is not known before it is deployed, and why. */
  readonly notYetKnown?: { readonly what: string; readonly because: string; readonly line?: number };
}

/** The same reasons in the catalogue's order; reasons of one code keep theirs. */
export const inOrder = (reasons: readonly Reason[]): readonly Reason[] =>
  [...reasons].sort((a, b) => REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code));

/** The codes of these reasons, each once, in the catalogue's order. */
export const codesOf = (reasons: readonly Reason[]): readonly ReasonCode[] => [
  ...new Set(inOrder(reasons).map(({ code }) => code)),
];

/** The first of these codes that has the highest severity among them. */
export const worstOf = (codes: readonly ReasonCode[]): ReasonCode | undefined =>
  codes.reduce<ReasonCode | undefined>(
    (worst, code) => (worst === undefined || rankOf(code) > rankOf(worst) ? code : worst),
    undefined,
  );

/** The requirements that these reasons touch, each once, those of the first reason first. */
export const requirementsBroken = (codes: readonly ReasonCode[]): readonly string[] => [
  ...new Set(codes.flatMap((code) => REASONS[code].requirements)),
];

const rankOf = (code: ReasonCode): number => rankOfSeverity(REASONS[code].severity);
