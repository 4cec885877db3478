import { DescribeFlowCommand, type DescribeFlowCommandOutput, type TriggerConfig } from '@aws-sdk/client-appflow';
import { ask } from '../../lambda/aws/ask.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { bucketsIn } from '../../lambda/aws/flow-buckets.ts';
import type { AttemptLimit } from '../../lambda/aws/rate/attempt-limit.ts';
import { limitAttempts } from '../../lambda/aws/rate/limit-attempts.ts';
import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import type { Answer } from '../../lambda/core/model/answer.ts';
import { flowArn } from '../../lambda/core/model/arn.ts';
import { parseNamedKey } from '../../lambda/core/model/key-reference.ts';
import type { FlowDetails, Trigger } from '../impact/flow-details.ts';

/**
 * What AppFlow says of a flow, its schedule and last run included; nothing where it is gone. The message of the last
 * run is left out: it may hold data of customers. Throws an AwsCallError where AWS gave no answer.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html
 */
export const readFlowDetails = (
  { appflow, where, reads }: Aws,
  flowName: string,
  rate: AttemptLimit,
): Promise<Answer<FlowDetails | undefined>> =>
  ask<FlowDetails | undefined, undefined>(
    'DescribeFlow',
    `flow ${flowName}`,
    async () => {
      const command = new DescribeFlowCommand({ flowName });
      limitAttempts(command.middlewareStack, rate, reads.abortSignal);
      const output = await appflow.send(command, reads);
      return output.flowStatus === 'Deleted' ? undefined : toFlowDetails(output, where, flowName);
    },
    { 'not-found': undefined },
  );

const toFlowDetails = (output: DescribeFlowCommandOutput, where: AccountRegion, flowName: string): FlowDetails => {
  const { sourceFlowConfig, destinationFlowConfigList = [], lastRunExecutionDetails: lastRun } = output;
  const profiles = [sourceFlowConfig, ...destinationFlowConfigList].flatMap((end) => end?.connectorProfileName || []);
  return {
    name: flowName,
    arn: output.flowArn ?? flowArn(where, flowName),
    where,
    key: parseNamedKey(output.kmsArn),
    status: output.flowStatus ?? 'unknown',
    statusMessage: output.flowStatusMessage,
    trigger: toTrigger(output.triggerConfig),
    lastRun: lastRun && { at: lastRun.mostRecentExecutionTime, status: lastRun.mostRecentExecutionStatus },
    connectorProfiles: [...new Set(profiles)],
    buckets: bucketsIn(output),
  };
};

const toTrigger = ({ triggerType, triggerProperties }: Partial<TriggerConfig> = {}): Trigger => {
  if (triggerType === 'OnDemand' || triggerType === 'Event') return { type: triggerType };
  if (triggerType !== 'Scheduled') return { type: 'other', name: String(triggerType ?? 'none') };
  const schedule = triggerProperties?.Scheduled;
  return {
    type: triggerType,
    schedule: {
      expression: schedule?.scheduleExpression ?? '',
      start: schedule?.scheduleStartTime,
      end: schedule?.scheduleEndTime,
      offsetInSeconds: schedule?.scheduleOffset ?? 0,
      timezone: schedule?.timezone,
      pullMode: schedule?.dataPullMode,
      recordsFrom: schedule?.firstExecutionFrom,
    },
  };
};
