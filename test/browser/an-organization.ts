import type { Audit, AuditedFlow, AuditedKey, AuditedReason } from '../../cli/audit/audit.ts';
import type { ReasonCode } from '../../lambda/core/model/reasons.ts';
import { anAudit, anAuditedFlow, anAuditedKey, anAuditedReason } from '../builders/an-organization-audit.ts';

const ACCOUNTS = {
  '111122223333': 'production',
  '222233334444': 'analytics',
  '333344445555': 'marketing',
  '444455556666': 'sandbox',
} as const;
type Account = keyof typeof ACCOUNTS;

const idOf = (digit: string): string => `${digit.repeat(8)}-4e5f-4a6b-8c7d-9e0f1a2b3c4d`;
const arnOf = (digit: string, account: Account, region = 'eu-west-1'): string =>
  `arn:aws:kms:${region}:${account}:key/${idOf(digit)}`;

interface Shape {
  readonly account: Account;
  readonly region?: string;
  readonly key?: AuditedKey;
  readonly reasons?: readonly (readonly [ReasonCode, string])[];
  readonly overrides?: Partial<AuditedFlow>;
}

const key = (digit: string, account: Account, overrides: Partial<AuditedKey> = {}): AuditedKey => {
  const region = overrides.region ?? 'eu-west-1';
  return anAuditedKey({ id: idOf(digit), arn: arnOf(digit, account, region), account, region, ...overrides });
};

const KEYS = {
  lake: key('a', '111122223333', { aliases: ['alias/lake', 'alias/lake-old'], monthlyCost: 3 }),
  crm: key('b', '111122223333', {
    aliases: ['alias/crm'],
    rotation: { kind: 'off' },
    tags: { Owner: 'sales-systems', DataClass: 'PII' },
    monthlyCost: 1,
  }),
  billing: key('c', '222233334444', {
    aliases: ['alias/billing'],
    region: 'us-east-1',
    rotation: { kind: 'on', periodInDays: 730 },
    tags: { team: 'finance' },
    users: ['arn:aws:iam::222233334444:role/billing', 'arn:aws:iam::222233334444:role/auditor'],
    monthlyCost: 2,
  }),
  leaving: key('d', '333344445555', {
    aliases: [],
    state: 'PendingDeletion',
    deletionDate: '2026-12-04T12:00:00Z',
    rotation: { kind: 'off' },
    tags: {},
    users: [],
    monthlyCost: 0,
  }),
  campaign: key('e', '333344445555', { aliases: ['alias/campaign'], tags: { Owner: 'growth' }, monthlyCost: 1 }),
  imported: key('f', '444455556666', {
    aliases: ['alias/imported'],
    region: 'eu-central-1',
    origin: 'EXTERNAL',
    rotation: { kind: 'impossible' },
    tags: { Purpose: 'trial' },
    monthlyCost: 1,
  }),
} as const;

const flow = (
  name: string,
  { account, region = 'eu-west-1', key, reasons = [], overrides = {} }: Shape,
): AuditedFlow => {
  const told = reasons.map(([code, problem]) => anAuditedReason(code, { problem }));
  const order = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
  const severity = order[Math.max(0, ...told.map((reason) => order.indexOf(reason.severity)))] ?? 'INFORMATIONAL';
  const first = told[0];
  const { key: _, ...keyless } = anAuditedFlow({ account, region, flow: name });
  return {
    ...keyless,
    ...(key !== undefined && { key: { arn: key.arn, state: key.state } }),
    ...(first !== undefined && {
      verdict: 'NON_COMPLIANT',
      annotation: `${told.map(({ code }) => code).join(', ')}: ${first.problem}. ${first.remedy}.`,
    }),
    severity,
    reasons: told,
    ...overrides,
  };
};

const off = `automatic rotation is off for key ${KEYS.crm.id}`;
const slow = `key ${KEYS.billing.id} rotates every 730 days, at most 365 days are allowed`;
const leaving = `key ${KEYS.leaving.id} is pending deletion on 2026-12-04`;

const healthy = (names: readonly string[], shape: Shape): readonly AuditedFlow[] =>
  names.map((name) => flow(name, shape));

const withChange =
  (change: 'new' | 'still') =>
  (one: AuditedFlow): AuditedFlow => ({
    ...one,
    change,
    reasons: one.reasons.map((reason): AuditedReason => ({ ...reason, change })),
  });

const muted = { until: '2026-12-31', because: 'the vendor migrates its connector in December' };

