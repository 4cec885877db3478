import fc from 'fast-check';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { checkAsMarkdown } from '../../../../cli/check/outputs/markdown.ts';
import { aCheckedFlow, aCheckReport, aFailedCheck } from '../../../builders/a-check-report.ts';
import { FORBIDDEN } from '../../outputs/hostile-text.ts';
import { hostileReport } from './a-hostile-report.ts';

const textOf = (report: CheckReport = aCheckReport()): string => [...checkAsMarkdown(report)].join('');

it('tells the result, what fails, what is unknown, the notes and the policy', () => {
  expect(
    textOf(aCheckReport({ parameters: { requireRotation: 'true' } })),
  ).toBe(`## AppFlow flows before they are deployed: 1 of 3 fail

3 flows in 1 file: 1 failed, 1 unknown, 1 passed.

| Severity | Finding | Flow | Place | What is wrong | What to do |
|---|---|---|---|---|---|
| MEDIUM | ROTATION_OFF | <code>Billing (billing)</code> | <code>stacks/template&#46;yaml:40</code> | automatic rotation is off for key Lake | Turn it on with kms:EnableKeyRotation. |
|  | unknown | <code>Billing (billing)</code> | <code>stacks/template&#46;yaml:40</code> | The policy of key Lake is not known: it is imported (line 31). |  |
|  | unknown | <code>Sandbox (sandbox)</code> | <code>stacks/template&#46;yaml:60</code> | The key of the flow is not known: parameter KeyArn has no value. |  |

- The conditions of template&#46;yaml allow 2 combinations.

Checked by appflow-flow-cmk with <code>requireRotation=true</code>.
`);
});

it('of flows that all pass says so', () => {
  expect(
    textOf(aCheckReport({ flows: [aCheckedFlow()], notes: [] })),
  ).toBe(`## AppFlow flows before they are deployed: none of these flows fails

1 flow in 1 file: 0 failed, 0 unknown, 1 passed.

No findings.

Checked by appflow-flow-cmk with the default parameters.
`);
});

it('an incomplete check says so first', () => {
  expect(textOf(aCheckReport({ complete: false })).split('\n')[2]).toBe(
    '**The check is incomplete.** AWS did not answer everything that was asked.',
  );
});

it('shows no more rows than anybody reads, and counts the others', () => {
  const flows = Array.from({ length: 101 }, (_, index) => aFailedCheck({ resource: `R${index}`, unknown: [] }));
  const text = textOf(aCheckReport({ flows }));
  expect(text.match(/^\| MEDIUM/gm)).toHaveLength(100);
  expect(text).toContain('\n1 more finding is not shown here.\n');
});

it('has no more characters than a comment holds', () => {
  const problem = 'x'.repeat(5000);
  const flows = Array.from({ length: 100 }, (_, index) => {
    const flow = aFailedCheck({ resource: `R${index}${problem}` });
    return { ...flow, reasons: flow.reasons.map((reason) => ({ ...reason, problem, remedy: problem })) };
  });
  expect(textOf(aCheckReport({ flows })).length).toBeLessThan(65_536);
});

it('no text becomes markup, a mention or a link', () => {
  const property = fc.property(hostileReport, (report) => {
    const text = textOf(report);
    expect(text).not.toMatch(FORBIDDEN);
    expect(text).not.toMatch(/@everyone|@org|<b>|<!--|\]\(|https?:\/\//);
    expect(text.match(/^\| /gm)).toHaveLength(3);
  });
  fc.assert(property, { numRuns: 200 });
});
