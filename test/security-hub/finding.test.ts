import { findingOf } from '../../lambda/core/output/finding.ts';
import type { Verdict } from '../../lambda/core/verdict.ts';
import { aKey } from '../builders/a-key.ts';
import { aContext, anEvaluation, because, nonCompliant, withoutKey } from './an-evaluation.ts';
import { flawsOf } from './finding-format.ts';

const rotationOff = anEvaluation({
  rotation: { kind: 'off' },
  verdict: nonCompliant(
    because('ROTATION_OFF', 'automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'),
    because('TAG_MISSING', 'tag Owner is missing'),
  ),
});

it('a non-compliant flow makes a finding with every reason, and what to do', () => {
  expect(findingOf(rotationOff, aContext())).toEqual({
    SchemaVersion: '2018-10-08',
    Id: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa/arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
    ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
    GeneratorId: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
    AwsAccountId: '111122223333',
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    CreatedAt: '2026-11-20T21:14:07.482Z',
    UpdatedAt: '2026-11-20T21:14:12.000Z',
    Severity: { Label: 'MEDIUM' },
    FindingProviderFields: {
      Severity: { Label: 'MEDIUM' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Title: 'AppFlow flow orders-to-lake: Automatic rotation of the key is off',
    Description:
      'ROTATION_OFF: automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d. TAG_MISSING: tag Owner is missing.',
    Remediation: {
      Recommendation: {
        Text: 'Turn it on with kms:EnableKeyRotation. Add the tag with kms:TagResource.',
        Url: 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html',
      },
    },
    ProductFields: {
      'appflow-flow-cmk/RuleName': 'appflow-flow-cmk',
      'appflow-flow-cmk/Reasons': 'ROTATION_OFF, TAG_MISSING',
    },
    Resources: [
      { Type: 'Other', Id: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake', Region: 'eu-west-1' },
      {
        Type: 'AwsKmsKey',
        Id: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
        Region: 'eu-west-1',
      },
    ],
    Compliance: {
      Status: 'FAILED',
      RelatedRequirements: [
        'NIST.800-53.r5 SC-12',
        'NIST.800-53.r5 SC-12(2)',
        'NIST.800-53.r5 SC-28(3)',
        'PCI DSS v4.0.1/3.7.4',
        'SOC 2 CC6.1',
        'NIST.800-53.r5 CM-8',
      ],
    },
    RecordState: 'ACTIVE',
  });
});

const notApplicable = (label: 'GONE' | 'OUT_OF_SCOPE' | 'EXEMPT', because: string): Verdict => ({
  complianceType: 'NOT_APPLICABLE',
  label,
  because,
});

const CASES = [
  {
    name: 'a compliant flow',
    evaluation: anEvaluation(),
    expected: {
      Title: 'AppFlow flow orders-to-lake: The flow is encrypted with a customer managed key as demanded',
      Description: 'OK: Customer managed key 0a1b2c3d rotates every 365 days.',
      Severity: { Label: 'INFORMATIONAL' },
      Compliance: { Status: 'PASSED' },
      Remediation: { Recommendation: { Text: 'Nothing needs to be done.' } },
      ProductFields: { 'appflow-flow-cmk/Reasons': 'none' },
      RecordState: 'ACTIVE',
    },
  },
  {
    name: 'a flow without a key',
    evaluation: withoutKey(nonCompliant(because('NO_CMK', 'the flow names no key'))),
    expected: {
      Title: 'AppFlow flow orders-to-lake: The flow has no customer managed key',
      Description: 'NO_CMK: the flow names no key.',
      Severity: { Label: 'HIGH' },
      Resources: [
        { Type: 'Other', Id: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake', Region: 'eu-west-1' },
      ],
      Compliance: { Status: 'FAILED' },
    },
  },
  {
    name: 'a flow that could not be verified, where that is not compliant',
    evaluation: withoutKey(nonCompliant(because('UNVERIFIED', 'kms:DescribeKey is denied'))),
    expected: {
      Title: 'AppFlow flow orders-to-lake: Something that the rule must see could not be read',
      Severity: { Label: 'MEDIUM' },
      Compliance: { Status: 'FAILED', RelatedRequirements: [] },
      RecordState: 'ACTIVE',
    },
  },
  {
    name: 'a flow that could not be verified, where that is not applicable',
    evaluation: withoutKey({
      complianceType: 'NOT_APPLICABLE',
      label: 'UNVERIFIED',
      reasons: [because('UNVERIFIED', 'kms:DescribeKey is denied')],
    }),
    expected: {
      Description: 'UNVERIFIED: kms:DescribeKey is denied.',
      Severity: { Label: 'INFORMATIONAL' },
      Compliance: { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
      RecordState: 'ARCHIVED',
    },
  },
  {
    name: 'an exempt flow',
    evaluation: withoutKey(
      notApplicable('EXEMPT', 'The flow is exempt until 2026-12-31 (UTC) by its tag ExemptUntil.'),
    ),
    expected: {
      Title: 'AppFlow flow orders-to-lake: The flow is not judged',
      Description: 'EXEMPT: The flow is exempt until 2026-12-31 (UTC) by its tag ExemptUntil.',
      Severity: { Label: 'INFORMATIONAL' },
      Compliance: { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
      RecordState: 'ARCHIVED',
    },
  },
  {
    name: 'a flow that is gone',
    evaluation: withoutKey(notApplicable('GONE', 'AppFlow lists no such flow any more.')),
    expected: {
      Description: 'GONE: AppFlow lists no such flow any more.',
      Compliance: { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
      RecordState: 'ARCHIVED',
    },
  },
] as const;

describe.each(CASES)('$name', ({ evaluation, expected }) => {
  it('makes the finding of the contract', () => {
    expect(findingOf(evaluation, aContext())).toMatchObject(expected);
  });

  it('makes a finding that Security Hub takes', () => {
    expect(flawsOf(findingOf(evaluation, aContext()))).toEqual([]);
  });
});

it('a member account, another partition and a key elsewhere are named as they are', () => {
  const where = { partition: 'aws-cn', account: '444455556666', region: 'cn-north-1' };
  const evaluation = anEvaluation({
    key: aKey({ arn: 'arn:aws-cn:kms:cn-northwest-1:777788889999:key/lake', region: 'cn-northwest-1' }),
  });
  expect(findingOf(evaluation, aContext({ where }))).toMatchObject({
    ProductArn: 'arn:aws-cn:securityhub:cn-north-1:444455556666:product/444455556666/default',
    AwsAccountId: '444455556666',
    Resources: [
      { Region: 'cn-north-1' },
      { Id: 'arn:aws-cn:kms:cn-northwest-1:777788889999:key/lake', Region: 'cn-northwest-1' },
    ],
  });
});

it('a finding that exists keeps its time of creation', () => {
  const finding = findingOf(rotationOff, aContext({ createdAt: '2026-01-15T08:00:00.000Z' }));
  expect([finding.CreatedAt, finding.UpdatedAt]).toEqual(['2026-01-15T08:00:00.000Z', '2026-11-20T21:14:12.000Z']);
});
