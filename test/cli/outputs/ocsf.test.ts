import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsOcsf } from '../../../cli/outputs/ocsf.ts';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';
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
import schema from './schemas/ocsf-1.6.0-compliance-finding.json';

const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
const flawsOf = (event: unknown): unknown => (validate(event) ? [] : validate.errors);

const eventsIn = (audit: Audit = anAudit()): readonly Record<string, unknown>[] =>
  JSON.parse([...auditAsOcsf(audit)].join(''));
const muted = { until: '2026-12-31', because: 'It is known' };

it('the schema refuses what it should', () => {
  const [event] = eventsIn();
  expect(flawsOf({ ...event, novelty: 1 })).not.toEqual([]);
  expect(flawsOf({ ...event, class_uid: 2004 })).not.toEqual([]);
});

it('a reason makes a whole event', () => {
  const flow = anAuditedFlow({
    tags: { Owner: 'finance' },
    reasons: [anAuditedReason('ROTATION_OFF', { problem: 'rotation is off', change: 'new' })],
    change: 'new',
  });
  expect(eventsIn(anAudit({ places: [aPlace({ accountName: 'Sales' })], flows: [flow] }))).toEqual([
    {
      class_uid: 2003,
      class_name: 'Compliance Finding',
      category_uid: 2,
      category_name: 'Findings',
      activity_id: 1,
      activity_name: 'Create',
      type_uid: 200301,
      type_name: 'Compliance Finding: Create',
      time: 1795420800000,
      severity_id: 3,
      severity: 'Medium',
      status_id: 1,
      status: 'New',
      metadata: {
        version: '1.6.0',
        profiles: ['cloud'],
        event_code: 'ROTATION_OFF',
        product: { name: 'appflow-flow-cmk', version: '2.3.0' },
      },
      message: 'Rotation is off.',
      finding_info: {
        uid: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders|ROTATION_OFF',
        title: 'Automatic rotation of the key is off',
        desc: 'Rotation is off.',
        analytic: { type_id: 1, type: 'Rule', uid: 'key-rotates', name: 'key-rotates' },
      },
      compliance: {
        control: 'key-rotates',
        standards: ['NIST.800-53.r5', 'PCI DSS v4.0.1', 'SOC 2'],
        requirements: [
          'NIST.800-53.r5 SC-12',
          'NIST.800-53.r5 SC-12(2)',
          'NIST.800-53.r5 SC-28(3)',
          'PCI DSS v4.0.1/3.7.4',
          'SOC 2 CC6.1',
        ],
        status_id: 3,
        status: 'Fail',
        status_code: 'ROTATION_OFF',
        status_details: ['rotation is off'],
      },
      remediation: { desc: 'Turn it on with kms:EnableKeyRotation.' },
      unmapped: { verdict: 'NON_COMPLIANT', annotation: 'ROTATION_OFF: Something is wrong.', change: 'new' },
      cloud: {
        provider: 'AWS',
        region: 'eu-west-1',
        cloud_partition: 'aws',
        account: { uid: '111122223333', name: 'Sales', type: 'AWS Account', type_id: 10 },
      },
      resources: [
        {
          uid: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
          name: 'orders',
          type: 'AWS::AppFlow::Flow',
          region: 'eu-west-1',
          cloud_partition: 'aws',
          tags: [{ name: 'Owner', value: 'finance' }],
        },
        {
          uid: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
          type: 'AWS::KMS::Key',
          region: 'eu-west-1',
        },
      ],
    },
  ]);
});

