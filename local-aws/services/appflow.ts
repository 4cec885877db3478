import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput, type Service } from '../operation.ts';
import { refuse } from '../service-error.ts';
import { entryOf, type FlowRecord } from '../state.ts';
import { describeFlowExecutionRecords, lastRunOf } from './appflow-executions.ts';
import { appflowArn, badToken, flowArn, maxResults, namedFlow, nextToken } from './appflow-requests.ts';

const listFlows: Operation = (call) => {
  const input = readInput(call, v.object({ maxResults, nextToken }));
  authorize(call, { action: 'appflow:ListFlows', resource: flowArn(call, '*') });
  const { items, nextToken: next } = call.pager.page({
    of: `flows of ${call.caller.account}/${call.caller.region}`,
    token: input.nextToken ?? undefined,
    size: input.maxResults,
    list: () => [...entryOf(call.state.flows, call.caller).values()].filter(({ listed }) => listed),
    badToken,
    emptySecondPage: call.state.world.emptyListPage,
  });
  return { flows: items.map(listItem), nextToken: next };
};

const describeFlow: Operation = (call) => {
  const flow = namedFlow(call, 'appflow:DescribeFlow');
  const destinations = flow.destinationConnectorProfileNames.map(profileDestination);
  return {
    ...basics(flow),
    kmsArn: flow.kmsArn,
    sourceFlowConfig: flow.sourceFlowConfig ?? {
      connectorType: flow.sourceConnectorType,
      connectorProfileName: flow.sourceConnectorProfileName,
      sourceConnectorProperties: sourceProperties(flow.sourceConnectorType),
    },
    destinationFlowConfigList:
      flow.destinationFlowConfigList ?? (destinations.length > 0 ? destinations : [bucketDestination]),
    flowStatusMessage: flow.flowStatusMessage,
    triggerConfig: triggerConfigOf(flow),
    tasks: [{ taskType: 'Map_all', sourceFields: [], taskProperties: {} }],
    schemaVersion: 1,
    lastRunExecutionDetails: lastRunOf(flow),
  };
};

const stopFlow: Operation = (call) => {
  const flow = namedFlow(call, 'appflow:StopFlow');
  if (flow.triggerType === 'OnDemand') {
    throw refuse('UnsupportedOperationException', `Flow ${flow.flowName} runs on demand and cannot be stopped.`);
  }
  return setStatus(call, flow, 'Suspended');
};

const startFlow: Operation = (call) => {
  const flow = namedFlow(call, 'appflow:StartFlow');
  const started = setStatus(call, flow, 'Active');
  return flow.triggerType === 'OnDemand' ? { ...started, executionId: `run-${call.now}` } : started;
};

const describeConnectorProfiles: Operation = (call) => {
  const schema = v.object({
    connectorProfileNames: v.nullish(
      v.pipe(v.array(v.string()), v.maxLength(100, 'Member must have length less than or equal to 100')),
    ),
    maxResults,
    nextToken,
  });
  const input = readInput(call, schema);
  authorize(call, { action: 'appflow:DescribeConnectorProfiles', resource: '*' });
  const profiles = entryOf(call.state.connectorProfiles, call.caller);
  const wanted = input.connectorProfileNames ?? undefined;
  const { items, nextToken: next } = call.pager.page({
    of: `connector profiles of ${call.caller.account}/${call.caller.region}`,
    token: input.nextToken ?? undefined,
    size: input.maxResults,
    // Names that no profile has are passed over, as AppFlow does.
    list: () =>
      [...profiles.values()].filter(({ connectorProfileName }) => wanted?.includes(connectorProfileName) ?? true),
    badToken,
  });
  const connectorProfileDetails = items.map(({ connectorProfileName, credentialsArn }) => ({
    connectorProfileArn: `${appflowArn(call)}:connectorprofile/${connectorProfileName}`,
    connectorProfileName,
    connectionMode: 'Public',
    credentialsArn,
  }));
  return { connectorProfileDetails, nextToken: next };
};

