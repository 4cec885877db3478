import type { FlowFacts } from '../members.ts';
import type { Names } from './names.ts';

type Json = Readonly<Record<string, unknown>>;

/** The facts of a flow, about pseudonyms: states, dates, and what AppFlow itself has words for stay. */
export const redactedFlow = (flow: FlowFacts, names: Names): FlowFacts => {
  const { account, region, flowName, kmsArn, flowStatus, tags, triggerConfig, lastRun, executions } = flow;
  const { flowStatusMessage, description, createdAt } = flow;
  const { sourceFlowConfig: source, destinationFlowConfigList: destinations } = flow;
  return {
    ...(account === undefined ? {} : { account: names.account(account) }),
    ...(region === undefined ? {} : { region }),
    flowName: names.flow(flowName),
    ...(kmsArn === undefined ? {} : { kmsArn: names.key(kmsArn) }),
    ...(flowStatus === undefined ? {} : { flowStatus: stateOr(names, flowStatus) }),
    ...(tags === undefined ? {} : { tags: redactedTags(tags, names) }),
    ...(flowStatusMessage === undefined ? {} : { flowStatusMessage: names.text(flowStatusMessage) }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(description === undefined ? {} : { description: names.text(description) }),
    ...(triggerConfig === undefined
      ? {}
      : { triggerConfig: inConnector(triggerConfig, names) as typeof triggerConfig }),
    ...(source === undefined ? {} : { sourceFlowConfig: inConnector(source, names) as typeof source }),
    ...(destinations === undefined
      ? {}
      : { destinationFlowConfigList: destinations.map((it) => inConnector(it, names) as typeof it) }),
    ...(lastRun === undefined ? {} : { lastRun }),
    ...(executions === undefined ? {} : { executions }),
  };
};

export const redactedTags = (tags: Readonly<Record<string, string>>, names: Names): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, names.tagValue(value)]));

/** A word that AWS may add tomorrow, but none that anybody could have written. */
export const stateOr = (names: Names, text: string): string =>
  /^[A-Za-z0-9_]{1,40}$/.test(text) ? text : names.text(text);

/** Members whose texts AppFlow has a few words for, or which are times. */
const KEPT: readonly string[] = [
  'connectorType',
  'triggerType',
  'dataPullMode',
  'scheduleExpression',
  'timezone',
  'scheduleStartTime',
  'scheduleEndTime',
  'firstExecutionFrom',
];

const BUCKETS: readonly string[] = ['bucketName', 'intermediateBucketName'];

/** The members of this one are called as somebody liked. */
const FREELY_NAMED = 'customProperties';

const inConnector = (config: Json, names: Names, isFree = false): Json =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [isFree ? names.text(name) : name, ofMember(name, value, names)]),
  );

const ofMember = (name: string, value: unknown, names: Names): unknown => {
  if (Array.isArray(value)) return value.map((item) => ofMember(name, item, names));
  if (typeof value === 'object' && value !== null) return inConnector(value as Json, names, name === FREELY_NAMED);
  if (typeof value !== 'string') return value;
  if (KEPT.includes(name)) return /^[A-Za-z0-9 ()*?/,:.+_-]{0,100}$/.test(value) ? value : names.text(value);
  if (name === 'connectorProfileName') return names.profile(value);
  return BUCKETS.includes(name) ? names.bucket(value) : names.text(value);
};
