import type { Invocation } from '../../local-aws/function.ts';
import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { anEvent } from '../bench/events.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';
import { readMetrics } from './embedded-metrics.ts';

afterEach(stopSandboxes);

const RULE = { service: 'appflow-flow-cmk', RuleName: 'appflow-flow-cmk' };

/** `name unit` and values of the metrics of the rule as a whole. */
const ofRule = (logs: readonly string[]) =>
  Object.fromEntries(
    readMetrics(logs)
      .filter(({ dimensions }) => !('ReasonCode' in dimensions))
      .map(({ name, unit, values }) => [`${name} ${unit}`, values]),
  );

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

describe('a sweep', () => {
  let swept: Invocation;
  let calls: number;

  beforeAll(async () => {
    const { aws, invoke } = await startSandbox({ world: aCompany() });
    swept = await invoke(aSweep());
    calls = total(aws.counts);
  });

  it('tells verdicts, state of the flows, keys with their cost, and its work', () => {
    expect(swept.outcome).toBe('succeeded');
    expect(ofRule(swept.logs)).toEqual({
      'CompliantEvaluations Count': [2],
      'NonCompliantEvaluations Count': [3],
      'NotApplicableEvaluations Count': [2],
      'UnverifiedEvaluations Count': [1],
      'Flows Count': [6],
      'CompliantFlows Count': [2],
      'NonCompliantFlows Count': [3],
      'NotApplicableFlows Count': [1],
      'UnverifiedFlows Count': [1],
      'CompliantPercentage Percent': [40],
      'CustomerManagedKeys Count': [2],
      'EstimatedMonthlyKeyCost None': [4],
      'Sweeps Count': [1],
      'SweepDuration Milliseconds': [expect.any(Number)],
      'AwsCalls Count': [calls],
      'AwsRetries Count': [0],
    });
  });

  it('each reason is counted under its code', () => {
    const reasons = readMetrics(swept.logs).filter(({ name }) => name === 'Reasons');
    expect(reasons.map(({ unit, dimensions, values }) => [unit, dimensions, values])).toEqual(
      expect.arrayContaining([
        ['Count', { ...RULE, ReasonCode: 'ROTATION_OFF' }, [1]],
        ['Count', { ...RULE, ReasonCode: 'KEY_UNTAGGED' }, [1]],
        ['Count', { ...RULE, ReasonCode: 'NO_CMK' }, [1]],
        ['Count', { ...RULE, ReasonCode: 'UNVERIFIED' }, [1]],
      ]),
    );
    expect(reasons).toHaveLength(4);
  });

  it('no metric has dimensions beyond service, rule and reason', () => {
    const sets = readMetrics(swept.logs).map(
      ({ namespace, dimensions }) => `${namespace}: ${Object.keys(dimensions).join(', ')}`,
    );
    expect([...new Set(sets)].sort()).toEqual([
      'AppFlowCmkRule: service, RuleName',
      'AppFlowCmkRule: service, RuleName, ReasonCode',
    ]);
  });
});

it('a change tells its verdict and the time since the change, and nothing of the other flows', async () => {
  const { aws, invoke } = await startSandbox({ world: aCompany() });
  const { logs } = await invoke(aChangeOf('orders'));
  expect(ofRule(logs)).toEqual({
    'CompliantEvaluations Count': [1],
    'DetectionDelay Seconds': [expect.any(Number)],
    'AwsCalls Count': [total(aws.counts)],
    'AwsRetries Count': [0],
  });
  expect(Math.floor(Number(ofRule(logs)['DetectionDelay Seconds']?.[0]) / 86_400)).toBe(1);
});

it('an item that AWS Config merely evaluates again tells no delay: it may be months old', async () => {
  const { invoke } = await startSandbox({ world: aCompany() });
  const { logs } = await invoke(aChangeOf('orders', {}, null));
  expect(ofRule(logs)).toHaveProperty('CompliantEvaluations Count', [1]);
  expect(ofRule(logs)).not.toHaveProperty('DetectionDelay Seconds');
});

it('retries are counted, and are calls too', async () => {
  const faults = [{ operation: 'DescribeFlow', fault: 'ThrottlingException', times: 2 }];
  const { aws, invoke } = await startSandbox({ world: aCompany({ faults }) });
  const { logs } = await invoke(aChangeOf('orders'));
  expect(ofRule(logs)).toMatchObject({ 'AwsCalls Count': [total(aws.counts)], 'AwsRetries Count': [2] });
});

it('a warm function counts each event for itself', async () => {
  const { invoke } = await startSandbox({ world: aCompany() });
  const first = await invoke(aChangeOf('orders'));
  const second = await invoke(aChangeOf('orders'));
  const counted = ({ logs }: typeof first) => {
    const { 'DetectionDelay Seconds': _, ...others } = ofRule(logs);
    return others;
  };
  expect(counted(second)).toEqual(counted(first));
});

it('a sweep of more flows than a metric has values writes one value', async () => {
  const flows = Array.from({ length: 130 }, (_, index) => ({ flowName: `flow-${index}` }));
  const { invoke } = await startSandbox({ world: { flows } });
  const { logs } = await invoke(aSweep());
  expect(ofRule(logs)).toMatchObject({ 'NonCompliantEvaluations Count': [130], 'Flows Count': [130] });
  expect(readMetrics(logs).filter(({ name }) => name === 'Reasons')).toMatchObject([
    { dimensions: { ReasonCode: 'NO_CMK' }, values: [130] },
  ]);
});

it('an account without flows is swept, and has no percentage', async () => {
  const { invoke } = await startSandbox();
  const { logs } = await invoke(aSweep());
  expect(ofRule(logs)).toMatchObject({ 'Sweeps Count': [1], 'Flows Count': [0], 'EstimatedMonthlyKeyCost None': [0] });
  expect(ofRule(logs)).not.toHaveProperty('CompliantPercentage Percent');
});

describe('no metric line is written for', () => {
  it.each([
    {
      name: 'a key that AWS Config merely evaluates again',
      event: anEvent({ type: 'keyChange', message: { configurationItemDiff: null } }),
    },
    { name: 'a resource of another type', event: anEvent({ item: { resourceType: 'AWS::S3::Bucket' } }) },
  ])('$name', async ({ event }) => {
    const { invoke } = await startSandbox({ world: aCompany() });
    const { outcome, logs } = await invoke(event);
    expect([outcome, readMetrics(logs)]).toEqual(['succeeded', []]);
  });
});
