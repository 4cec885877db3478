import { lastLineOf, percentCompliant, shareCompliant, summaryOf } from '../../../cli/audit/summary.ts';
import {
  aFailingFlow,
  aFlowOutOfScope,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';

const muted = { until: '2026-12-31', because: 'It is known' };
const mutedFlow = aFailingFlow({
  flow: 'ledger',
  reasons: [anAuditedReason('KEY_POLICY_OPEN', { muted })],
  muted,
});

it('counts flows by verdict, and everything else of an ordinary audit', () => {
  expect(summaryOf(anAudit())).toEqual({
    flows: 3,
    verdicts: { COMPLIANT: 1, NON_COMPLIANT: 1, NOT_APPLICABLE: 1 },
    shareCompliant: 0.5,
    reasons: [
      { code: 'ROTATION_OFF', severity: 'MEDIUM', flows: 1, muted: 0 },
      { code: 'KEY_UNTAGGED', severity: 'LOW', flows: 1, muted: 0 },
    ],
    severities: [
      { severity: 'CRITICAL', flows: 0 },
      { severity: 'HIGH', flows: 0 },
      { severity: 'MEDIUM', flows: 1 },
      { severity: 'LOW', flows: 0 },
      { severity: 'INFORMATIONAL', flows: 0 },
    ],
    muted: { flows: 0, reasons: 0 },
    places: { read: 1, unreadable: 0, skipped: 0, 'not-enabled': 0 },
    unjudged: 0,
  });
});

it('counts what is muted, and what is missing', () => {
  const audit = anAuditWithGaps({ flows: [mutedFlow, aFailingFlow()] });
  expect(summaryOf(audit)).toMatchObject({
    muted: { flows: 1, reasons: 1 },
    places: { read: 1, unreadable: 1, skipped: 1, 'not-enabled': 1 },
    unjudged: 1,
  });
});

it('tells reasons worst first, those of one severity in the order of the catalogue, each once a flow', () => {
  const flow = anAuditedFlow({
    reasons: [
      anAuditedReason('TAG_MISMATCH'),
      anAuditedReason('TAG_MISMATCH'),
      anAuditedReason('KEY_SHARED'),
      anAuditedReason('KEY_NOT_SYMMETRIC'),
    ],
  });
  expect(summaryOf(anAudit({ flows: [flow, mutedFlow] })).reasons).toEqual([
    { code: 'KEY_POLICY_OPEN', severity: 'CRITICAL', flows: 1, muted: 1 },
    { code: 'KEY_NOT_SYMMETRIC', severity: 'MEDIUM', flows: 1, muted: 0 },
    { code: 'TAG_MISMATCH', severity: 'MEDIUM', flows: 1, muted: 0 },
    { code: 'KEY_SHARED', severity: 'LOW', flows: 1, muted: 0 },
  ]);
});

it('the share that is compliant is unknown where no flow is judged', () => {
  expect(shareCompliant([aFlowOutOfScope()])).toBeUndefined();
  expect(shareCompliant([])).toBeUndefined();
});

it('the share that is compliant leaves out flows that are not applicable', () => {
  expect(shareCompliant([anAuditedFlow(), anAuditedFlow(), anAuditedFlow(), aFailingFlow(), aFlowOutOfScope()])).toBe(
    0.75,
  );
});

it('a muted flow is no compliant one', () => {
  expect(shareCompliant([anAuditedFlow(), mutedFlow])).toBe(0.5);
});

it.each([
  { compliant: 0, failing: 3, text: '0 %' },
  { compliant: 57, failing: 43, text: '57 %' },
  { compliant: 2, failing: 1, text: '66.6 %' },
  { compliant: 9999, failing: 1, text: '99.9 %' },
  { compliant: 1, failing: 0, text: '100 %' },
  { compliant: 0, failing: 0, text: 'none judged' },
])('$compliant compliant and $failing failing flows are $text', ({ compliant, failing, text }) => {
  const summary = summaryOf(anAudit({ flows: [] }));
  const verdicts = { COMPLIANT: compliant, NON_COMPLIANT: failing, NOT_APPLICABLE: 7 };
  expect(percentCompliant({ ...summary, verdicts })).toBe(text);
});

it('counts what changed, where something did', () => {
  const flows = [
    aFailingFlow({ change: 'new' }),
    aFailingFlow({ change: 'still' }),
    anAuditedFlow({ change: 'fixed' }),
  ];
  expect(summaryOf(anAudit({ flows })).changes).toEqual({ new: 1, still: 1, fixed: 1 });
  expect(summaryOf(anAudit())).not.toHaveProperty('changes');
});

describe('the last line', () => {
  it.each([
    {
      name: 'an ordinary audit',
      audit: anAudit(),
      line: '3 flows in 1 place: 1 compliant, 1 non-compliant, 1 not applicable',
    },
    {
      name: 'one with something muted',
      audit: anAudit({ places: [aPlace(), aPlace({ region: 'eu-central-1' })], flows: [mutedFlow] }),
      line: '1 flow in 2 places: 0 compliant, 1 non-compliant (1 muted), 0 not applicable',
    },
    {
      name: 'one in which things are missing',
      audit: anAuditWithGaps(),
      line: '3 flows in 1 place: 1 compliant, 1 non-compliant, 1 not applicable; 1 flow without a verdict; 1 place skipped; 1 place not enabled; 1 place unreadable: the audit is incomplete',
    },
    {
      name: 'one that was stopped',
      audit: anAudit({ complete: false, interrupted: true }),
      line: '3 flows in 1 place: 1 compliant, 1 non-compliant, 1 not applicable; interrupted: the audit is incomplete',
    },
  ])('of $name', ({ audit, line }) => {
    expect(lastLineOf(audit)).toBe(line);
  });
});