const FLOWS: readonly AuditedFlow[] = [
  ...healthy(
    ['orders', 'invoices', 'returns', 'stock', 'prices', 'suppliers', 'contracts', 'shipments', 'refunds', 'tickets'],
    { account: '111122223333', key: KEYS.lake, overrides: { tags: { Owner: 'data-platform' } } },
  ),
  ...['leads', 'accounts', 'opportunities', 'contacts']
    .map((name) => flow(name, { account: '111122223333', key: KEYS.crm, reasons: [['ROTATION_OFF', off]] }))
    .map(withChange('still')),
  ...healthy(['usage', 'metrics', 'events', 'sessions', 'pageviews'], {
    account: '222233334444',
    key: KEYS.lake,
    overrides: { change: 'fixed' },
  }),
  ...['ledger', 'dunning', 'payouts'].map((name) =>
    flow(name, {
      account: '222233334444',
      region: 'us-east-1',
      key: KEYS.billing,
      reasons: [
        ['ROTATION_TOO_SLOW', slow],
        ['TAG_MISSING', 'tags Owner, DataClass are missing'],
      ],
    }),
  ),
  ...['newsletter', 'webinar']
    .map((name) =>
      flow(name, {
        account: '333344445555',
        key: KEYS.leaving,
        reasons: [
          ['KEY_PENDING_DELETION', leaving],
          ['KEY_UNTAGGED', `key ${KEYS.leaving.id} has no tag of its own`],
        ],
      }),
    )
    .map(withChange('new')),
  ...healthy(['ads', 'audiences', 'campaigns', 'conversions', 'surveys', 'referrals'], {
    account: '333344445555',
    key: KEYS.campaign,
  }),
  flow('partner-feed', { account: '333344445555', reasons: [['NO_CMK', 'flow partner-feed names no key']] }),
  {
    ...flow('vendor-export', {
      account: '444455556666',
      region: 'eu-central-1',
      key: KEYS.imported,
      reasons: [['ROTATION_IMPOSSIBLE', `key ${KEYS.imported.id} has imported key material`]],
    }),
    reasons: [
      anAuditedReason('ROTATION_IMPOSSIBLE', { problem: `key ${KEYS.imported.id} has imported key material`, muted }),
    ],
    muted,
  },
  ...healthy(['trial-a', 'trial-b', 'trial-c'], {
    account: '444455556666',
    region: 'eu-central-1',
    key: KEYS.imported,
  }),
  flow('legacy', {
    account: '111122223333',
    overrides: {
      verdict: 'NOT_APPLICABLE',
      annotation: 'EXEMPT: The flow is exempt until 2026-12-31 by its tag ExemptUntil.',
      tags: { ExemptUntil: '2026-12-31' },
    },
  }),
  flow('paused-import', {
    account: '444455556666',
    region: 'eu-central-1',
    overrides: { verdict: 'NOT_APPLICABLE', annotation: 'OUT_OF_SCOPE: The flow does not meet flowTagFilter.' },
  }),
];

const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'] as const;

const placesOf = (flows: readonly AuditedFlow[]): Audit['places'] =>
  Object.entries(ACCOUNTS).flatMap(([account, accountName]) =>
    REGIONS.map((region) => {
      const here = { account, accountName, region };
      if (accountName === 'sandbox' && region === 'us-east-1') {
        return { ...here, status: 'not-enabled', flows: 0, because: 'the Region is not enabled' } as const;
      }
      if (accountName === 'analytics' && region === 'eu-central-1') {
        const because = 'AppFlow answered AccessDeniedException to ListFlows';
        return { ...here, status: 'unreadable', flows: 0, because } as const;
      }
      const count = flows.filter((one) => one.account === account && one.region === region).length;
      return { ...here, status: 'read', flows: count } as const;
    }),
  );

/** Four accounts, three Regions, 37 flows of every kind, a place that was not read, and what has changed since a baseline. */
export const anOrganization = (overrides: Partial<Audit> = {}): Audit =>
  anAudit({
    complete: false,
    rule: {
      name: 'appflow-flow-cmk',
      arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abcdef',
    },
    parameters: {
      maxRotationPeriodInDays: '365',
      requiredKeyTags: 'Owner,DataClass=PII|Internal',
      exemptionTag: 'ExemptUntil',
    },
    flows: FLOWS,
    keys: Object.values(KEYS),
    places: placesOf(FLOWS),
    unjudged: [
      {
        account: '222233334444',
        region: 'us-east-1',
        flow: 'telemetry',
        because: 'KMS answered ThrottlingException to DescribeKey 8 times',
      },
    ],
    notes: [
      'The mute of flow old-import in account 111122223333 has expired on 2026-10-31.',
      'The mute of flow no-such-flow fits nothing.',
    ],
    ...overrides,
  });

/** How the organization stood before. */
export const A_TREND = { before: 0.588, now: 24 / 35, at: '2026-10-24T08:00:00Z' } as const;
