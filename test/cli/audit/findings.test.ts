import { asSentence, findingsOf } from '../../../cli/audit/findings.ts';
import { byUrgency } from '../../../cli/audit/severity-order.ts';
import { aFailingFlow, aFlowOutOfScope, anAuditedFlow, anAuditedReason } from '../../builders/an-audit.ts';

const muted = { until: '2026-12-31', because: 'It is known' };

it('a flow without reasons has no finding', () => {
  expect(findingsOf(anAuditedFlow())).toEqual([]);
});

it('reasons of one code make one finding, with every problem and each remedy once', () => {
  const flow = anAuditedFlow({
    reasons: [
      anAuditedReason('NO_CMK', { problem: 'a', remedy: 'Do a', change: 'still' }),
      anAuditedReason('TAG_MISMATCH', { problem: 'b', remedy: 'Do b', muted, change: 'new' }),
      anAuditedReason('TAG_MISMATCH', { problem: 'c', remedy: 'Do b', muted, change: 'new' }),
    ],
  });
  expect(findingsOf(flow)).toEqual([
    { code: 'NO_CMK', severity: 'HIGH', problems: ['a'], remedies: ['Do a'], change: 'still' },
    { code: 'TAG_MISMATCH', severity: 'MEDIUM', problems: ['b', 'c'], remedies: ['Do b'], muted, change: 'new' },
  ]);
});

it('clauses make a sentence', () => {
  expect(asSentence(['rotation is off', 'the key has no tag'])).toBe('Rotation is off; the key has no tag.');
});

it('what fails comes first, the worst of it before the rest, muted flows after it, then by place and name', () => {
  const critical = anAuditedFlow({ flow: 'a', reasons: [anAuditedReason('KEY_POLICY_OPEN')] });
  const silenced = anAuditedFlow({ flow: 'b', reasons: [anAuditedReason('KEY_POLICY_OPEN', { muted })], muted });
  const unverified = anAuditedFlow({ flow: 'c', verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] });
  const elsewhere = aFailingFlow({ account: '000000000000' });
  const flows = [anAuditedFlow(), aFlowOutOfScope(), unverified, silenced, aFailingFlow(), elsewhere, critical];
  expect(flows.sort(byUrgency)).toEqual([
    critical,
    elsewhere,
    aFailingFlow(),
    silenced,
    unverified,
    aFlowOutOfScope(),
    anAuditedFlow(),
  ]);
});