const setStatus = (call: Call, flow: FlowRecord, flowStatus: string) => {
  entryOf(call.state.flows, call.caller).set(flow.flowName, { ...flow, flowStatus });
  return { flowArn: flow.flowArn, flowStatus };
};

/** What ListFlows and DescribeFlow both say of a flow. */
const basics = ({ flowArn: arn, flowName: name, description, flowStatus, createdAt, tags }: FlowRecord) => ({
  flowArn: arn,
  flowName: name,
  description,
  flowStatus,
  createdAt: createdAt === undefined ? 1767225600 : secondsOf(createdAt),
  lastUpdatedAt: createdAt === undefined ? 1767225600.25 : secondsOf(createdAt),
  tags,
});

/**
 * Two members do not spell their connector as its type does.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_SourceConnectorProperties.html
 */
const sourceProperties = (connectorType: string) => {
  switch (connectorType) {
    case 'Servicenow':
      return { ServiceNow: { object: 'incident' } };
    case 'Googleanalytics':
      return { GoogleAnalytics: { object: 'REPORTS' } };
    case 'SAPOData':
      return { SAPOData: { objectPath: '/sap/opu/odata/sap/API_ORDERS' } };
    case 'S3':
      return { S3: { bucketName: 'company-lake' } };
    default:
      return { [connectorType]: { object: 'Order' } };
  }
};

/** https://docs.aws.amazon.com/appflow/1.0/APIReference/API_ScheduledTriggerProperties.html */
const triggerConfigOf = ({ triggerConfig, triggerType }: FlowRecord) => {
  const { triggerProperties, ...rest } = triggerConfig ?? { triggerType };
  const scheduled = triggerProperties?.Scheduled;
  if (scheduled === undefined) return { ...rest, triggerProperties };
  const { scheduleStartTime, scheduleEndTime, firstExecutionFrom } = scheduled;
  const times = {
    scheduleStartTime: secondsOf(scheduleStartTime),
    scheduleEndTime: secondsOf(scheduleEndTime),
    firstExecutionFrom: secondsOf(firstExecutionFrom),
  };
  return { ...rest, triggerProperties: { ...triggerProperties, Scheduled: { ...scheduled, ...times } } };
};

/** A world may write a time as a date. */
const secondsOf = (time: string | number | undefined): number | undefined =>
  typeof time === 'string' ? Date.parse(time) / 1000 : time;

// No kmsArn: AppFlow does not tell the key in a list, which is why a sweep describes every flow.
const listItem = (flow: FlowRecord) => ({
  ...basics(flow),
  sourceConnectorType: flow.sourceConnectorType,
  destinationConnectorType: 'S3',
  triggerType: flow.triggerType,
});

const bucketDestination = {
  connectorType: 'S3',
  destinationConnectorProperties: { S3: { bucketName: 'company-lake' } },
};

const profileDestination = (connectorProfileName: string) => ({
  connectorType: 'Redshift',
  connectorProfileName,
  destinationConnectorProperties: { Redshift: { object: 'public.orders', intermediateBucketName: 'company-staging' } },
});

export const appflow: Service = {
  name: 'appflow',
  signingName: 'appflow',
  protocol: 'rest-json',
  paths: {
    '/list-flows': 'ListFlows',
    '/describe-flow': 'DescribeFlow',
    '/describe-flow-execution-records': 'DescribeFlowExecutionRecords',
    '/describe-connector-profiles': 'DescribeConnectorProfiles',
    '/stop-flow': 'StopFlow',
    '/start-flow': 'StartFlow',
  },
  internalError: 'InternalServerException',
  messageMember: 'message',
  operations: {
    ListFlows: listFlows,
    DescribeFlow: describeFlow,
    DescribeFlowExecutionRecords: describeFlowExecutionRecords,
    DescribeConnectorProfiles: describeConnectorProfiles,
    StopFlow: stopFlow,
    StartFlow: startFlow,
  },
};
