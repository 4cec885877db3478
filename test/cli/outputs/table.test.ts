import fc from 'fast-check';
import pc from 'picocolors';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsTable } from '../../../cli/outputs/table.ts';
import {
  aFailingFlow,
  aFlowOutOfScope,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { FORBIDDEN, hostileAudit } from './hostile-text.ts';

const plain = { colors: pc.createColors(false), width: 120 };
const textOf = (audit: Audit = anAudit(), look = plain): string => [...auditAsTable(audit, look)].join('');
const linesOf = (audit: Audit, look = plain): readonly string[] => textOf(audit, look).trimEnd().split('\n');
const muted = { until: '2026-12-31', because: 'It is known' };

it('is a table for each account and Region, the worst first, and the totals last', () => {
  const audit = anAudit({
    places: [aPlace(), aPlace({ account: '444455556666', accountName: 'Finance' })],
    flows: [
      anAuditedFlow(),
      anAuditedFlow({
        account: '444455556666',
        annotation: 'NO_CMK: The flow names no key.',
        reasons: [anAuditedReason('NO_CMK')],
      }),
      anAuditedFlow({
        flow: 'billing',
        annotation: 'ROTATION_OFF, KEY_UNTAGGED: Rotation is off; the key has no tag.',
        reasons: [anAuditedReason('ROTATION_OFF'), anAuditedReason('KEY_UNTAGGED')],
      }),
    ],
  });
  expect(textOf(audit)).toBe(`444455556666 Finance eu-west-1
┌─────────┬───────────────┬──────────────┬─────────────────────────────────────────────────────────────────────────────┐
│ Flow    │ Verdict       │ Reasons      │ Annotation                                                                  │
├─────────┼───────────────┼──────────────┼─────────────────────────────────────────────────────────────────────────────┤
│ orders  │ NON_COMPLIANT │ NO_CMK       │ The flow names no key.                                                      │
│         │ HIGH          │              │                                                                             │
└─────────┴───────────────┴──────────────┴─────────────────────────────────────────────────────────────────────────────┘
111122223333 eu-west-1
┌─────────┬───────────────┬──────────────┬─────────────────────────────────────────────────────────────────────────────┐
│ Flow    │ Verdict       │ Reasons      │ Annotation                                                                  │
├─────────┼───────────────┼──────────────┼─────────────────────────────────────────────────────────────────────────────┤
│ billing │ NON_COMPLIANT │ ROTATION_OFF │ Rotation is off; the key has no tag.                                        │
│         │ MEDIUM        │ KEY_UNTAGGED │                                                                             │
├─────────┼───────────────┼──────────────┼─────────────────────────────────────────────────────────────────────────────┤
│ orders  │ COMPLIANT     │              │ OK: Customer managed key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is enabled.   │
└─────────┴───────────────┴──────────────┴─────────────────────────────────────────────────────────────────────────────┘
3 flows in 2 places: 1 compliant, 2 non-compliant, 0 not applicable
`);
});

it('names everything that has no verdict, then notes and changes', () => {
  const audit = anAuditWithGaps({
    interrupted: true,
    flows: [anAuditedFlow({ change: 'fixed' })],
    notes: ['A mute expired.'],
  });
  expect(linesOf(audit).slice(-8)).toEqual([
    'Interrupted: the audit was stopped before everything was asked for',
    'Unreadable: 444455556666 eu-west-1 (Finance): sts:AssumeRole is denied',
    'Without a verdict: invoices (111122223333 eu-west-1): appflow:DescribeFlow was throttled 8 times',
    'Skipped: 777788889999 all: the account is SUSPENDED',
    'Not enabled: 111122223333 af-south-1: the account has not enabled it',
    'A mute expired.',
    'Since the baseline: 0 with new findings, 0 as before, 1 fixed',
    '1 flow in 1 place: 1 compliant, 0 non-compliant, 0 not applicable; 1 flow without a verdict; 1 place skipped; 1 place not enabled; 1 place unreadable; interrupted: the audit is incomplete',
  ]);
});

it('an audit without flows is its totals', () => {
  expect(textOf(anAudit({ flows: [] }))).toBe('0 flows in 1 place: 0 compliant, 0 non-compliant, 0 not applicable\n');
});

describe('a mute and a change stand', () => {
  const cells = (audit: Audit): readonly string[] => linesOf(audit).slice(4, 6);

  it('beside the verdict where they are of the whole flow', () => {
    const flow = anAuditedFlow({
      annotation: 'NO_CMK: No key.',
      reasons: [anAuditedReason('NO_CMK', { muted, change: 'still' })],
      muted,
      change: 'still',
    });
    expect(cells(anAudit({ flows: [flow] })).map((line) => line.replace(/ +/g, ' '))).toEqual([
      '│ orders │ NON_COMPLIANT │ NO_CMK │ No key. │',
      '│ │ HIGH, still, muted │ │ Muted until 2026-12-31: It is known │',
    ]);
  });

  it('beside a reason where they are of it alone', () => {
    const flow = anAuditedFlow({
      annotation: 'NO_CMK, KEY_UNTAGGED: No key.',
      reasons: [
        anAuditedReason('NO_CMK', { muted, change: 'still' }),
        anAuditedReason('KEY_UNTAGGED', { change: 'new' }),
      ],
      change: 'new',
    });
    expect(cells(anAudit({ flows: [flow] })).map((line) => line.replace(/ +/g, ' '))).toEqual([
      '│ orders │ NON_COMPLIANT │ NO_CMK (still, muted) │ No key. │',
      '│ │ HIGH, new │ KEY_UNTAGGED │ Muted until 2026-12-31: It is known │',
    ]);
  });
});

describe('of many flows', () => {
  const many = Array.from({ length: 48 }, (_, index) => anAuditedFlow({ flow: `good-${index}` }));
  const unverified = anAuditedFlow({
    flow: 'unverified',
    verdict: 'NOT_APPLICABLE',
    annotation: 'UNVERIFIED: The tags could not be read.',
    reasons: [anAuditedReason('UNVERIFIED')],
  });

  it('fifty are all shown', () => {
    const text = textOf(anAudit({ flows: [...many, aFailingFlow(), aFlowOutOfScope()] }));
    expect(text).toContain('│ good-47');
    expect(text).not.toContain('not shown');
  });

  it('more are shown only where they have a reason or fail', () => {
    const untold = anAuditedFlow({ flow: 'untold', verdict: 'NON_COMPLIANT', annotation: 'Somebody says so.' });
    const text = textOf(anAudit({ flows: [...many, aFailingFlow(), aFlowOutOfScope(), unverified, untold] }));
    expect(text).not.toContain('good-');
    for (const name of ['billing', 'unverified', 'untold']) expect(text).toContain(`│ ${name}`);
    expect(text).toContain('\n49 more flows are compliant or not applicable, and not shown.\n');
  });
});

describe('on a narrow terminal', () => {
  const audit = anAudit({ flows: [aFailingFlow({ flow: 'f'.repeat(40) })] });

  it.each([67, 70, 80, 99, 100, 140])('of %d columns no line is longer, and nothing is cut off', (width) => {
    const lines = linesOf(audit, { ...plain, width }).slice(1, -1);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines.join('')).not.toContain('…');
  });

  it('the sentence stands below the reasons', () => {
    expect(linesOf(audit, { ...plain, width: 70 }).slice(1, 11)).toEqual([
      '┌───────────────────┬───────────────┬────────────────────────────────┐',
      '│ Flow              │ Verdict       │ Reasons and annotation         │',
      '├───────────────────┼───────────────┼────────────────────────────────┤',
      '│ fffffffffffffffff │ NON_COMPLIANT │ ROTATION_OFF                   │',
      '│ fffffffffffffffff │ MEDIUM        │ KEY_UNTAGGED                   │',
      '│ ffffff            │               │ Automatic rotation is off for  │',
      '│                   │               │ key                            │',
      '│                   │               │ 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a │',
      '│                   │               │ 2b3c4d; the key has no tag.    │',
      '└───────────────────┴───────────────┴────────────────────────────────┘',
    ]);
  });

  it('that is too narrow for a table there is a list', () => {
    const flows = [
      aFailingFlow({ annotation: 'ROTATION_OFF: It is off.', reasons: [anAuditedReason('ROTATION_OFF')] }),
    ];
    expect(
      linesOf(anAudit({ flows: [...flows, anAuditedFlow({ annotation: 'OK: Good.' })] }), { ...plain, width: 40 }),
    ).toEqual([
      '111122223333 eu-west-1',
      'billing: NON_COMPLIANT (MEDIUM)',
      '  ROTATION_OFF',
      '  It is off.',
      'orders: COMPLIANT',
      '  OK: Good.',
      '2 flows in 1 place: 1 compliant, 1 non-compliant, 0 not applicable',
    ]);
  });

  it('a text without blanks is broken, not cut off', () => {
    const name = '漢字'.repeat(20);
    const text = textOf(anAudit({ flows: [aFailingFlow({ flow: name })] }), { ...plain, width: 100 });
    expect(text).not.toContain('…');
    expect(text.match(/漢/g)).toHaveLength(20);
  });
});

it.each([
  { name: 'a compliant flow', flow: anAuditedFlow(), color: '\u001b[32mCOMPLIANT' },
  { name: 'a failing flow', flow: aFailingFlow(), color: '\u001b[31mNON_COMPLIANT' },
  { name: 'a muted flow', flow: aFailingFlow({ muted }), color: '\u001b[2mNON_COMPLIANT' },
  { name: 'a flow out of scope', flow: aFlowOutOfScope(), color: '\u001b[2mNOT_APPLICABLE' },
])('$name has a colour of its own where colours are wanted', ({ flow, color }) => {
  expect(textOf(anAudit({ flows: [flow] }), { ...plain, colors: pc.createColors(true) })).toContain(color);
});

it('shows no control or format character, whatever the texts are', () => {
  const property = fc.property(hostileAudit, fc.integer({ min: 20, max: 200 }), (audit, width) => {
    const text = textOf(audit, { ...plain, width });
    expect(text).not.toMatch(FORBIDDEN);
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^1 flow in 1 place: .*: the audit is incomplete$/);
  });
  fc.assert(property);
});
