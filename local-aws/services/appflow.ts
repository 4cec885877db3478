import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput, type Service } from '../operation.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';
import { entryOf, type FlowRecord } from '../state.ts';

const maxResults = v.nullish(
  v.pipe(
    v.number(),
    v.minValue(1, 'Member must have value greater than or equal to 1'),
    v.maxValue(100, 'Member must have value less than or equal to 100'),
  ),
  20,
);
const nextToken = v.nullish(
  v.pipe(v.string(), v.regex(/^\S+$/, 'Member must satisfy regular expression pattern: \\S+')),
);
const flowName = v.pipe(
  v.string('Member must not be null'),
  v.maxLength(256, 'Member must have length less than or equal to 256'),
  v.regex(/^[a-zA-Z0-9][\w!@#.-]+$/, 'Member must satisfy regular expression pattern: [a-zA-Z0-9][\\w!@#.-]+'),
);

const badToken = () => refuse('ValidationException', 'The nextToken is not valid.');

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
    sourceFlowConfig: {
      connectorType: flow.sourceConnectorType,
      connectorProfileName: flow.sourceConnectorProfileName,
      sourceConnectorProperties: { [flow.sourceConnectorType]: { object: 'Order' } },
    },
    destinationFlowConfigList: destinations.length > 0 ? destinations : [bucketDestination],
    triggerConfig: { triggerType: flow.triggerType },
    tasks: [{ taskType: 'Map_all', sourceFields: [], taskProperties: {} }],
    schemaVersion: 1,
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

/** A world may hold names that AppFlow would never have let anybody choose, so that hostile text can be tried: they are found. */
const namedFlow = (call: Call, action: string): FlowRecord => {
  const flows = entryOf(call.state.flows, call.caller);
  const { flowName: name } = readInput(
    call,
    v.object({ flowName: v.union([v.picklist([...flows.keys()]), flowName]) }),
  );
  authorize(call, { action, resource: flowArn(call, name) });
  const flow = flows.get(name);
  if (flow === undefined) throw refuse('ResourceNotFoundException', `Flow ${name} does not exist.`);
  return flow;
};

const setStatus = (call: Call, flow: FlowRecord, flowStatus: string) => {
  entryOf(call.state.flows, call.caller).set(flow.flowName, { ...flow, flowStatus });
  return { flowArn: flow.flowArn, flowStatus };
};

const appflowArn = ({ caller }: Call): string =>
  `arn:${partitionOf(caller.region)}:appflow:${caller.region}:${caller.account}`;

const flowArn = (call: Call, name: string): string => `${appflowArn(call)}:flow/${name}`;

/** What ListFlows and DescribeFlow both say of a flow. */
const basics = ({ flowArn: arn, flowName: name, description, flowStatus, tags }: FlowRecord) => ({
  flowArn: arn,
  flowName: name,
  description,
  flowStatus,
  createdAt: 1767225600,
  lastUpdatedAt: 1767225600.25,
  tags,
});

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
    '/describe-connector-profiles': 'DescribeConnectorProfiles',
    '/stop-flow': 'StopFlow',
    '/start-flow': 'StartFlow',
  },
  internalError: 'InternalServerException',
  messageMember: 'message',
  operations: {
    ListFlows: listFlows,
    DescribeFlow: describeFlow,
    DescribeConnectorProfiles: describeConnectorProfiles,
    StopFlow: stopFlow,
    StartFlow: startFlow,
  },
};
