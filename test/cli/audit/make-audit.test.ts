import type { AuditedPlace } from '../../../cli/audit/audit.ts';
import { makeAudit } from '../../../cli/audit/make-audit.ts';

const AT = new Date('2026-11-24T08:00:00.915Z');
const PLACE = { account: '111122223333', region: 'eu-west-1' };
const READ: Omit<AuditedPlace, 'flows'> = { ...PLACE, status: 'read' };
const UNJUDGED = { ...PLACE, flow: 'orders', because: 'throttled' };
const NOTHING = { version: '3.0.0', parameters: {}, flows: [], keys: [], unjudged: [], notes: [] };

it('an audit tells when it was, and how many flows each place has', () => {
  const audit = makeAudit({ ...NOTHING, unjudged: [UNJUDGED] }, [READ, { ...READ, region: 'us-east-1' }], AT, false);
  expect(audit.format).toBe('appflow-flow-cmk/audit/1');
  expect(audit.at).toBe('2026-11-24T08:00:00Z');
  expect(audit.places).toEqual([
    { account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 },
    { account: '111122223333', region: 'us-east-1', status: 'read', flows: 0 },
  ]);
});

describe('an audit is complete', () => {
  it.each<{ name: string; place: Omit<AuditedPlace, 'flows'> }>([
    { name: 'where every place was read', place: READ },
    { name: 'where an account was skipped', place: { ...READ, status: 'skipped', because: 'it is SUSPENDED' } },
    { name: 'where a Region is not enabled', place: { ...READ, status: 'not-enabled', because: 'it is off' } },
  ])('$name', ({ place }) => {
    expect(makeAudit(NOTHING, [place], AT, false).complete).toBe(true);
  });
});

describe('an audit is incomplete', () => {
  it('where a place is unreadable', () => {
    const place = { ...READ, status: 'unreadable', because: 'denied' } as const;
    expect(makeAudit(NOTHING, [place], AT, false).complete).toBe(false);
  });

  it('where a flow has no verdict', () => {
    expect(makeAudit({ ...NOTHING, unjudged: [UNJUDGED] }, [READ], AT, false).complete).toBe(false);
  });

  it('where it was interrupted', () => {
    expect(makeAudit(NOTHING, [READ], AT, true)).toMatchObject({ complete: false, interrupted: true });
  });
});
