import {
  AUDIT_FORMAT,
  type Audit,
  type AuditedFlow,
  type AuditedKey,
  type AuditedPlace,
  type AuditedReason,
} from '../../cli/audit/audit.ts';
import { REASONS, type ReasonCode, rankOfSeverity, type SeverityLabel } from '../../lambda/core/model/reasons.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d`;

/** A place that was read and has three flows. */
export const aPlace = (overrides: Partial<AuditedPlace> = {}): AuditedPlace => ({
  account: ACCOUNT,
  region: REGION,
  status: 'read',
  flows: 3,
  ...overrides,
});

/** A reason with the severity and remedy of the catalogue. */
export const anAuditedReason = (code: ReasonCode, overrides: Partial<AuditedReason> = {}): AuditedReason => ({
  code,
  severity: REASONS[code].severity,
  problem: 'automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  remedy: REASONS[code].remedy,
  ...overrides,
});

/**
 * The flow orders, COMPLIANT; NON_COMPLIANT where reasons are given, unless a verdict is. Arn and severity fit the
 * rest.
 */
export const anAuditedFlow = (overrides: Partial<AuditedFlow> = {}): AuditedFlow => {
  const { account = ACCOUNT, region = REGION, flow = 'orders', reasons = [] } = overrides;
  const failing = reasons.length > 0;
  return {
    account,
    region,
    flow,
    arn: `arn:aws:appflow:${region}:${account}:flow/${flow}`,
    verdict: failing ? 'NON_COMPLIANT' : 'COMPLIANT',
    annotation: failing
      ? `${reasons.map(({ code }) => code).join(', ')}: Something is wrong.`
      : 'OK: Customer managed key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is enabled.',
    severity: worst(reasons),
    reasons,
    key: { arn: KEY_ARN, state: 'Enabled' },
    tags: {},
    ...overrides,
  };
};

const worst = (reasons: readonly AuditedReason[]): SeverityLabel =>
  reasons
    .map(({ severity }) => severity)
    .reduce((a, b) => (rankOfSeverity(b) > rankOfSeverity(a) ? b : a), 'INFORMATIONAL');

/** The key of the flows, which rotates. */
export const anAuditedKey = (overrides: Partial<AuditedKey> = {}): AuditedKey => ({
  arn: KEY_ARN,
  id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  account: ACCOUNT,
  region: REGION,
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  createdAt: '2026-03-02T08:30:11.915Z',
  rotation: { kind: 'on', periodInDays: 365 },
  tags: { Owner: 'data-platform' },
  aliases: ['alias/orders'],
  monthlyCost: 1,
  ...overrides,
});

/** The flow billing, whose key does not rotate and has no tag. */
export const aFailingFlow = (overrides: Partial<AuditedFlow> = {}): AuditedFlow =>
  anAuditedFlow({
    flow: 'billing',
    annotation:
      'ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d; the key has no tag.',
    reasons: [anAuditedReason('ROTATION_OFF'), anAuditedReason('KEY_UNTAGGED', { problem: 'the key has no tag' })],
    tags: { Owner: 'finance' },
    ...overrides,
  });

/** A flow that the parameters leave out. */
export const aFlowOutOfScope = (overrides: Partial<AuditedFlow> = {}): AuditedFlow => {
  const { key: _, ...withoutKey } = anAuditedFlow({
    flow: 'sandbox',
    verdict: 'NOT_APPLICABLE',
    annotation: 'OUT_OF_SCOPE: The flow is not selected by flowTagFilter: its tag Stage is missing.',
    ...overrides,
  });
  return withoutKey;
};

/** A complete audit of one place with three flows: orders is COMPLIANT, billing is not, sandbox is out of scope. */
export const anAudit = (overrides: Partial<Audit> = {}): Audit => ({
  format: AUDIT_FORMAT,
  version: '2.3.0',
  at: '2026-11-23T08:00:00Z',
  complete: true,
  parameters: { requireRotation: 'true' },
  places: [aPlace()],
  flows: [anAuditedFlow(), aFailingFlow(), aFlowOutOfScope()],
  keys: [anAuditedKey()],
  unjudged: [],
  notes: [],
  ...overrides,
});

/** The same with something of everything that can be missing. */
export const anAuditWithGaps = (overrides: Partial<Audit> = {}): Audit =>
  anAudit({
    complete: false,
    places: [
      aPlace(),
      aPlace({
        account: '444455556666',
        accountName: 'Finance',
        status: 'unreadable',
        flows: 0,
        because: 'sts:AssumeRole is denied',
      }),
      aPlace({
        account: '777788889999',
        region: 'all',
        status: 'skipped',
        flows: 0,
        because: 'the account is SUSPENDED',
      }),
      aPlace({ region: 'af-south-1', status: 'not-enabled', flows: 0, because: 'the account has not enabled it' }),
    ],
    unjudged: [
      { account: ACCOUNT, region: REGION, flow: 'invoices', because: 'appflow:DescribeFlow was throttled 8 times' },
    ],
    ...overrides,
  });
