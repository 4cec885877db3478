import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { auditAsCsv } from '../../../cli/outputs/csv.ts';
import {
  aFailingFlow,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { FORBIDDEN, hostileAudit } from './hostile-text.ts';

const csv = (audit = anAudit()): string => [...auditAsCsv(audit)].join('');
const rowsOf = (audit = anAudit()): readonly Record<string, string>[] => parse(csv(audit), { columns: true });

it('has one row a flow and reason, and one for a flow without reasons, every cell quoted', () => {
  const audit = anAudit({ places: [aPlace({ accountName: 'Sales' })], flows: [anAuditedFlow(), aFailingFlow()] });
  expect(csv(audit)).toBe(
    [
      '"account","account_name","region","flow","arn","verdict","severity","reason","problem","remedy","annotation","key_arn","key_state","tags","change","muted_until","muted_because"',
      '"111122223333","Sales","eu-west-1","orders","arn:aws:appflow:eu-west-1:111122223333:flow/orders","COMPLIANT","INFORMATIONAL","","","","OK: Customer managed key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is enabled.","arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","Enabled","","","",""',
      '"111122223333","Sales","eu-west-1","billing","arn:aws:appflow:eu-west-1:111122223333:flow/billing","NON_COMPLIANT","MEDIUM","ROTATION_OFF","automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","Turn it on with kms:EnableKeyRotation","ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d; the key has no tag.","arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","Enabled","{""Owner"":""finance""}","","",""',
      '"111122223333","Sales","eu-west-1","billing","arn:aws:appflow:eu-west-1:111122223333:flow/billing","NON_COMPLIANT","LOW","KEY_UNTAGGED","the key has no tag","Tag the key with kms:TagResource","ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d; the key has no tag.","arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","Enabled","{""Owner"":""finance""}","","",""',
      '',
    ].join('\n'),
  );
});

it('tells what changed and what is muted, each reason by itself', () => {
  const muted = { until: '2026-12-31', because: 'It is known' };
  const reasons = [
    anAuditedReason('ROTATION_OFF', { change: 'new', muted }),
    anAuditedReason('KEY_UNTAGGED', { change: 'still' }),
  ];
  const flows = [aFailingFlow({ reasons, change: 'new' }), anAuditedFlow({ change: 'fixed' })];
  expect(rowsOf(anAudit({ flows }))).toMatchObject([
    { change: 'new', muted_until: '2026-12-31', muted_because: 'It is known' },
    { change: 'still', muted_until: '', muted_because: '' },
    { flow: 'orders', change: 'fixed' },
  ]);
});

it('has a row for everything that has no verdict, with its cause', () => {
  const rows = rowsOf(anAuditWithGaps({ interrupted: true }))
    .slice(4)
    .map(({ account, account_name, region, flow, verdict, problem }) => [
      account,
      account_name,
      region,
      flow,
      verdict,
      problem,
    ]);
  expect(rows).toEqual([
    ['', '', '', '', 'INTERRUPTED', 'the audit was stopped before everything was asked for'],
    ['444455556666', 'Finance', 'eu-west-1', '', 'UNREADABLE', 'sts:AssumeRole is denied'],
    ['111122223333', '', 'eu-west-1', 'invoices', 'UNJUDGED', 'appflow:DescribeFlow was throttled 8 times'],
    ['777788889999', '', 'all', '', 'SKIPPED', 'the account is SUSPENDED'],
    ['111122223333', '', 'af-south-1', '', 'NOT_ENABLED', 'the account has not enabled it'],
  ]);
});

it.each([
  { name: 'an equals sign', text: '=1+1', cell: "'=1+1" },
  { name: 'a plus sign', text: '+1', cell: "'+1" },
  { name: 'a minus sign', text: '-1', cell: "'-1" },
  { name: 'an at sign', text: '@SUM(A1)', cell: "'@SUM(A1)" },
  { name: 'a tab', text: '\t=1', cell: "'\ufffd=1" },
  { name: 'a carriage return', text: '\r=1', cell: "'\ufffd=1" },
  { name: 'a line feed', text: '\n=1', cell: "'\ufffd=1" },
  { name: 'a null character', text: '\0=1', cell: "'\ufffd=1" },
  { name: 'a full-width equals sign', text: '＝1+1', cell: "'＝1+1" },
  { name: 'a full-width plus sign', text: '＋1', cell: "'＋1" },
  { name: 'a full-width minus sign', text: '－1', cell: "'－1" },
  { name: 'a full-width at sign', text: '＠A1', cell: "'＠A1" },
  { name: 'a quotation mark', text: '","=1', cell: '","=1' },
  { name: 'something harmless', text: 'a=1', cell: 'a=1' },
])('a cell that begins with $name is $cell', ({ text, cell }) => {
  const [row] = rowsOf(anAudit({ flows: [anAuditedFlow({ flow: text })] }));
  expect(row?.['flow']).toBe(cell);
});

it('is a table of as many columns everywhere, of which no cell can be run, whatever the texts are', () => {
  fc.assert(
    fc.property(hostileAudit, (audit) => {
      const text = csv(audit);
      expect(text).not.toMatch(FORBIDDEN);
      const rows: readonly (readonly string[])[] = parse(text);
      expect(rows.map(({ length }) => length)).toEqual([17, 17, 17, 17]);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
      expect(text.split('\n')).toHaveLength(5);
    }),
  );
});

it('holds every one of many flows', () => {
  const flows = Array.from({ length: 1201 }, (_, index) => anAuditedFlow({ flow: `flow-${index}` }));
  const rows = rowsOf(anAudit({ flows }));
  expect([rows.length, rows.at(-1)?.['flow']]).toEqual([1201, 'flow-1200']);
});
