import { type AwsSecurityFinding, BatchImportFindingsCommand } from '@aws-sdk/client-securityhub';
import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsAsff } from '../../../cli/outputs/asff.ts';
import {
  aFailingFlow,
  aFlowOutOfScope,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { closeAll, localAws } from '../../local-aws/local-clients.ts';
import { FORBIDDEN, hostileAudit } from './hostile-text.ts';

afterEach(closeAll);

const findingsIn = (audit: Audit = anAudit()): readonly AwsSecurityFinding[] =>
  JSON.parse([...auditAsAsff(audit)].join(''));

it('a flow that fails makes the finding that the rule makes, under an id of its own', () => {
  const flow = aFailingFlow({ tags: {} });
  expect(findingsIn(anAudit({ flows: [flow] }))).toEqual([
    {
      SchemaVersion: '2018-10-08',
      Id: 'appflow-flow-cmk/audit/arn:aws:appflow:eu-west-1:111122223333:flow/billing',
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
      GeneratorId: 'appflow-flow-cmk/audit',
      AwsAccountId: '111122223333',
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      CreatedAt: '2026-11-23T08:00:00Z',
      UpdatedAt: '2026-11-23T08:00:00Z',
      Severity: { Label: 'MEDIUM' },
      FindingProviderFields: {
        Severity: { Label: 'MEDIUM' },
        Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      },
      Title: 'AppFlow flow billing: Automatic rotation of the key is off',
      Description:
        'ROTATION_OFF: automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d. KEY_UNTAGGED: the key has no tag.',
      Remediation: {
        Recommendation: {
          Text: 'Turn it on with kms:EnableKeyRotation. Tag the key with kms:TagResource.',
          Url: 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html',
        },
      },
      ProductFields: {
        'appflow-flow-cmk/RuleName': 'appflow-flow-cmk/audit',
        'appflow-flow-cmk/Reasons': 'ROTATION_OFF, KEY_UNTAGGED',
      },
      Resources: [
        { Type: 'Other', Id: 'arn:aws:appflow:eu-west-1:111122223333:flow/billing', Region: 'eu-west-1' },
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
    },
  ]);
});

it('with a rule, id and generator are those of the rule', () => {
  const rule = {
    name: 'appflow-flow-cmk',
    arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
  };
  expect(findingsIn(anAudit({ rule, flows: [anAuditedFlow()] }))).toMatchObject([
    {
      Id: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa/arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      GeneratorId: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
      ProductFields: { 'appflow-flow-cmk/RuleName': 'appflow-flow-cmk' },
    },
  ]);
});

it('a compliant flow passed, and is evidence for rotation where its key was seen to rotate', () => {
  const passed = { Compliance: { Status: 'PASSED' }, Severity: { Label: 'INFORMATIONAL' } };
  const audit = anAudit({ flows: [anAuditedFlow()] });
  expect(findingsIn(audit)).toMatchObject([passed]);
  expect(findingsIn(audit)[0]?.Compliance?.RelatedRequirements).toContain('PCI DSS v4.0.1/3.7.4');
  expect(findingsIn({ ...audit, keys: [] })[0]?.Compliance?.RelatedRequirements).not.toContain('PCI DSS v4.0.1/3.7.4');
});

it('a flow that is not applicable is left out, also where it could not be verified', () => {
  const unverified = anAuditedFlow({ verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] });
  expect(findingsIn(anAudit({ flows: [aFlowOutOfScope(), unverified] }))).toEqual([]);
});

it('a flow that fails for reasons nobody told is failed all the same', () => {
  const flow = anAuditedFlow({ verdict: 'NON_COMPLIANT', annotation: 'Somebody else says so.' });
  expect(findingsIn(anAudit({ flows: [flow] }))).toMatchObject([
    {
      Title: 'AppFlow flow orders: The flow is not compliant',
      Description: 'Somebody else says so.',
      Remediation: { Recommendation: { Text: 'Do as the description says.' } },
      Compliance: { Status: 'FAILED' },
    },
  ]);
});

it('mutes and changes stand in the fields of the product, and a muted flow stays failed', () => {
  const muted = { until: '2026-12-31', because: 'It is known' };
  const reasons = [
    anAuditedReason('ROTATION_OFF', { change: 'still', muted }),
    anAuditedReason('KEY_UNTAGGED', { change: 'new', muted }),
  ];
  const [finding] = findingsIn(anAudit({ flows: [aFailingFlow({ reasons, change: 'new', muted })] }));
  expect(finding).not.toHaveProperty('Workflow');
  expect(finding).toMatchObject({
    Compliance: { Status: 'FAILED' },
    ProductFields: {
      'appflow-flow-cmk/Change': 'new',
      'appflow-flow-cmk/NewReasons': 'KEY_UNTAGGED',
      'appflow-flow-cmk/Muted':
        'ROTATION_OFF until 2026-12-31: It is known; KEY_UNTAGGED until 2026-12-31: It is known',
      'appflow-flow-cmk/MutedUntil': '2026-12-31',
    },
  });
});

it('what could not be audited is a finding of the account with its cause; what was left out on purpose is none', () => {
  const findings = findingsIn(anAuditWithGaps({ interrupted: true, flows: [] }));
  expect(
    findings.map(({ Id, AwsAccountId, Description, Compliance }) => [Id, AwsAccountId, Description, Compliance]),
  ).toEqual([
    [
      'appflow-flow-cmk/audit/interrupted/111122223333/all',
      '111122223333',
      'The audit has no verdict on account 111122223333, Region all: the audit was stopped before everything was asked for.',
      { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
    ],
    [
      'appflow-flow-cmk/audit/unreadable/444455556666/eu-west-1',
      '444455556666',
      'The audit has no verdict on account 444455556666, Region eu-west-1: sts:AssumeRole is denied.',
      { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
    ],
    [
      'appflow-flow-cmk/audit/unjudged/111122223333/eu-west-1/invoices',
      '111122223333',
      'The audit has no verdict on AppFlow flow invoices: appflow:DescribeFlow was throttled 8 times.',
      { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
    ],
  ]);
});

it.each([
  { name: 'another Region that the audit names', places: [aPlace()], region: 'eu-west-1' },
  { name: 'us-east-1 where there is no other', places: [], region: 'us-east-1' },
])('an account that is unreadable in all Regions is told in $name', ({ places, region }) => {
  const unreadable = aPlace({ account: '444455556666', region: 'all', status: 'unreadable', because: 'denied' });
  expect(findingsIn(anAudit({ complete: false, places: [unreadable, ...places], flows: [] }))).toMatchObject([
    {
      Id: 'appflow-flow-cmk/audit/unreadable/444455556666/all',
      ProductArn: `arn:aws:securityhub:${region}:444455556666:product/444455556666/default`,
      Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:444455556666', Region: region }],
    },
  ]);
});

it('a flow of another partition has its findings there', () => {
  const flow = anAuditedFlow({ region: 'cn-north-1', arn: 'arn:aws-cn:appflow:cn-north-1:111122223333:flow/orders' });
  expect(findingsIn(anAudit({ flows: [flow] }))[0]?.ProductArn).toBe(
    'arn:aws-cn:securityhub:cn-north-1:111122223333:product/111122223333/default',
  );
});

describe('Security Hub takes', () => {
  const imported = async (audit: Audit) => {
    const { securityHub } = await localAws();
    const { SuccessCount, FailedFindings } = await securityHub.send(
      new BatchImportFindingsCommand({ Findings: [...findingsIn(audit)] }),
    );
    return { SuccessCount, FailedFindings };
  };

  it('every finding of an account', async () => {
    const places = [aPlace(), aPlace({ status: 'unreadable', because: 'denied' })];
    expect(await imported(anAuditWithGaps({ places }))).toEqual({ SuccessCount: 4, FailedFindings: [] });
  });

  it('the longest texts', async () => {
    const because = 'b'.repeat(5000);
    const flow = 'f'.repeat(256);
    const muted = { until: '2026-12-31', because };
    const reasons = [anAuditedReason('NO_CMK', { problem: because, remedy: because, muted })];
    const audit = anAudit({
      complete: false,
      flows: [aFailingFlow({ flow, reasons, muted })],
      unjudged: [{ account: '111122223333', region: 'eu-west-1', flow, because }],
    });
    expect(await imported(audit)).toEqual({ SuccessCount: 2, FailedFindings: [] });
  });

  it('whatever the texts are', async () => {
    const { securityHub } = await localAws();
    const property = fc.asyncProperty(hostileAudit, async (audit) => {
      const flows = audit.flows.map((flow) => ({ ...flow, verdict: 'NON_COMPLIANT' as const }));
      const places = audit.places.map((place) => ({ ...place, region: 'eu-west-1' }));
      const text = [...auditAsAsff({ ...audit, flows, places })].join('');
      expect(text).not.toMatch(FORBIDDEN);
      const answer = await securityHub.send(new BatchImportFindingsCommand({ Findings: JSON.parse(text) }));
      expect(answer.FailedFindings).toEqual([]);
    });
    await fc.assert(property, { numRuns: 50 });
  });
});
