import * as v from 'valibot';
import { accountId, date, regionName, tags } from './world-keys.ts';

export const place = { account: v.optional(accountId), region: v.optional(regionName) };
export const name = v.pipe(v.string(), v.nonEmpty('must not be empty'));
export const wholeNumber = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(0, 'must not be negative'),
);

/** Free text, as states of keys are: AppFlow has InProgress, Successful, Error, CancelStarted and Canceled today. */
const runStatus = v.string();

const execution = v.strictObject({
  executionStatus: v.optional(runStatus, 'Successful'),
  startedAt: date,
  /** Left out, AppFlow does not tell it. */
  lastUpdatedAt: v.optional(date),
  recordsProcessed: v.optional(wholeNumber, 1),
});

const triggerType = v.picklist(['Scheduled', 'Event', 'OnDemand']);

/** Seconds since the epoch, as AppFlow tells it, or a date, which becomes that. */
const time = v.union([v.number(), date]);

/**
 * As DescribeFlow tells it, but that its times may be dates.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_TriggerConfig.html
 */
const triggerConfig = v.looseObject({
  /** Free text, as states are. */
  triggerType: v.string(),
  triggerProperties: v.optional(
    v.looseObject({
      Scheduled: v.optional(
        v.looseObject({
          scheduleStartTime: v.optional(time),
          scheduleEndTime: v.optional(time),
          firstExecutionFrom: v.optional(time),
        }),
      ),
    }),
  ),
});

export const worldFlow = v.strictObject({
  ...place,
  flowName: name,
  kmsArn: v.optional(v.string()),
  flowStatus: v.optional(v.string(), 'Active'),
  flowStatusMessage: v.optional(v.string()),
  createdAt: v.optional(date),
  tags: v.optional(tags, {}),
  triggerType: v.optional(triggerType, 'Scheduled'),
  /** Instead of what the trigger type makes, which is then the one that stands here. */
  triggerConfig: v.optional(triggerConfig),
  description: v.optional(v.string()),
  sourceConnectorType: v.optional(v.string(), 'Salesforce'),
  sourceConnectorProfileName: v.optional(v.string()),
  destinationConnectorProfileNames: v.optional(v.array(v.string()), []),
  /** What DescribeFlow tells, each if it is there, of an empty object nothing; left out as a whole, it is the newest of the executions. */
  lastRun: v.optional(
    v.strictObject({ mostRecentExecutionStatus: v.optional(runStatus), mostRecentExecutionTime: v.optional(date) }),
  ),
  executions: v.optional(v.array(execution), []),
  /** Both as DescribeFlow tells them, instead of what the connectors above make. */
  sourceFlowConfig: v.optional(v.looseObject({ connectorType: v.string() })),
  destinationFlowConfigList: v.optional(v.array(v.looseObject({ connectorType: v.string() }))),
  /** False: ListFlows leaves the flow out, though DescribeFlow finds it. */
  listed: v.optional(v.boolean(), true),
});

export type WorldFlow = v.InferOutput<typeof worldFlow>;
