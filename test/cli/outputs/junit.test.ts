import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsJunit } from '../../../cli/outputs/junit.ts';
import { plainText } from '../../../lambda/core/model/text.ts';
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

const textOf = (audit: Audit = anAudit()): string => [...auditAsJunit(audit)].join('');
const muted = { until: '2026-12-31', because: 'It is known' };

interface Element {
  readonly [name: string]: unknown;
}
interface Report {
  readonly testsuites: Element & {
    readonly testsuite?: readonly (Element & { readonly testcase?: readonly Element[] })[];
  };
}

/** The report as a reader sees it, once it is known to be well-formed. */
const reportOf = (audit: Audit = anAudit()): Report => {
  const text = textOf(audit);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    textNodeName: 'text',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  return parser.parse(text.replaceAll(/>\n *</g, '><'));
};
const casesOf = (audit: Audit): readonly Element[] =>
  (reportOf(audit).testsuites.testsuite ?? []).flatMap(({ testcase = [] }) => testcase);

it('is one suite a place and one case a flow', () => {
  const flow = aFailingFlow({
    annotation: 'ROTATION_OFF: It is off.',
    reasons: [anAuditedReason('ROTATION_OFF', { problem: 'it is off' })],
  });
  expect(textOf(anAudit({ flows: [anAuditedFlow(), flow, aFlowOutOfScope()] }))).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="appflow-flow-cmk" tests="3" failures="1" errors="0" skipped="1" time="0">
<testsuite name="111122223333/eu-west-1" tests="3" failures="1" errors="0" skipped="1" time="0" timestamp="2026-11-23T08:00:00">
  <testcase classname="appflow-flow-cmk.111122223333.eu-west-1" name="orders" time="0"></testcase>
  <testcase classname="appflow-flow-cmk.111122223333.eu-west-1" name="billing" time="0">
    <failure type="ROTATION_OFF" message="ROTATION_OFF: It is off.">ROTATION_OFF (MEDIUM): It is off. Turn it on with kms:EnableKeyRotation.</failure>
  </testcase>
  <testcase classname="appflow-flow-cmk.111122223333.eu-west-1" name="sandbox" time="0">
    <skipped type="NOT_APPLICABLE" message="OUT_OF_SCOPE: The flow is not selected by flowTagFilter: its tag Stage is missing."></skipped>
  </testcase>
</testsuite>
</testsuites>
`,
  );
});

it.each([
  { name: 'a compliant flow', flow: anAuditedFlow(), answer: {} },
  {
    name: 'a flow that fails',
    flow: aFailingFlow({
      annotation: 'a',
      reasons: [
        anAuditedReason('KEY_UNTAGGED', { problem: 'b', change: 'still' }),
        anAuditedReason('NO_CMK', { problem: 'c', change: 'new', muted }),
      ],
    }),
    answer: {
      failure: {
        type: 'KEY_UNTAGGED',
        message: 'a',
        text: 'NO_CMK (HIGH, new, muted until 2026-12-31: It is known): C. Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.\nKEY_UNTAGGED (LOW, still): B. Tag the key with kms:TagResource.',
      },
    },
  },
  {
    name: 'a flow that is muted',
    flow: aFailingFlow({ annotation: 'NO_CMK: a.', reasons: [anAuditedReason('NO_CMK', { muted })], muted }),
    answer: { skipped: { type: 'MUTED', message: 'muted until 2026-12-31: It is known. NO_CMK: a.' } },
  },
  {
    name: 'a flow that could not be verified and fails therefore',
    flow: aFailingFlow({ annotation: 'a', reasons: [anAuditedReason('UNVERIFIED')] }),
    answer: { failure: expect.objectContaining({ type: 'UNVERIFIED' }) },
  },
  {
    name: 'a flow that could not be verified and is not applicable therefore',
    flow: aFailingFlow({ annotation: 'a', verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] }),
    answer: { skipped: { type: 'NOT_APPLICABLE', message: 'a' } },
  },
  {
    name: 'a flow that fails for reasons nobody told',
    flow: anAuditedFlow({ verdict: 'NON_COMPLIANT', annotation: 'a' }),
    answer: { failure: expect.objectContaining({ type: 'NON_COMPLIANT', message: 'a' }) },
  },
])('$name has one answer', ({ flow, answer }) => {
  const [{ classname, name, time, text: _, ...rest } = {}] = casesOf(anAudit({ flows: [flow] }));
  expect([classname, name, time]).toEqual(['appflow-flow-cmk.111122223333.eu-west-1', flow.flow, '0']);
  expect(rest).toEqual(answer);
});

it('whatever has no verdict is a case with its cause, and is counted', () => {
  const { testsuites } = reportOf(anAuditWithGaps({ interrupted: true, flows: [] }));
  expect(testsuites).toMatchObject({ tests: '5', failures: '0', errors: '3', skipped: '2' });
  expect(testsuites.testsuite).toMatchObject([
    {
      name: '111122223333/eu-west-1',
      errors: '1',
      testcase: [
        { name: 'invoices', error: { type: 'UNJUDGED', message: 'appflow:DescribeFlow was throttled 8 times' } },
      ],
    },
    {
      name: '444455556666/eu-west-1',
      errors: '1',
      testcase: [{ name: 'all flows', error: { type: 'UNREADABLE', message: 'sts:AssumeRole is denied' } }],
    },
    {
      name: '777788889999/all',
      skipped: '1',
      testcase: [{ name: 'all flows', skipped: { type: 'SKIPPED', message: 'the account is SUSPENDED' } }],
    },
    {
      name: '111122223333/af-south-1',
      skipped: '1',
      testcase: [{ name: 'all flows', skipped: { type: 'NOT_ENABLED', message: 'the account has not enabled it' } }],
    },
    {
      name: 'appflow-flow-cmk',
      errors: '1',
      testcase: [{ name: 'the whole audit', error: { type: 'INTERRUPTED' } }],
    },
  ]);
});

it('notes stand in a suite without cases', () => {
  expect(
    reportOf(anAudit({ places: [], flows: [], notes: ['A mute expired.', 'Another one.'] })).testsuites.testsuite,
  ).toMatchObject([{ name: 'appflow-flow-cmk notes', tests: '0', 'system-out': 'A mute expired.\nAnother one.' }]);
});

it('an audit of nothing is a report all the same', () => {
  expect(textOf(anAudit({ places: [], flows: [] }))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="appflow-flow-cmk" tests="0" failures="0" errors="0" skipped="0" time="0">\n</testsuites>\n',
  );
});

it('a place without flows is a suite without cases', () => {
  expect(reportOf(anAudit({ places: [aPlace({ flows: 0 })], flows: [] })).testsuites.testsuite).toMatchObject([
    { name: '111122223333/eu-west-1', tests: '0' },
  ]);
});

it('a flow called true, or by a number, keeps its name', () => {
  const flows = [anAuditedFlow({ flow: 'true' }), anAuditedFlow({ flow: '007' })];
  expect(casesOf(anAudit({ flows })).map(({ name }) => name)).toEqual(['true', '007']);
});

it('is well-formed, has the same cases and shows every name as it is, whatever the texts are', () => {
  fc.assert(
    fc.property(hostileAudit, (audit) => {
      const text = textOf(audit);
      expect(text).not.toMatch(FORBIDDEN);
      expect(text).not.toMatch(/[\uFFFE\uFFFF]/);
      const { testsuites } = reportOf(audit);
      expect(testsuites).toMatchObject({ tests: '3', errors: '2' });
      expect(testsuites.testsuite).toHaveLength(3);
      const shown = plainText(audit.flows[0]?.flow ?? '').replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
      expect(testsuites.testsuite?.[0]?.testcase?.map(({ name }) => name)).toEqual([shown, shown]);
    }),
  );
});
