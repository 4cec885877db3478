import { DescribeFlowExecutionRecordsCommand } from '@aws-sdk/client-appflow';
import { GetKeyLastUsageCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Answer } from '../core/model/answer.ts';
import type { Key } from '../core/model/key.ts';
import type { ExecutionRecord, LastUse } from '../core/model/key-use.ts';
import { ask } from './ask.ts';
import type { Aws } from './clients/connection.ts';
import type { AttemptLimit } from './rate/attempt-limit.ts';
import { limitAttempts } from './rate/limit-attempts.ts';

/** The most that AppFlow gives at once. It tells neither how they are ordered nor how long it keeps them. */
const PAGE_SIZE = 100;

/**
 * The execution records of a flow, one page of them, in any order. Throws an AwsCallError where AWS gave no answer.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlowExecutionRecords.html
 */
export const readExecutionRecords = (
  { appflow, spare }: Aws,
  flowName: string,
  limit: AttemptLimit,
): Promise<Answer<readonly ExecutionRecord[]>> =>
  ask('DescribeFlowExecutionRecords', `flow ${flowName}`, async () => {
    const command = new DescribeFlowExecutionRecordsCommand({ flowName, maxResults: PAGE_SIZE });
    limitAttempts(command.middlewareStack, limit, spare.abortSignal);
    const { flowExecutions = [] } = await appflow.send(command, spare);
    return flowExecutions.map(({ executionStatus: status, startedAt, lastUpdatedAt, executionResult }) => ({
      status,
      startedAt,
      lastUpdatedAt,
      recordsProcessed: executionResult?.recordsProcessed ?? 0,
    }));
  });

/**
 * When a key of the event's own account last worked; nothing where KMS does not tell since when it keeps count. Throws an
 * AwsCallError where AWS gave no answer. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
export const readLastUse = (
  aws: Aws,
  { arn, region }: Key,
  limit: AttemptLimit,
): Promise<Answer<LastUse | undefined>> =>
  ask('GetKeyLastUsage', `key ${arn}`, async () => {
    const command = new GetKeyLastUsageCommand({ KeyId: arn });
    limitAttempts(command.middlewareStack, limit, aws.spare.abortSignal);
    const { KeyLastUsage, TrackingStartDate } = await aws.clientIn(KMSClient, region).send(command, aws.spare);
    // A key that was never used has an empty KeyLastUsage.
    return TrackingStartDate && { at: KeyLastUsage?.Timestamp, trackedSince: TrackingStartDate };
  });
