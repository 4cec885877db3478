import type { AuditedFlow } from '../../../cli/audit/audit.ts';
import { DEFAULT_FAIL_ON, fails, needsBaseline, parseFailOn } from '../../../cli/audit/fail-on.ts';
import { InvalidInputError } from '../../../cli/audit/invalid-input.ts';
import { aFailingFlow, aFlowOutOfScope, anAudit, anAuditedFlow, anAuditedReason } from '../../builders/an-audit.ts';

it.each([
  { text: 'none', expected: { kind: 'none' } },
  { text: 'NONE', expected: { kind: 'none' } },
  { text: 'HIGH', expected: { kind: 'severity', severity: 'HIGH', onlyNew: false } },
  { text: 'informational', expected: { kind: 'severity', severity: 'INFORMATIONAL', onlyNew: false } },
  { text: 'new:MEDIUM', expected: { kind: 'severity', severity: 'MEDIUM', onlyNew: true } },
  { text: 'New:critical', expected: { kind: 'severity', severity: 'CRITICAL', onlyNew: true } },
])('reads $text', ({ text, expected }) => {
  expect(parseFailOn(text)).toEqual(expected);
});

it.each(['', 'new:', 'new:none', 'SEVERE', ' HIGH', 'HIGH\n', 'new:new:HIGH', 'old:HIGH'])('refuses %j', (text) => {
  expect(() => parseFailOn(text)).toThrow(InvalidInputError);
});

it('a refusal names the option, what was given and what is allowed, in one line', () => {
  expect(() => parseFailOn('bad\nvalue')).toThrow(
    new InvalidInputError(
      '--fail-on is "bad\ufffdvalue": must be none, INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL, or new: and one of these severities',
    ),
  );
});

it.each([
  { text: 'none', expected: false },
  { text: 'LOW', expected: false },
  { text: 'new:LOW', expected: true },
])('$text needs a baseline: $expected', ({ text, expected }) => {
  expect(needsBaseline(parseFailOn(text))).toBe(expected);
});

const failsFor = (flow: AuditedFlow, text: string): boolean => fails(anAudit({ flows: [flow] }), parseFailOn(text));
const muted = { until: '2026-12-31', because: 'It is known' };
const medium = (overrides = {}): AuditedFlow =>
  anAuditedFlow({ reasons: [anAuditedReason('ROTATION_OFF', overrides)] });

it.each([
  { name: 'a severity below the reason', flow: medium(), failOn: 'LOW', expected: true },
  { name: 'the severity of the reason', flow: medium(), failOn: 'MEDIUM', expected: true },
  { name: 'a severity above the reason', flow: medium(), failOn: 'HIGH', expected: false },
  { name: 'no severity', flow: medium(), failOn: 'none', expected: false },
  { name: 'a reason that is muted', flow: medium({ muted }), failOn: 'LOW', expected: false },
  { name: 'a new reason where new ones count', flow: medium({ change: 'new' }), failOn: 'new:MEDIUM', expected: true },
  { name: 'a new reason below the severity', flow: medium({ change: 'new' }), failOn: 'new:HIGH', expected: false },
  { name: 'an old reason where new ones count', flow: medium({ change: 'still' }), failOn: 'new:LOW', expected: false },
  {
    name: 'a reason that is new and muted',
    flow: medium({ change: 'new', muted }),
    failOn: 'new:LOW',
    expected: false,
  },
  { name: 'a compliant flow', flow: anAuditedFlow(), failOn: 'INFORMATIONAL', expected: false },
  { name: 'a flow out of scope', flow: aFlowOutOfScope(), failOn: 'INFORMATIONAL', expected: false },
  {
    name: 'a flow that could not be verified and is not applicable therefore',
    flow: anAuditedFlow({ verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] }),
    failOn: 'LOW',
    expected: false,
  },
  {
    name: 'a flow that could not be verified and is not compliant therefore',
    flow: anAuditedFlow({ reasons: [anAuditedReason('UNVERIFIED')] }),
    failOn: 'MEDIUM',
    expected: true,
  },
  {
    name: 'a severity that only a muted reason has',
    flow: anAuditedFlow({ reasons: [anAuditedReason('NO_CMK', { muted }), anAuditedReason('KEY_UNTAGGED')] }),
    failOn: 'HIGH',
    expected: false,
  },
  {
    name: 'a flow that fails for reasons nobody told',
    flow: anAuditedFlow({ verdict: 'NON_COMPLIANT' }),
    failOn: 'CRITICAL',
    expected: true,
  },
  {
    name: 'the same where new ones count',
    flow: anAuditedFlow({ verdict: 'NON_COMPLIANT' }),
    failOn: 'new:LOW',
    expected: false,
  },
])('$name fails with $failOn: $expected', ({ flow, failOn, expected }) => {
  expect(failsFor(flow, failOn)).toBe(expected);
});

it('by default every flow fails that is not compliant', () => {
  expect(fails(anAudit({ flows: [aFailingFlow()] }), DEFAULT_FAIL_ON)).toBe(true);
});
