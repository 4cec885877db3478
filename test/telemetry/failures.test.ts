import type { Invocation } from '../../local-aws/function.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';
import { readMetrics } from './embedded-metrics.ts';

afterEach(stopSandboxes);

const invokedIn = async (world: Partial<WorldInput>, event: unknown = aSweep()): Promise<Invocation> => {
  const { invoke } = await startSandbox({ world: aCompany(world), environment: { AWS_MAX_ATTEMPTS: '1' } });
  return invoke(event);
};

const valuesOf = ({ logs }: Invocation) =>
  Object.fromEntries(readMetrics(logs).map(({ name, values: [value] }) => [name, value]));

const linesOf = ({ logs }: Invocation, message: string) =>
  logs.map((line): Record<string, unknown> => JSON.parse(line)).filter((line) => line['message'] === message);

describe('a sweep that could not judge a flow', () => {
  const faults = [{ operation: 'DescribeFlow', fault: 'InternalServerException', matching: 'orders' }];

  it('fails, and still publishes what it put and what is missing', async () => {
    const swept = await invokedIn({ faults });
    expect(swept.outcome).toBe('failed');
    expect(valuesOf(swept)).toMatchObject({ CompliantEvaluations: 1, NonCompliantEvaluations: 3, UnjudgedFlows: 1 });
  });

  it('is not counted as a sweep, nor are its figures published', async () => {
    const published = Object.keys(valuesOf(await invokedIn({ faults })));
    expect(published.sort()).toEqual([
      'AwsCalls',
      'AwsRetries',
      'CompliantEvaluations',
      'NonCompliantEvaluations',
      'NotApplicableEvaluations',
      'Reasons',
      'UnjudgedFlows',
      'UnverifiedEvaluations',
    ]);
  });

  it('names the flow with the cause in a line of its own', async () => {
    expect(linesOf(await invokedIn({ faults }), 'no verdict')).toMatchObject([
      {
        level: 'ERROR',
        ruleName: 'appflow-flow-cmk',
        flowName: 'orders',
        because: expect.stringContaining('appflow:DescribeFlow failed for flow orders: InternalServerException'),
      },
    ]);
  });
});

it('the last line of a failure is short, however many flows had no verdict', async () => {
  const flows = Array.from({ length: 150 }, (_, index) => ({ flowName: `flow-${index}` }));
  const swept = await invokedIn({
    flows,
    evaluationResults: [],
    faults: [{ operation: 'DescribeFlow', fault: '500' }],
  });
  const [last = {}] = linesOf(swept, 'The event was not handled as a whole');
  expect(linesOf(swept, 'no verdict')).toHaveLength(150);
  expect(last).toMatchObject({ level: 'ERROR', error: { name: 'UnjudgedFlowsError' } });
  expect(JSON.stringify(last).length).toBeLessThan(5_000);
});

it('verdicts that AWS Config hands back are counted and named', async () => {
  const faults = [{ operation: 'PutEvaluations', fault: 'FailedEvaluations', matching: 'leads' }];
  const swept = await invokedIn({ faults });
  expect(swept.outcome).toBe('failed');
  expect(valuesOf(swept)).toMatchObject({ FailedEvaluations: 1, NonCompliantEvaluations: 2 });
  expect(valuesOf(swept)).not.toHaveProperty('Sweeps');
  expect(linesOf(swept, 'verdict not taken by AWS Config')).toMatchObject([
    { level: 'ERROR', flowName: 'leads', verdict: 'NON_COMPLIANT', reasons: ['ROTATION_OFF', 'KEY_UNTAGGED'] },
  ]);
});

it.each([
  { name: 'flows could not be listed', faults: [{ operation: 'ListFlows', fault: 'InternalServerException' }] },
  {
    name: 'old results could not be read',
    faults: [{ operation: 'GetComplianceDetailsByConfigRule', fault: 'InternalFailure' }],
  },
])('it is no complete sweep where $name', async ({ faults }) => {
  const swept = await invokedIn({ faults });
  expect(swept.outcome).toBe('failed');
  expect(valuesOf(swept)).toHaveProperty('AwsCalls');
  expect(valuesOf(swept)).not.toHaveProperty('Sweeps');
  expect(valuesOf(swept)).not.toHaveProperty('Flows');
});

it('a rule that was deleted meanwhile has neither verdicts nor a sweep', async () => {
  const swept = await invokedIn({ deletedRules: ['appflow-flow-cmk'] });
  expect(swept.outcome).toBe('succeeded');
  expect(Object.keys(valuesOf(swept)).sort()).toEqual(['AwsCalls', 'AwsRetries']);
});

it('a change whose verdict could not be put was not detected yet', async () => {
  const changed = await invokedIn({ faults: [{ operation: 'PutEvaluations', fault: '500' }] }, aChangeOf('orders'));
  expect(changed.outcome).toBe('failed');
  expect(valuesOf(changed)).toMatchObject({ FailedEvaluations: 1 });
  expect(valuesOf(changed)).not.toHaveProperty('DetectionDelay');
});
