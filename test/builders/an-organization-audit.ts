import type { Audit, AuditedFlow, AuditedKey, AuditedReason } from '../../cli/audit/audit.ts';
import type { ReasonCode } from '../../lambda/core/model/reasons.ts';
import { REASONS } from '../../lambda/core/model/reasons.ts';

const KEY_ID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

/** A key that nothing is wrong with. */
export const anAuditedKey = (overrides: Partial<AuditedKey> = {}): AuditedKey => ({
  arn: `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`,
  id: KEY_ID,
  account: '111122223333',
  region: 'eu-west-1',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  createdAt: '2025-03-02T08:30:11Z',
  rotation: { kind: 'on', periodInDays: 365 },
  tags: { Owner: 'data-platform' },
  aliases: ['alias/lake'],
  users: ['arn:aws:iam::111122223333:role/etl'],
  monthlyCost: 2,
  ...overrides,
});

/** Automatic rotation is off, unless said otherwise. */
export const anAuditedReason = (
  code: ReasonCode = 'ROTATION_OFF',
  overrides: Partial<AuditedReason> = {},
): AuditedReason => ({
  code,
  severity: REASONS[code].severity,
  problem: `automatic rotation is off for key ${KEY_ID}`,
  remedy: REASONS[code].remedy,
  ...overrides,
});

/** A compliant flow. */
export const anAuditedFlow = (overrides: Partial<AuditedFlow> = {}): AuditedFlow => {
  const { account = '111122223333', region = 'eu-west-1', flow = 'orders' } = overrides;
  return {
    account,
    region,
    flow,
    arn: `arn:aws:appflow:${region}:${account}:flow/${flow}`,
    verdict: 'COMPLIANT',
    annotation: `OK: Customer managed key ${KEY_ID} is enabled, rotates every 365 days and is tagged.`,
    severity: 'INFORMATIONAL',
    reasons: [],
    key: { arn: `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`, state: 'Enabled' },
    tags: {},
    ...overrides,
  };
};

/** One compliant flow in one account and Region. */
export const anAudit = (overrides: Partial<Audit> = {}): Audit => ({
  format: 'appflow-flow-cmk/audit/1',
  version: '2.2.0',
  at: '2026-11-24T08:00:00Z',
  complete: true,
  parameters: {},
  places: [{ account: '111122223333', accountName: 'production', region: 'eu-west-1', status: 'read', flows: 1 }],
  flows: [anAuditedFlow()],
  keys: [anAuditedKey()],
  unjudged: [],
  notes: [],
  ...overrides,
});
