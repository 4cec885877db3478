import type { Invocation } from '../local-aws/function.ts';
import type { LocalAws } from '../local-aws/server.ts';
import { anEvent } from './bench/events.ts';
import { keyArn } from './bench/ordinary.ts';
import { startSandbox, stopSandboxes } from './bench/sandbox.ts';

/** 5,000 flows under 50 keys, judged before, and 120 results of flows that are gone. */
const world = {
  flows: Array.from({ length: 5_000 }, (_, index) => ({
    flowName: `flow-${index}`,
    kmsArn: keyArn(`key-${index % 50}`),
  })),
  keys: Array.from({ length: 50 }, (_, index) => ({
    Arn: keyArn(`key-${index}`),
    Tags: { Owner: 'data-platform' },
    Rotation: { KeyRotationEnabled: index % 5 > 0 },
  })),
  evaluationResults: [
    ...Array.from({ length: 5_000 }, (_, index) => ({
      ResourceId: `flow-${index}`,
      ComplianceType: 'COMPLIANT' as const,
    })),
    ...Array.from({ length: 120 }, (_, index) => ({
      ResourceId: `gone-${index}`,
      ComplianceType: 'COMPLIANT' as const,
    })),
  ],
  // Without any, each call is answered before the next arrives.
  latencyInMs: 1,
};

describe('a sweep of 5,000 flows', () => {
  let aws: LocalAws;
  let invocation: Invocation;

  beforeAll(async () => {
    const sandbox = await startSandbox({ world, recordInputs: false, timeoutInSeconds: 240 });
    aws = sandbox.aws;
    invocation = await sandbox.invoke(anEvent({ type: 'sweep' }));
  }, 260_000);

  afterAll(stopSandboxes);

  it('succeeds', () => {
    expect(invocation).toMatchObject({ outcome: 'succeeded' });
  });

  it('puts one verdict on each flow, and retires each result of a flow that is gone', () => {
    const ids = aws.evaluations.map(({ ComplianceResourceId }) => ComplianceResourceId);
    expect(ids).toHaveLength(5_120);
    expect(new Set(ids)).toEqual(new Set(world.evaluationResults.map(({ ResourceId }) => ResourceId)));
    const count = (type: string): number =>
      aws.evaluations.filter(({ ComplianceType }) => ComplianceType === type).length;
    expect({
      compliant: count('COMPLIANT'),
      nonCompliant: count('NON_COMPLIANT'),
      notApplicable: count('NOT_APPLICABLE'),
    }).toEqual({ compliant: 4_000, nonCompliant: 1_000, notApplicable: 120 });
  });

  it('puts full batches of 100 and one rest', () => {
    const sizes = aws.state.puts.map(({ evaluations }) => evaluations.length);
    expect(sizes.filter((size) => size === 100)).toHaveLength(51);
    expect(sizes.filter((size) => size !== 100)).toEqual([20]);
  });

  it('makes no call that it could do without', () => {
    expect(Object.fromEntries(aws.counts)).toEqual({
      'appflow:DescribeFlow': 5_120,
      'appflow:ListFlows': 50,
      'config:GetComplianceDetailsByConfigRule': 52,
      'config:ListDiscoveredResources': 50,
      'config:PutEvaluations': 52,
      'kms:DescribeKey': 50,
      'kms:GetKeyPolicy': 50,
      'kms:GetKeyRotationStatus': 50,
      'kms:ListResourceTags': 50,
    });
  });

  it('describes more than the five flows at one time that it begins with, and at most 50', () => {
    const peak = aws.peaks.get('appflow:DescribeFlow');
    expect(peak).toBeGreaterThan(5);
    expect(peak).toBeLessThanOrEqual(50);
  });
});
