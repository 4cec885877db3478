import type { DescribeFlowCommandOutput, DescribeFlowExecutionRecordsCommandOutput } from '@aws-sdk/client-appflow';
import { type FlowFacts, known, plain, UNKNOWN } from './members.ts';

export const flowFacts = (output: DescribeFlowCommandOutput): Partial<FlowFacts> => {
  const { kmsArn, flowStatus, flowStatusMessage, description, createdAt, tags = {} } = output;
  const { sourceFlowConfig, destinationFlowConfigList = [] } = output;
  const { mostRecentExecutionStatus, mostRecentExecutionTime } = output.lastRunExecutionDetails ?? {};
  return {
    ...known({ kmsArn, flowStatus, flowStatusMessage, description, createdAt: createdAt?.toISOString() }),
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

const triggerFacts = ({ triggerConfig }: DescribeFlowCommandOutput): Partial<FlowFacts> =>
  triggerConfig === undefined
    ? {}
    : { triggerConfig: { ...plain(triggerConfig), triggerType: triggerConfig.triggerType ?? UNKNOWN } as Trigger };

type Trigger = NonNullable<FlowFacts['triggerConfig']>;

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
