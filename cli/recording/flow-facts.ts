import type { DescribeFlowCommandOutput, DescribeFlowExecutionRecordsCommandOutput } from '@aws-sdk/client-appflow';
import { type FlowFacts, known, plain, UNKNOWN } from './members.ts';

export const flowFacts = (output: DescribeFlowCommandOutput): Partial<FlowFacts> => {
  const { kmsArn, flowStatus, description, tags = {}, sourceFlowConfig, destinationFlowConfigList = [] } = output;
  const { mostRecentExecutionStatus, mostRecentExecutionTime } = output.lastRunExecutionDetails ?? {};
  return {
    ...known({ kmsArn, flowStatus, description }),
    tags: { ...tags },
    ...triggerFacts(output),
    sourceFlowConfig: connectorFacts(sourceFlowConfig),
    destinationFlowConfigList: destinationFlowConfigList.map(connectorFacts),
    lastRun: known({ mostRecentExecutionStatus, mostRecentExecutionTime: mostRecentExecutionTime?.toISOString() }),
  };
};

const connectorFacts = (config: { readonly connectorType?: string | undefined } = {}) => ({
  ...plain(config),
  connectorType: config.connectorType ?? UNKNOWN,
});

const triggerFacts = ({ triggerConfig }: DescribeFlowCommandOutput): Partial<FlowFacts> => {
  const triggerType = triggerConfig?.triggerType;
  if (triggerType !== 'Scheduled' && triggerType !== 'Event' && triggerType !== 'OnDemand') return {};
  return { triggerConfig: { ...plain(triggerConfig), triggerType } as NonNullable<FlowFacts['triggerConfig']> };
};

/** Of a run that AppFlow does not tell the beginning of, nobody can say whether it is the newest. */
export const executionsIn = ({
  flowExecutions = [],
}: DescribeFlowExecutionRecordsCommandOutput): FlowFacts['executions'] =>
  flowExecutions.flatMap(({ executionStatus = UNKNOWN, startedAt, lastUpdatedAt, executionResult }) =>
    startedAt === undefined
      ? []
      : [
          {
            executionStatus,
            startedAt: startedAt.toISOString(),
            ...known({ lastUpdatedAt: lastUpdatedAt?.toISOString() }),
            recordsProcessed: executionResult?.recordsProcessed ?? 0,
          },
        ],
  );
