import * as v from 'valibot';
import { type Operation, readInput } from '../operation.ts';
import type { FlowRecord } from '../state.ts';
import { badToken, maxResults, namedFlow, nextToken } from './appflow-requests.ts';

type Execution = FlowRecord['executions'][number];

/**
 * The runs of a flow in the order of the world: AppFlow's own is not documented.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlowExecutionRecords.html
 */
export const describeFlowExecutionRecords: Operation = (call) => {
  const input = readInput(call, v.object({ maxResults, nextToken }));
  const flow = namedFlow(call, 'appflow:DescribeFlowExecutionRecords');
  const { items, nextToken: next } = call.pager.page({
    of: `executions of ${flow.flowArn}`,
    token: input.nextToken ?? undefined,
    size: input.maxResults,
    list: () => flow.executions.map(executionRecord),
    badToken,
  });
  return { flowExecutions: items, nextToken: next };
};

/** What DescribeFlow tells of the last run; nothing of a flow that never ran. */
export const lastRunOf = ({ lastRun, executions }: FlowRecord) => {
  const [newest] = [...executions].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  if ((lastRun ?? newest) === undefined) return undefined;
  const { mostRecentExecutionStatus = undefined, mostRecentExecutionTime = undefined } = lastRun ?? {
    mostRecentExecutionStatus: newest?.executionStatus,
    mostRecentExecutionTime: newest?.startedAt,
  };
  if ((mostRecentExecutionStatus ?? mostRecentExecutionTime) === undefined) return undefined;
  return { mostRecentExecutionStatus, mostRecentExecutionTime: seconds(mostRecentExecutionTime) };
};

const executionRecord = (execution: Execution, index: number) => ({
  executionId: `run-${index + 1}`,
  executionStatus: execution.executionStatus,
  startedAt: seconds(execution.startedAt),
  lastUpdatedAt: seconds(execution.lastUpdatedAt),
  executionResult: { recordsProcessed: execution.recordsProcessed },
});

const seconds = (date: string | undefined): number | undefined =>
  date === undefined ? undefined : Date.parse(date) / 1000;
