import { gapsOf, isIncomplete } from '../../../cli/audit/gaps.ts';
import { anAudit, anAuditWithGaps, aPlace } from '../../builders/an-audit.ts';

it('nothing is missing in an ordinary audit', () => {
  expect(gapsOf(anAudit())).toEqual([]);
});

it('everything that is missing is named with its cause, what makes the audit incomplete first', () => {
  expect(gapsOf(anAuditWithGaps({ interrupted: true }))).toEqual([
    { kind: 'interrupted', because: 'the audit was stopped before everything was asked for' },
    {
      kind: 'unreadable',
      place: { account: '444455556666', accountName: 'Finance', region: 'eu-west-1' },
      because: 'sts:AssumeRole is denied',
    },
    {
      kind: 'unjudged',
      place: { account: '111122223333', region: 'eu-west-1' },
      flow: 'invoices',
      because: 'appflow:DescribeFlow was throttled 8 times',
    },
    { kind: 'skipped', place: { account: '777788889999', region: 'all' }, because: 'the account is SUSPENDED' },
    {
      kind: 'not-enabled',
      place: { account: '111122223333', region: 'af-south-1' },
      because: 'the account has not enabled it',
    },
  ]);
});

it('a place that tells no cause has one all the same', () => {
  expect(gapsOf(anAudit({ places: [aPlace({ status: 'unreadable' })] }))).toMatchObject([
    { because: 'the cause is not known' },
  ]);
});

it('a flow without a verdict has the name of its account, where another place tells it', () => {
  const unjudged = [{ account: '111122223333', region: 'eu-west-1', flow: 'a', because: 'b' }];
  expect(gapsOf(anAudit({ places: [aPlace({ accountName: 'Sales' })], unjudged }))).toMatchObject([
    { place: { accountName: 'Sales' } },
  ]);
});

it.each([
  { kind: 'interrupted', expected: true },
  { kind: 'unreadable', expected: true },
  { kind: 'unjudged', expected: true },
  { kind: 'skipped', expected: false },
  { kind: 'not-enabled', expected: false },
] as const)('$kind makes an audit incomplete: $expected', ({ kind, expected }) => {
  expect(isIncomplete({ kind, because: 'x' })).toBe(expected);
});
