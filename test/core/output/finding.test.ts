import type { ReasonCode } from '../../../lambda/core/model/reasons.ts';
import { type FlowEvaluation, toEvaluation } from '../../../lambda/core/output/evaluation.ts';
import { type FindingContext, findingIdOf, findingOf, isOnlyArchived } from '../../../lambda/core/output/finding.ts';
import type { Verdict } from '../../../lambda/core/verdict.ts';
import { aKey } from '../../builders/a-key.ts';

const RULE_ARN = 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa';
const FLOW_ARN = 'arn:aws:appflow:eu-west-1:111122223333:flow/orders';

const context: FindingContext = {
  ruleArn: RULE_ARN,
  ruleName: 'appflow-flow-cmk',
  where: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
  now: new Date('2026-11-20T21:15:00Z'),
};

const failed = (...codes: readonly ReasonCode[]): Verdict => ({
  complianceType: 'NON_COMPLIANT',
  reasons: codes.map((code) => ({ code, problem: `${code} is so` })),
});
const compliant: Verdict = { complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' };
const gone: Verdict = { complianceType: 'NOT_APPLICABLE', label: 'GONE', because: 'It is gone.' };
const leftOut: Verdict = {
  complianceType: 'NOT_APPLICABLE',
  label: 'UNVERIFIED',
  reasons: [{ code: 'UNVERIFIED', problem: 'the tags could not be read' }],
};

const anEvaluation = (verdict: Verdict, overrides: Partial<FlowEvaluation> = {}): FlowEvaluation => ({
  ...toEvaluation({
    resourceType: 'AWS::AppFlow::Flow',
    resourceId: 'orders',
    flowName: 'orders',
    verdict,
    orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
  }),
  flowArn: FLOW_ARN,
  ...overrides,
});

const key = aKey({ arn: 'arn:aws:kms:us-east-1:444455556666:key/1b2c', region: 'us-east-1' });

it('a flow that fails makes a whole finding of its worst reason, and names its key', () => {
  const evaluation = anEvaluation(
    {
      complianceType: 'NON_COMPLIANT',
      reasons: [
        { code: 'KEY_DISABLED', problem: 'key 1b2c is disabled' },
        {
          code: 'ROTATION_OFF',
          problem: 'automatic rotation is off for key 1b2c',
          remedy: 'Set it on the primary key',
        },
        { code: 'TAG_MISMATCH', problem: 'tag A is missing on the flow' },
        { code: 'TAG_MISMATCH', problem: 'tag B is missing on the flow' },
      ],
    },
    { key },
  );
  expect(findingOf(evaluation, context)).toEqual({
    SchemaVersion: '2018-10-08',
    Id: `${RULE_ARN}/${FLOW_ARN}`,
    ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
    GeneratorId: RULE_ARN,
    AwsAccountId: '111122223333',
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    CreatedAt: '2026-11-20T21:14:07.482Z',
    UpdatedAt: '2026-11-20T21:15:00.000Z',
    Severity: { Label: 'HIGH' },
    FindingProviderFields: {
      Severity: { Label: 'HIGH' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Title: 'AppFlow flow orders: The key of the flow is disabled',
    Description:
      'KEY_DISABLED: key 1b2c is disabled. ROTATION_OFF: automatic rotation is off for key 1b2c. TAG_MISMATCH: tag A is missing on the flow. TAG_MISMATCH: tag B is missing on the flow.',
    Remediation: {
      Recommendation: {
        Text: 'Enable the key with kms:EnableKey, or recreate the flow with another one. Set it on the primary key. Give flow and key the same value, or use the key meant for this flow.',
        Url: 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html',
      },
    },
    ProductFields: {
      'appflow-flow-cmk/RuleName': 'appflow-flow-cmk',
      'appflow-flow-cmk/Reasons': 'KEY_DISABLED, ROTATION_OFF, TAG_MISMATCH',
    },
    Resources: [
      { Type: 'Other', Id: FLOW_ARN, Region: 'eu-west-1' },
      { Type: 'AwsKmsKey', Id: 'arn:aws:kms:us-east-1:444455556666:key/1b2c', Region: 'us-east-1' },
    ],
    Compliance: {
      Status: 'FAILED',
      RelatedRequirements: expect.arrayContaining(['NIST.800-53.r5 SC-12', 'PCI DSS v4.0.1/3.7.4', 'SOC 2 CC6.1']),
    },
    RecordState: 'ACTIVE',
  });
});

it('a compliant flow makes a finding that passed', () => {
  expect(findingOf(anEvaluation(compliant), context)).toMatchObject({
    Severity: { Label: 'INFORMATIONAL' },
    Title: 'AppFlow flow orders: The flow is encrypted with a customer managed key as demanded',
    Description: 'OK: Customer managed key 1b2c is enabled.',
    Remediation: { Recommendation: { Text: 'Nothing needs to be done.' } },
    ProductFields: { 'appflow-flow-cmk/Reasons': 'none' },
    Resources: [{ Type: 'Other', Id: FLOW_ARN, Region: 'eu-west-1' }],
    Compliance: { Status: 'PASSED' },
    RecordState: 'ACTIVE',
  });
});

it('a flow that is gone has its finding archived', () => {
  expect(findingOf(anEvaluation(gone), context)).toMatchObject({
    Severity: { Label: 'INFORMATIONAL' },
    Title: 'AppFlow flow orders: The flow is not judged',
    Description: 'GONE: It is gone.',
    Compliance: { RelatedRequirements: [] },
    RecordState: 'ARCHIVED',
  });
});

it('a flow that is left out for lack of a permission has its finding archived, with what was missing', () => {
  expect(findingOf(anEvaluation(leftOut), context)).toMatchObject({
    Severity: { Label: 'INFORMATIONAL' },
    Title: 'AppFlow flow orders: Something that the rule must see could not be read',
    Description: 'UNVERIFIED: the tags could not be read.',
    Compliance: { RelatedRequirements: [] },
    RecordState: 'ARCHIVED',
  });
});

it('a finding that Security Hub has already keeps the time at which it was made', () => {
  const createdAt = '2026-01-01T00:00:00.000Z';
  expect(findingOf(anEvaluation(compliant), { ...context, createdAt })).toMatchObject({
    CreatedAt: '2026-01-01T00:00:00.000Z',
    UpdatedAt: '2026-11-20T21:15:00.000Z',
  });
});

it('a finding has the same id whatever the verdict', () => {
  expect(findingIdOf(anEvaluation(gone), context)).toBe(
    'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa/arn:aws:appflow:eu-west-1:111122223333:flow/orders',
  );
  expect(findingOf(anEvaluation(failed('NO_CMK')), context).Id).toBe(findingIdOf(anEvaluation(gone), context));
});

it.each([
  { code: 'KEY_POLICY_OPEN', severity: 'CRITICAL' },
  { code: 'NO_CMK', severity: 'HIGH' },
  { code: 'UNVERIFIED', severity: 'MEDIUM' },
  { code: 'KEY_SHARED', severity: 'LOW' },
] as const)('a flow that fails for $code is $severity', ({ code, severity }) => {
  expect(findingOf(anEvaluation(failed(code)), context)).toMatchObject({
    Severity: { Label: severity },
    FindingProviderFields: { Severity: { Label: severity } },
  });
});

describe('texts fit into what Security Hub takes:', () => {
  it('a title of 256 characters', () => {
    const { Title } = findingOf(anEvaluation(compliant, { flowName: 'f'.repeat(256) }), context);
    expect(Title).toBe(`AppFlow flow ${'f'.repeat(242)}…`);
  });

  it('a description of 1024 characters', () => {
    const verdict: Verdict = {
      complianceType: 'NON_COMPLIANT',
      reasons: [{ code: 'TAG_MISSING', problem: 'x'.repeat(1100) }],
    };
    expect(findingOf(anEvaluation(verdict), context).Description).toBe(`TAG_MISSING: ${'x'.repeat(1010)}…`);
  });

  it('a recommendation of 512 characters', () => {
    const verdict: Verdict = {
      complianceType: 'NON_COMPLIANT',
      reasons: [{ code: 'TAG_MISSING', problem: 'x', remedy: 'r'.repeat(600) }],
    };
    expect(findingOf(anEvaluation(verdict), context).Remediation.Recommendation.Text).toBe(`${'r'.repeat(511)}…`);
  });

  it('and hold no half of a character', () => {
    const verdict: Verdict = {
      complianceType: 'NON_COMPLIANT',
      reasons: [{ code: 'TAG_MISSING', problem: 'tag \ud83d is missing' }],
    };
    expect(findingOf(anEvaluation(verdict), context).Description).toBe('TAG_MISSING: tag \ufffd is missing.');
  });
});

it.each([
  { name: 'that is gone', verdict: gone, expected: true },
  { name: 'out of scope', verdict: { ...gone, label: 'OUT_OF_SCOPE' }, expected: true },
  { name: 'that is exempt', verdict: { ...gone, label: 'EXEMPT' }, expected: false },
  { name: 'left out for lack of a permission', verdict: leftOut, expected: false },
  { name: 'that is compliant', verdict: compliant, expected: false },
  { name: 'that fails', verdict: failed('NO_CMK'), expected: false },
] as const)('a flow $name gets a finding only where one existed: $expected', ({ verdict, expected }) => {
  expect(isOnlyArchived(anEvaluation(verdict))).toBe(expected);
});

describe('the requirements of a compliant flow', () => {
  const requirementsOf = (overrides: Partial<FlowEvaluation>) =>
    findingOf(anEvaluation(compliant, overrides), context).Compliance.RelatedRequirements;
  const ALWAYS = [
    'NIST.800-53.r5 SC-12(2)',
    'NIST.800-53.r5 SC-28(1)',
    'PCI DSS v4.0.1/3.5.1',
    'HIPAA 164.312(a)(2)(iv)',
    'SOC 2 CC6.1',
    'NIST.800-53.r5 SC-12',
    'NIST.800-53.r5 SC-12(1)',
  ];

  it('are those of rotation, too, where it was seen to be on', () => {
    expect(requirementsOf({ rotation: { kind: 'on', periodInDays: 365 } })).toEqual([
      ...ALWAYS,
      'NIST.800-53.r5 SC-28(3)',
      'PCI DSS v4.0.1/3.7.4',
    ]);
  });

  it.each([
    { name: 'off', overrides: { rotation: { kind: 'off' } as const } },
    { name: 'not asked for', overrides: {} },
  ])('are not those of rotation where it is $name', ({ overrides }) => {
    expect(requirementsOf(overrides)).toEqual(ALWAYS);
  });

  it('are none of a flow that is not judged', () => {
    expect(findingOf(anEvaluation(gone), context).Compliance.RelatedRequirements).toEqual([]);
  });
});
