import type { AffectedFlow, AffectedThing, Impact } from '../../cli/impact/impact.ts';

/** A flow that runs tomorrow at half past six, and hangs on the key by naming it. */
export const anAffectedFlow = (overrides: Partial<AffectedFlow> = {}): AffectedFlow => ({
  account: '111122223333',
  region: 'eu-west-1',
  flow: 'orders-to-lake',
  arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
  tier: 'CRITICAL',
  status: 'Active',
  trigger: { type: 'Scheduled', schedule: 'rate(1days)', start: '2026-11-01T06:30:00Z', timezone: 'Europe/Dublin' },
  nextRun: { kind: 'at', at: '2026-11-25T06:30:00Z', local: '2026-11-25 06:30' },
  lastRun: { at: '2026-11-24T06:30:00Z', status: 'Successful' },
  ties: [{ by: 'key' }],
  effects: ['its runs fail until the key is enabled again'],
  losesData: false,
  ...overrides,
});

/** A connector profile or a bucket that hangs on the key. */
export const anAffectedThing = (overrides: Partial<AffectedThing> = {}): AffectedThing => ({
  account: '111122223333',
  region: 'eu-west-1',
  name: 'crm-prod',
  flows: ['orders-to-lake'],
  effect: 'its credentials are unreadable until the key is enabled again: flows that use it cannot sign in',
  ...overrides,
});

/** One flow hangs on the key; everything was read. */
export const anImpact = (overrides: Partial<Impact> = {}): Impact => ({
  format: 'appflow-flow-cmk/impact/1',
  at: '2026-11-24T08:00:00Z',
  if: 'disabled',
  complete: true,
  risk: {
    tier: 'CRITICAL',
    atLeast: false,
    because: ['a flow that hangs on the key runs within 24 hours (orders-to-lake)'],
  },
  key: {
    arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    account: '111122223333',
    region: 'eu-west-1',
    role: 'single-Region',
    state: 'Enabled',
    manager: 'CUSTOMER',
  },
  relatedKeys: [],
  aliases: { value: ['alias/lake'] },
  lastUse: {
    value: { at: '2026-11-24T06:30:00Z', operation: 'GenerateDataKey', trackedSince: '2026-04-23T00:00:00Z' },
  },
  places: [{ account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 }],
  flows: [anAffectedFlow()],
  profiles: [],
  buckets: [],
  unread: [],
  notes: [],
  cannotSee: ['Other services that use the key are not read.'],
  ...overrides,
});
