/**
 * A bundle that makes the calls of a sweep one after the other and logs how long each takes: what the ideal schedules are
 * made of, by the same SDK, in a sandbox like the function's, against the same endpoint.
 */
import { AppflowClient, DescribeFlowCommand, ListFlowsCommand } from '@aws-sdk/client-appflow';
import { ConfigServiceClient, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { median } from './median.ts';

const TIMES = 25;

/** Milliseconds. */
export interface SingleCalls {
  readonly listFlows: number;
  readonly describeFlow: number;
  readonly describeKey: number;
  readonly putEvaluations: number;
}

interface Subject {
  readonly flowName: string;
  readonly keyArn: string;
  /** How many verdicts one call puts. */
  readonly batch: number;
}

export const handler = async ({ flowName, keyArn, batch }: Subject): Promise<void> => {
  const appflow = new AppflowClient();
  const config = new ConfigServiceClient();
  const kms = new KMSClient();
  const evaluation = {
    ComplianceResourceType: 'AWS::AppFlow::Flow',
    ComplianceType: 'COMPLIANT',
    Annotation: 'OK: Customer managed key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d rotates every 365 days.',
    OrderingTimestamp: new Date(),
  } as const;
  const Evaluations = Array.from({ length: batch }, (_, index) => ({
    ...evaluation,
    ComplianceResourceId: `x${index}`,
  }));
  const calls: SingleCalls = {
    listFlows: await timed(() => appflow.send(new ListFlowsCommand({ maxResults: 100 }))),
    describeFlow: await timed(() => appflow.send(new DescribeFlowCommand({ flowName }))),
    describeKey: await timed(() => kms.send(new DescribeKeyCommand({ KeyId: keyArn }))),
    putEvaluations: await timed(() =>
      config.send(new PutEvaluationsCommand({ ResultToken: 'TESTMODE', TestMode: true, Evaluations })),
    ),
  };
  process.stdout.write(`${JSON.stringify(calls)}\n`);
};

/** The first call opens the connection and is not counted. */
const timed = async (call: () => Promise<unknown>): Promise<number> => {
  await call();
  const durations: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const before = performance.now();
    await call();
    durations.push(performance.now() - before);
  }
  return median(durations);
};
