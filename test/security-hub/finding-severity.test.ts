import { findingOf } from '../../lambda/core/finding.ts';
import { REASON_CODES, type ReasonCode } from '../../lambda/core/reasons.ts';
import { aContext, anEvaluation, because, nonCompliant } from './an-evaluation.ts';
import { flawsOf } from './finding-format.ts';

const SEVERITIES: Readonly<Record<string, readonly ReasonCode[]>> = {
  CRITICAL: ['KEY_PENDING_DELETION', 'KEY_POLICY_OPEN'],
  HIGH: ['NO_CMK', 'KEY_NOT_FOUND', 'AWS_MANAGED_KEY', 'KEY_DISABLED', 'KEY_UNUSABLE'],
  MEDIUM: [
    ...(['KEY_NOT_SYMMETRIC', 'KEY_ACCOUNT_NOT_ALLOWED', 'ROTATION_OFF', 'ROTATION_TOO_SLOW'] as const),
    ...(['ROTATION_IMPOSSIBLE', 'ROTATION_OVERDUE', 'TAG_MISMATCH', 'CREDENTIALS_WITHOUT_CMK', 'UNVERIFIED'] as const),
  ],
  LOW: ['KEY_UNTAGGED', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED', 'ALIAS_NOT_CONVENTIONAL', 'KEY_SHARED'],
};

const everyReason = Object.entries(SEVERITIES).flatMap(([Label, codes]) => codes.map((code) => ({ code, Label })));

it('the severities are those of all 21 reasons', () => {
  expect(everyReason.map(({ code }) => code).sort()).toEqual([...REASON_CODES].sort());
});

it.each(everyReason)('$code makes a valid finding of severity $Label', ({ code, Label }) => {
  const finding = findingOf(anEvaluation({ judgement: nonCompliant(because(code)) }), aContext());
  expect([finding.Severity, finding.FindingProviderFields.Severity]).toEqual([{ Label }, { Label }]);
  expect(flawsOf(finding)).toEqual([]);
});

it('has the highest severity among its reasons, and the title of the first that has it', () => {
  const reasons = [because('KEY_NOT_SYMMETRIC'), because('KEY_POLICY_OPEN'), because('KEY_UNTAGGED')];
  expect(findingOf(anEvaluation({ judgement: nonCompliant(...reasons) }), aContext())).toMatchObject({
    Title: 'AppFlow flow orders-to-lake: The policy of the key admits everyone',
    Severity: { Label: 'CRITICAL' },
    ProductFields: { 'appflow-flow-cmk/Reasons': 'KEY_NOT_SYMMETRIC, KEY_POLICY_OPEN, KEY_UNTAGGED' },
  });
});

it('takes the first reason in the order of the contract among those of one severity', () => {
  const reasons = [because('KEY_UNTAGGED'), because('KEY_DISABLED'), because('KEY_SHARED')];
  expect(findingOf(anEvaluation({ judgement: nonCompliant(...reasons) }), aContext())).toMatchObject({
    Title: 'AppFlow flow orders-to-lake: The key of the flow is disabled',
    Severity: { Label: 'HIGH' },
    ProductFields: { 'appflow-flow-cmk/Reasons': 'KEY_DISABLED, KEY_UNTAGGED, KEY_SHARED' },
  });
});
