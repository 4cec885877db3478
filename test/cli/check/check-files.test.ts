import { checkFiles } from '../../../cli/check/check-files.ts';
import { NO_KEY_IS_KNOWN } from '../../../cli/check/existing-keys.ts';
import { known, type PlannedFile, unknownValue } from '../../../cli/check/planned.ts';
import {
  aPlannedCase,
  aPlannedFile,
  aPlannedFlow,
  aPlannedKey,
  aPlannedWorld,
} from '../../builders/a-planned-world.ts';
import { parameters } from '../../builders/parameters.ts';

const check = (...files: readonly PlannedFile[]) =>
  checkFiles(
    files,
    { requireRotation: 'true' },
    { parameters: parameters(), now: new Date('2026-11-24T12:00:00Z') },
    NO_KEY_IS_KNOWN,
  );

it('has the shape that readers rely on', async () => {
  const keys = [aPlannedKey({ rotation: known({ kind: 'off' }), policy: unknownValue('it is imported', 31) })];
  const cases = [aPlannedCase({ world: aPlannedWorld({ keys }) })];
  expect(await check(aPlannedFile({ cases, notes: ['Its conditions allow 1 combination.'] }))).toEqual({
    format: 'appflow-flow-cmk/check/1',
    complete: true,
    parameters: { requireRotation: 'true' },
    flows: [
      {
        file: 'template.yaml',
        line: 12,
        resource: 'Orders',
        flow: 'orders',
        answer: 'fail',
        reasons: [
          {
            code: 'ROTATION_OFF',
            severity: 'MEDIUM',
            problem: 'automatic rotation is off for key Lake',
            remedy: 'Turn it on with kms:EnableKeyRotation',
          },
        ],
        unknown: [{ what: 'the policy of key Lake', because: 'it is imported', line: 31 }],
      },
    ],
    notes: ['Its conditions allow 1 combination.'],
  });
});

it('a plan has no lines, and a flow may have no name yet', async () => {
  const flow = aPlannedFlow({ place: { file: 'plan.json' }, name: unknownValue('it is random') });
  const { flows } = await check(aPlannedFile({ cases: [aPlannedCase({ world: aPlannedWorld({ flows: [flow] }) })] }));
  expect(flows).toEqual([
    {
      file: 'plan.json',
      resource: 'Orders',
      answer: 'pass',
      because: 'Customer managed key Lake is enabled, rotates every 365 days and is tagged.',
      reasons: [],
      unknown: [],
    },
  ]);
});

it('where the CDK made a flow is told', async () => {
  const flow = aPlannedFlow({ constructPath: 'Stack/Orders/Resource' });
  const { flows } = await check(aPlannedFile({ cases: [aPlannedCase({ world: aPlannedWorld({ flows: [flow] }) })] }));
  expect(flows[0]?.constructPath).toBe('Stack/Orders/Resource');
});

it('a flow is told once for all cases, by its worst', async () => {
  const without = aPlannedWorld({ flows: [aPlannedFlow({ key: { kind: 'none' } })] });
  const cases = [
    aPlannedCase({ condition: 'HasKey is true' }),
    aPlannedCase({ condition: 'HasKey is false', world: without }),
  ];
  const { flows } = await check(aPlannedFile({ cases }));
  expect(flows.map(({ answer, reasons }) => [answer, reasons.map(({ problem }) => problem)])).toEqual([
    ['fail', ["the flow names no key, so AppFlow's default key encrypts it (where HasKey is false)"]],
  ]);
});

it('a flow that only some cases have is judged in those', async () => {
  const cases = [
    aPlannedCase({ condition: 'IsProd is true', world: aPlannedWorld({ flows: [] }) }),
    aPlannedCase({
      condition: 'IsProd is false',
      world: aPlannedWorld({ flows: [aPlannedFlow({ key: { kind: 'none' } })] }),
    }),
  ];
  const { flows } = await check(aPlannedFile({ cases }));
  expect(flows[0]?.reasons[0]?.problem).toBe("the flow names no key, so AppFlow's default key encrypts it");
});

it('one logical id in two files is two flows', async () => {
  const other = aPlannedFlow({ place: { file: 'other.yaml', line: 3 } });
  const report = await check(
    aPlannedFile(),
    aPlannedFile({ file: 'other.yaml', cases: [aPlannedCase({ world: aPlannedWorld({ flows: [other] }) })] }),
  );
  expect(report.flows.map(({ file, line }) => [file, line])).toEqual([
    ['template.yaml', 12],
    ['other.yaml', 3],
  ]);
});

it('a file without a flow says so', async () => {
  const cases = [aPlannedCase({ world: aPlannedWorld({ flows: [] }) })];
  expect((await check(aPlannedFile({ cases }))).notes).toEqual(['template.yaml makes no AppFlow flow.']);
});

it('thousands of flows on thousands of keys are judged', async () => {
  const ids = Array.from({ length: 3000 }, (_, index) => `Lake${index}`);
  const flows = ids.map((id) => aPlannedFlow({ resource: `Flow${id}`, key: { kind: 'key', id } }));
  const world = aPlannedWorld({ flows, keys: ids.map((id) => aPlannedKey({ id })) });
  const report = await check(aPlannedFile({ cases: [aPlannedCase({ world })] }));
  expect(report.flows.filter(({ answer }) => answer === 'pass')).toHaveLength(3000);
});
