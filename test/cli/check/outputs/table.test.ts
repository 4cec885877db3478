import fc from 'fast-check';
import pc from 'picocolors';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { checkAsTable } from '../../../../cli/check/outputs/table.ts';
import { aCheckedFlow, aCheckReport, aFailedCheck, anUnknownCheck } from '../../../builders/a-check-report.ts';
import { FORBIDDEN } from '../../outputs/hostile-text.ts';
import { hostileReport } from './a-hostile-report.ts';

const textOf = (report: CheckReport = aCheckReport(), width = 120): string =>
  [...checkAsTable(report, { colors: pc.createColors(false), width })].join('');

it('shows file, line, resource, answer and reasons, what fails first, and the totals last', () => {
  expect(
    textOf(),
  ).toBe(`┌─────────────────────────┬───────────────────┬─────────┬──────────────────────────────────────────────────────────────┐
│ File                    │ Resource          │ Answer  │ Reasons                                                      │
├─────────────────────────┼───────────────────┼─────────┼──────────────────────────────────────────────────────────────┤
│ stacks/template.yaml:40 │ Billing (billing) │ fail    │ ROTATION_OFF (MEDIUM): Automatic rotation is off for key     │
│                         │                   │         │ Lake. Turn it on with kms:EnableKeyRotation.                 │
│                         │                   │         │ The policy of key Lake is not known: it is imported (line    │
│                         │                   │         │ 31).                                                         │
├─────────────────────────┼───────────────────┼─────────┼──────────────────────────────────────────────────────────────┤
│ stacks/template.yaml:60 │ Sandbox (sandbox) │ unknown │ The key of the flow is not known: parameter KeyArn has no    │
│                         │                   │         │ value.                                                       │
├─────────────────────────┼───────────────────┼─────────┼──────────────────────────────────────────────────────────────┤
│ stacks/template.yaml:12 │ Orders (orders)   │ pass    │ Customer managed key Lake is enabled.                        │
└─────────────────────────┴───────────────────┴─────────┴──────────────────────────────────────────────────────────────┘
The conditions of template.yaml allow 2 combinations.
3 flows in 1 file: 1 failed, 1 unknown, 1 passed
`);
});

it('a terminal that is too narrow gets a list', () => {
  expect(textOf(aCheckReport(), 60)).toBe(`stacks/template.yaml:40 Billing (billing): fail
  ROTATION_OFF (MEDIUM): Automatic rotation is off for key Lake. Turn it on with kms:EnableKeyRotation.
  The policy of key Lake is not known: it is imported (line 31).
stacks/template.yaml:60 Sandbox (sandbox): unknown
  The key of the flow is not known: parameter KeyArn has no value.
stacks/template.yaml:12 Orders (orders): pass
  Customer managed key Lake is enabled.
The conditions of template.yaml allow 2 combinations.
3 flows in 1 file: 1 failed, 1 unknown, 1 passed
`);
});

it('of nothing shows the totals', () => {
  expect(textOf(aCheckReport({ flows: [], notes: [] }))).toBe('0 flows in 0 files: 0 failed, 0 unknown, 0 passed\n');
});

it('of many flows counts those that pass', () => {
  const flows = [...Array.from({ length: 50 }, () => aCheckedFlow()), anUnknownCheck()];
  const text = textOf(aCheckReport({ flows }));
  expect(text).toContain('\n50 more flows pass, and are not shown.\n');
  expect(text).not.toContain('Orders');
  expect(text).toContain('Sandbox');
});

it('a check that is incomplete says so in its last line', () => {
  expect(
    textOf(aCheckReport({ complete: false }))
      .trimEnd()
      .split('\n')
      .at(-1),
  ).toBe('3 flows in 1 file: 1 failed, 1 unknown, 1 passed: the check is incomplete');
});

it('cuts nothing off, however long a name is', () => {
  const resource = `module.${'x'.repeat(300)}`;
  const shown = textOf(aCheckReport({ flows: [aFailedCheck({ resource })] })).replaceAll(/[^x]/g, '');
  expect(shown.length).toBeGreaterThanOrEqual(300);
});

it('no text reaches the terminal as a command', () => {
  const property = fc.property(hostileReport, (report) => {
    expect(textOf(report)).not.toMatch(FORBIDDEN);
    expect(textOf(report, 40)).not.toMatch(FORBIDDEN);
  });
  fc.assert(property, { numRuns: 200 });
});
