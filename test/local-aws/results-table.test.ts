import pc from 'picocolors';
import { resultsTable } from '../../local-aws/results-table.ts';
import type { Shown } from '../../local-aws/show-events.ts';

const shown = ({ verdict = 'COMPLIANT', annotation = 'OK: Key orders is enabled.' } = {}): Shown => ({
  subject: 'orders',
  evaluations: [
    {
      ComplianceResourceType: 'AWS::AppFlow::Flow',
      ComplianceResourceId: 'orders',
      ComplianceType: verdict,
      Annotation: annotation,
      OrderingTimestamp: '2026-01-15T08:00:00.000Z',
    },
  ],
  error: undefined,
});
const failed = ({ subject = 'orders', causes = ['TimeoutError: no answer'] } = {}): Shown => ({
  subject,
  evaluations: [],
  error: { name: 'AggregateError', message: '1 flow was not judged', causes },
});
const plain = { colors: pc.createColors(false), width: 100 };

it('a row tells flow, verdict, reasons and sentence, the last line the totals', () => {
  const annotation = 'ROTATION_OFF, TAG_MISSING: Automatic rotation is off.';
  expect(resultsTable([shown({ verdict: 'NON_COMPLIANT', annotation })], plain)).toBe(
    [
      '┌────────┬───────────────┬──────────────┬──────────────────────────────────────────────────────────┐',
      '│ Flow   │ Verdict       │ Reasons      │ Annotation                                               │',
      '├────────┼───────────────┼──────────────┼──────────────────────────────────────────────────────────┤',
      '│ orders │ NON_COMPLIANT │ ROTATION_OFF │ Automatic rotation is off.                               │',
      '│        │               │ TAG_MISSING  │                                                          │',
      '└────────┴───────────────┴──────────────┴──────────────────────────────────────────────────────────┘',
      '1 evaluation: 0 compliant, 1 non-compliant, 0 not applicable',
    ].join('\n'),
  );
});

it('on a narrow terminal the sentence stands below the reasons, and nothing is cut off', () => {
  const annotation = 'ROTATION_OFF: Automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.';
  const table = resultsTable([shown({ verdict: 'NON_COMPLIANT', annotation })], { ...plain, width: 60 });
  expect(table.split('\n').slice(1, 8)).toEqual([
    '│ Flow   │ Verdict       │ Reasons and annotation          │',
    '├────────┼───────────────┼─────────────────────────────────┤',
    '│ orders │ NON_COMPLIANT │ ROTATION_OFF                    │',
    '│        │               │ Automatic rotation is off for   │',
    '│        │               │ key                             │',
    '│        │               │ 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2 │',
    '│        │               │ b3c4d.                          │',
  ]);
});

it.each([
  { verdict: 'COMPLIANT', color: '\u001b[32mCOMPLIANT' },
  { verdict: 'NON_COMPLIANT', color: '\u001b[31mNON_COMPLIANT' },
  { verdict: 'NOT_APPLICABLE', color: '\u001b[2mNOT_APPLICABLE' },
])('$verdict has a colour of its own where colours are wanted', ({ verdict, color }) => {
  expect(resultsTable([shown({ verdict })], { ...plain, colors: pc.createColors(true) })).toContain(color);
});

it('without colours there is no escape sequence', () => {
  expect(resultsTable([shown(), failed()], plain)).not.toContain('\u001b');
});

it('a failure is told once with everything that met it, and with its causes', () => {
  const lines = resultsTable([failed(), failed({ subject: 'billing' })], plain).split('\n');
  expect(lines.slice(-3)).toEqual([
    'orders, billing failed: AggregateError: 1 flow was not judged',
    '  TimeoutError: no answer',
    '0 evaluations: 0 compliant, 0 non-compliant, 0 not applicable, 2 events failed',
  ]);
});

it('an event that led to nothing says so', () => {
  const nothing = { subject: 'a-bucket', evaluations: [], error: undefined };
  expect(resultsTable([nothing], plain)).toContain('│ a-bucket │ nothing put │');
});
