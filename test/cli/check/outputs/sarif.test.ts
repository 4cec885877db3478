import Ajv from 'ajv';
import fc from 'fast-check';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { checkAsSarif } from '../../../../cli/check/outputs/sarif.ts';
import { REASON_CODES } from '../../../../lambda/core/model/reasons.ts';
import { aCheckedFlow, aCheckReport, aFailedCheck, anUnknownCheck } from '../../../builders/a-check-report.ts';
import { FORBIDDEN } from '../../outputs/hostile-text.ts';
import schema from '../../outputs/schemas/sarif-2.1.0.json';
import { hostileReport } from './a-hostile-report.ts';

// One pattern of the schema has a bracket too many, which only the older kind of expressions takes.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
const validate = ajv.compile(schema);

interface Result {
  readonly ruleId: string;
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object } },
  ];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly object[];
    readonly results: readonly Result[];
  }[];
}

const textOf = (report: CheckReport, unknownFails = false): string =>
  [...checkAsSarif(report, { unknownFails, isTerminal: false, width: 80 })].join('');
/** The log, once it is known to be valid. */
const logOf = (report: CheckReport = aCheckReport(), unknownFails = false): Log => {
  const log = JSON.parse(textOf(report, unknownFails));
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log;
};
const resultsOf = (report: CheckReport, unknownFails = false): readonly Result[] =>
  logOf(report, unknownFails).runs.flatMap(({ results }) => results);
const uriOf = (file: string): string | undefined =>
  resultsOf(aCheckReport({ flows: [aFailedCheck({ file })] }))[0]?.locations[0].physicalLocation.artifactLocation.uri;

it('a reason is a result at the line of the flow', () => {
  expect(resultsOf(aCheckReport({ flows: [aFailedCheck({ unknown: [] })] }))).toEqual([
    {
      ruleId: 'ROTATION_OFF',
      ruleIndex: 11,
      kind: 'fail',
      level: 'warning',
      message: {
        text: 'AppFlow flow Billing (billing): ROTATION_OFF (MEDIUM): Automatic rotation is off for key Lake. Turn it on with kms:EnableKeyRotation.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'stacks/template.yaml' },
            region: { startLine: 40 },
          },
          logicalLocations: [{ name: 'Billing', fullyQualifiedName: 'Billing', kind: 'resource' }],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: '6651ddcbf28b0d4a8b598ffdf507148e:1' },
    },
  ]);
});

it('what is unknown of a flow is one result to be reviewed', () => {
  const [result] = resultsOf(aCheckReport({ flows: [anUnknownCheck()] }));
  expect(result).toMatchObject({
    ruleId: 'UNKNOWN',
    ruleIndex: 25,
    kind: 'review',
    level: 'none',
    message: {
      text: 'AppFlow flow Sandbox (sandbox): The key of the flow is not known: parameter KeyArn has no value.',
    },
  });
});

it('what is unknown is an error where it fails the run', () => {
  expect(resultsOf(aCheckReport({ flows: [anUnknownCheck()] }), true)[0]).toMatchObject({
    kind: 'fail',
    level: 'error',
  });
});

it('a flow that passes is no result', () => {
  expect(resultsOf(aCheckReport({ flows: [aCheckedFlow()] }))).toEqual([]);
});

it('a plan has its results at its first line', () => {
  const { line: _, ...flow } = aFailedCheck({ file: 'plan.json' });
  expect(resultsOf(aCheckReport({ flows: [flow] }))[0]?.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'plan.json' },
    region: { startLine: 1 },
  });
});

it('has a rule for every reason, and one for what is unknown', () => {
  const rules = logOf().runs[0]?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual([...REASON_CODES, 'UNKNOWN']);
});

it.each([
  ['template.yaml', 'template.yaml'],
  ['a b/c#d.yaml', 'a%20b/c%23d.yaml'],
  ['cdk.out\\Stack.template.json', 'cdk.out/Stack.template.json'],
  ['../other/template.yaml', '../other/template.yaml'],
  ['/tmp/template.yaml', 'file:///tmp/template.yaml'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
])('the file %s has the address %s', (file, uri) => {
  expect(uriOf(file)).toBe(uri);
});

it('a finding is the same one when lines are added above it or its words change', () => {
  const before = resultsOf(aCheckReport({ flows: [aFailedCheck()] }));
  const flow = aFailedCheck({ line: 41 });
  const reasons = flow.reasons.map((reason) => ({ ...reason, problem: 'it is off' }));
  const after = resultsOf(aCheckReport({ flows: [{ ...flow, reasons }] }));
  expect(after.map((result) => result.partialFingerprints)).toEqual(before.map((result) => result.partialFingerprints));
});

it('notes are notifications, and an incomplete check was not executed with success', () => {
  expect(logOf(aCheckReport({ complete: false, notes: ['KMS gave no answer.'] })).runs[0]?.invocations).toEqual([
    {
      executionSuccessful: false,
      toolConfigurationNotifications: [{ level: 'note', message: { text: 'KMS gave no answer.' } }],
    },
  ]);
});

it('more results than a run may have are spread over several', () => {
  const flows = Array.from({ length: 25_001 }, (_, index) => aFailedCheck({ resource: `R${index}`, unknown: [] }));
  const { runs } = JSON.parse(textOf(aCheckReport({ flows }))) as Log;
  expect(runs.map(({ results, automationDetails }) => [results.length, automationDetails.id])).toEqual([
    [25_000, 'appflow-flow-cmk/check/'],
    [1, 'appflow-flow-cmk/check/part-2/'],
  ]);
});

it('is valid and makes no link, whatever the texts are', () => {
  const property = fc.property(hostileReport, (report) => {
    logOf(report);
    const text = textOf(report);
    expect(text).not.toMatch(FORBIDDEN);
    expect(text).not.toContain('](');
  });
  fc.assert(property, { numRuns: 200 });
});
