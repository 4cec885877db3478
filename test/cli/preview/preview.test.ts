import pc from 'picocolors';
import type { AuditedFlow } from '../../../cli/audit/audit.ts';
import { changeBetween, countChanges, type FlowChange } from '../../../cli/preview/preview.ts';
import { previewTable } from '../../../cli/preview/table.ts';

const GOOD: AuditedFlow = {
  account: '111122223333',
  region: 'eu-west-1',
  flow: 'orders',
  arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
  verdict: 'COMPLIANT',
  annotation: 'OK: Customer managed key lake is enabled.',
  severity: 'INFORMATIONAL',
  reasons: [],
  tags: { OWNER: 'sales' },
};

const SLOW: AuditedFlow = {
  ...GOOD,
  verdict: 'NON_COMPLIANT',
  annotation: 'ROTATION_TOO_SLOW: Key lake rotates every 365 days, at most 180 days are allowed.',
  severity: 'MEDIUM',
  reasons: [
    {
      code: 'ROTATION_TOO_SLOW',
      severity: 'MEDIUM',
      problem: 'key lake rotates every 365 days, at most 180 days are allowed',
      remedy: 'Shorten the period',
    },
  ],
};

const CHANGE: FlowChange = {
  account: '111122223333',
  region: 'eu-west-1',
  flow: 'orders',
  owner: 'sales',
  old: { verdict: 'COMPLIANT', codes: [], annotation: 'OK: Customer managed key lake is enabled.' },
  new: {
    verdict: 'NON_COMPLIANT',
    codes: ['ROTATION_TOO_SLOW'],
    annotation: 'ROTATION_TOO_SLOW: Key lake rotates every 365 days, at most 180 days are allowed.',
  },
};

describe('a flow changes', () => {
  it('where its verdict does', () => {
    expect(changeBetween(GOOD, SLOW)).toEqual(CHANGE);
  });

  it('where only its reasons do', () => {
    const [reason] = SLOW.reasons;
    const both: AuditedFlow = {
      ...SLOW,
      reasons: reason === undefined ? [] : [reason, { ...reason, code: 'TAG_MISSING', severity: 'LOW' }],
    };
    expect(changeBetween(SLOW, both)?.new.codes).toEqual(['ROTATION_TOO_SLOW', 'TAG_MISSING']);
  });

  it('not where the same reason has another number', () => {
    expect(changeBetween(SLOW, { ...SLOW, annotation: 'ROTATION_TOO_SLOW: at most 90 days.' })).toBeUndefined();
  });
});

it('changes are counted by reason, by account and by owner', () => {
  const back: FlowChange = { ...CHANGE, flow: 'leads', old: CHANGE.new, new: CHANGE.old };
  const { owner: _, ...ownerless } = CHANGE;
  expect(countChanges([CHANGE, back, { ...ownerless, flow: 'tickets', account: '222233334444' }])).toEqual({
    reason: [{ name: 'ROTATION_TOO_SLOW', comes: 2, goes: 1 }],
    account: [
      { name: '111122223333', comes: 1, goes: 1 },
      { name: '222233334444', comes: 1, goes: 0 },
    ],
    owner: [
      { name: 'sales', comes: 1, goes: 1 },
      { name: 'no owner tag', comes: 1, goes: 0 },
    ],
  });
});

describe('the table of a preview', () => {
  const preview = {
    format: 'appflow-flow-cmk/preview/1',
    at: '2026-11-24T08:00:00Z',
    complete: false,
    old: {},
    new: { maxRotationPeriodInDays: '180' },
    flows: 7,
    places: [{ account: '222233334444', region: 'eu-west-1', status: 'unreadable', because: 'it is denied' }],
    changes: [CHANGE],
    counts: countChanges([CHANGE]),
    unjudged: [{ account: '111122223333', region: 'eu-west-1', flow: 'leads', because: 'it was throttled' }],
  } as const;
  const lines = previewTable(preview, pc.createColors(false)).split('\n');

  it('names what is missing', () => {
    expect(lines).toContain('222233334444 eu-west-1 unreadable: it is denied');
    expect(lines).toContain('111122223333 eu-west-1 leads has no verdict: it was throttled');
  });

  it('ends with the totals', () => {
    expect(lines.at(-1)).toBe(
      '1 of 7 flows change: 1 become non-compliant, 0 compliant, 0 change otherwise; something is missing',
    );
  });
});