it.each([
  {
    name: 'a reason',
    flow: anAuditedFlow({ reasons: [anAuditedReason('NO_CMK')] }),
    event: { activity_id: 1, status_id: 1, severity_id: 4, compliance: { status_id: 3 } },
  },
  {
    name: 'a reason that the baseline had',
    flow: anAuditedFlow({ reasons: [anAuditedReason('NO_CMK', { change: 'still' })] }),
    event: { activity_id: 2, type_uid: 200302, status_id: 1 },
  },
  {
    name: 'a reason that is muted',
    flow: anAuditedFlow({ reasons: [anAuditedReason('NO_CMK', { muted })] }),
    event: {
      activity_id: 1,
      status_id: 3,
      comment: 'Muted until 2026-12-31: It is known',
      compliance: { status_id: 3 },
    },
  },
  {
    name: 'a critical reason',
    flow: anAuditedFlow({ reasons: [anAuditedReason('KEY_POLICY_OPEN')] }),
    event: { severity_id: 5 },
  },
  {
    name: 'what could not be verified and fails therefore',
    flow: anAuditedFlow({ reasons: [anAuditedReason('UNVERIFIED')] }),
    event: { severity_id: 3, compliance: { control: 'appflow-flow-cmk', status_id: 3 } },
  },
  {
    name: 'what could not be verified and is not applicable therefore',
    flow: anAuditedFlow({ verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] }),
    event: { compliance: { status_id: 2 } },
  },
  {
    name: 'a compliant flow',
    flow: anAuditedFlow(),
    event: { activity_id: 1, status_id: 1, severity_id: 1, compliance: { status_id: 1, status_code: 'COMPLIANT' } },
  },
  {
    name: 'a flow that is fixed',
    flow: anAuditedFlow({ change: 'fixed' }),
    event: { activity_id: 3, type_uid: 200303, status_id: 4, compliance: { status_id: 1 } },
  },
  {
    name: 'a flow out of scope',
    flow: aFlowOutOfScope(),
    event: { compliance: { status_id: 99, status: 'Not Applicable' } },
  },
  {
    name: 'a flow that fails for reasons nobody told',
    flow: anAuditedFlow({ verdict: 'NON_COMPLIANT' }),
    event: { compliance: { status_id: 3, status: 'Fail' } },
  },
  {
    name: 'a reason of a flow whose codes were cut off',
    flow: anAuditedFlow({ truncated: true, reasons: [anAuditedReason('NO_CMK')] }),
    event: { metadata: { is_truncated: true } },
  },
])('$name is told as such', ({ flow, event }) => {
  const events = eventsIn(anAudit({ flows: [flow] }));
  expect(events).toMatchObject([event]);
  expect(events.flatMap(flawsOf)).toEqual([]);
});

it('reasons of one code are one event, so that no two have the same id', () => {
  const reasons = [
    anAuditedReason('TAG_MISMATCH', { problem: 'a' }),
    anAuditedReason('TAG_MISMATCH', { problem: 'b' }),
  ];
  expect(eventsIn(anAudit({ flows: [anAuditedFlow({ reasons })] }))).toMatchObject([
    { message: 'A; b.', compliance: { status_details: ['a', 'b'] } },
  ]);
});

it('whatever has no verdict is an event with its cause', () => {
  const events = eventsIn(anAuditWithGaps({ interrupted: true, flows: [] }));
  expect(events.flatMap(flawsOf)).toEqual([]);
  expect(events).toMatchObject([
    {
      severity_id: 0,
      message: 'No verdict on the audit: the audit was stopped before everything was asked for.',
      finding_info: { uid: 'appflow-flow-cmk/audit|INTERRUPTED' },
      compliance: { status_id: 0, status: 'Unknown' },
    },
    {
      severity_id: 0,
      message: 'No verdict on 444455556666/eu-west-1: sts:AssumeRole is denied.',
      finding_info: { uid: 'appflow-flow-cmk/audit/444455556666/eu-west-1|UNREADABLE' },
      compliance: { status_id: 0, status: 'Unknown', status_details: ['sts:AssumeRole is denied'] },
      cloud: { account: { uid: '444455556666', name: 'Finance' } },
    },
    {
      message: 'No verdict on invoices: appflow:DescribeFlow was throttled 8 times.',
      finding_info: { uid: 'appflow-flow-cmk/audit/111122223333/eu-west-1/invoices|UNJUDGED' },
      resources: [{ name: 'invoices', region: 'eu-west-1' }],
    },
    { severity_id: 1, compliance: { status_id: 99, status: 'Skipped', status_code: 'SKIPPED' } },
    { severity_id: 1, compliance: { status_id: 99, status: 'Not Enabled', status_code: 'NOT_ENABLED' } },
  ]);
});

it('is valid for every reason', () => {
  const flows = REASON_CODES.map((code) => anAuditedFlow({ flow: code, reasons: [anAuditedReason(code)] }));
  const events = eventsIn(anAudit({ flows: [...flows, aFailingFlow()] }));
  expect(events).toHaveLength(27);
  expect(events.flatMap(flawsOf)).toEqual([]);
});

it('is valid and free of control characters whatever the texts are', () => {
  fc.assert(
    fc.property(hostileAudit, (audit) => {
      const text = [...auditAsOcsf(audit)].join('');
      expect(text).not.toMatch(FORBIDDEN);
      expect(JSON.parse(text).flatMap(flawsOf)).toEqual([]);
    }),
  );
});

it('is an array also where there is nothing to tell', () => {
  expect([...auditAsOcsf(anAudit({ places: [], flows: [] }))].join('')).toBe('[]\n');
});
