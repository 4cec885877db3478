import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { checkAsJunit } from '../../../../cli/check/outputs/junit.ts';
import { aCheckReport, aFailedCheck, anUnknownCheck } from '../../../builders/a-check-report.ts';
import { FORBIDDEN } from '../../outputs/hostile-text.ts';
import { hostileReport } from './a-hostile-report.ts';

const textOf = (report: CheckReport = aCheckReport(), unknownFails = false): string =>
  [...checkAsJunit(report, { unknownFails, isTerminal: false, width: 80 })].join('');

it('is one suite a file, one case a flow, and the notes', () => {
  const text = textOf();
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="appflow-flow-cmk" tests="3" failures="1" errors="0" skipped="1" time="0">
<testsuite name="stacks/template.yaml" tests="3" failures="1" errors="0" skipped="1" time="0">
  <testcase classname="appflow-flow-cmk.stacks/template.yaml" name="Orders (orders)" time="0"></testcase>
  <testcase classname="appflow-flow-cmk.stacks/template.yaml" name="Billing (billing)" time="0">
    <failure type="ROTATION_OFF" message="ROTATION_OFF (MEDIUM): Automatic rotation is off for key Lake. Turn it on with kms:EnableKeyRotation.">stacks/template.yaml:40
ROTATION_OFF (MEDIUM): Automatic rotation is off for key Lake. Turn it on with kms:EnableKeyRotation.
The policy of key Lake is not known: it is imported (line 31).</failure>
  </testcase>
  <testcase classname="appflow-flow-cmk.stacks/template.yaml" name="Sandbox (sandbox)" time="0">
    <skipped type="UNKNOWN" message="The key of the flow is not known: parameter KeyArn has no value."></skipped>
  </testcase>
</testsuite>
<testsuite name="appflow-flow-cmk notes" tests="0" failures="0" errors="0" skipped="0" time="0">
  <system-out>The conditions of template.yaml allow 2 combinations.</system-out>
</testsuite>
</testsuites>
`);
});

it('what is unknown is a failure where it fails the run', () => {
  expect(textOf(aCheckReport({ flows: [anUnknownCheck()] }), true)).toContain('<failure type="UNKNOWN"');
});

it('a check that is incomplete has an error', () => {
  expect(textOf(aCheckReport({ complete: false }))).toContain('<error type="INCOMPLETE"');
});

it('files are suites of their own', () => {
  const flows = [aFailedCheck({ file: 'a.yaml' }), aFailedCheck({ file: 'b.yaml' }), aFailedCheck({ file: 'a.yaml' })];
  expect(textOf(aCheckReport({ flows, notes: [] })).match(/<testsuite name="[^"]*" tests="\d"/g)).toEqual([
    '<testsuite name="a.yaml" tests="2"',
    '<testsuite name="b.yaml" tests="1"',
  ]);
});

it('is well-formed and has one failure, whatever the texts are', () => {
  const property = fc.property(hostileReport, (report) => {
    const text = textOf(report);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(FORBIDDEN);
    expect(new XMLParser().parse(text).testsuites.testsuite[0].testcase).toHaveProperty('failure');
    expect(text.match(/<testcase /g)).toHaveLength(1);
  });
  fc.assert(property, { numRuns: 200 });
});
