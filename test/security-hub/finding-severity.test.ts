import { REASON_CODES, REASONS } from '../../lambda/core/model/reasons.ts';
import { findingOf } from '../../lambda/core/output/finding.ts';
import { aContext, anEvaluation, because, nonCompliant } from './an-evaluation.ts';
import { flawsOf } from './finding-format.ts';

it.each(REASON_CODES.map((code) => ({ code, Label: REASONS[code].severity })))(
  '$code makes a valid finding of severity $Label',
  ({ code, Label }) => {
    const finding = findingOf(anEvaluation({ verdict: nonCompliant(because(code)) }), aContext());
    expect([finding.Severity, finding.FindingProviderFields.Severity]).toEqual([{ Label }, { Label }]);
    expect(flawsOf(finding)).toEqual([]);
  },
);

it('has the highest severity among its reasons, and the title of the first that has it', () => {
  const reasons = [because('KEY_NOT_SYMMETRIC'), because('KEY_POLICY_OPEN'), because('KEY_UNTAGGED')];
  expect(findingOf(anEvaluation({ verdict: nonCompliant(...reasons) }), aContext())).toMatchObject({
    Title: 'AppFlow flow orders-to-lake: The policy of the key admits everyone',
    Severity: { Label: 'CRITICAL' },
    ProductFields: { 'appflow-flow-cmk/Reasons': 'KEY_NOT_SYMMETRIC, KEY_POLICY_OPEN, KEY_UNTAGGED' },
  });
});

it('takes the first reason in the order of the contract among those of one severity', () => {
  const reasons = [because('KEY_UNTAGGED'), because('KEY_DISABLED'), because('KEY_SHARED')];
  expect(findingOf(anEvaluation({ verdict: nonCompliant(...reasons) }), aContext())).toMatchObject({
    Title: 'AppFlow flow orders-to-lake: The key of the flow is disabled',
    Severity: { Label: 'HIGH' },
    ProductFields: { 'appflow-flow-cmk/Reasons': 'KEY_DISABLED, KEY_UNTAGGED, KEY_SHARED' },
  });
});
