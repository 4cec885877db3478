import * as v from 'valibot';
import { recordingSchema } from './recording.ts';
import { accountId, date, regionName, tags, worldKey } from './world-keys.ts';
import { InvalidWorldError, problemsOf } from './world-problems.ts';

const place = { account: v.optional(accountId), region: v.optional(regionName) };
const name = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const wholeNumber = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'));

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

/** As DescribeFlow tells it, but that its times may be dates. https://docs.aws.amazon.com/appflow/1.0/APIReference/API_TriggerConfig.html */
const triggerConfig = v.looseObject({
  triggerType,
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

const flow = v.strictObject({
  ...place,
  flowName: name,
  kmsArn: v.optional(v.string()),
  flowStatus: v.optional(v.string(), 'Active'),
  tags: v.optional(tags, {}),
  triggerType: v.optional(triggerType, 'Scheduled'),
  /** Instead of what the trigger type makes, which is then the one that stands here. */
  triggerConfig: v.optional(triggerConfig),
  description: v.optional(v.string()),
  sourceConnectorType: v.optional(v.string(), 'Salesforce'),
  sourceConnectorProfileName: v.optional(v.string()),
  destinationConnectorProfileNames: v.optional(v.array(v.string()), []),
  /** What DescribeFlow tells, each if it is there; left out as a whole, it is the newest of the executions. */
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

const evaluationResult = v.strictObject({
  ...place,
  ResourceType: v.optional(v.string(), 'AWS::AppFlow::Flow'),
  ResourceId: name,
  ComplianceType: v.picklist(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']),
  Annotation: v.optional(v.string()),
  OrderingTimestamp: v.optional(date, '2020-01-01T00:00:00Z'),
});

const worldSchema = v.strictObject({
  account: accountId,
  region: regionName,
  rule: v.optional(name, 'appflow-flow-cmk'),
  ruleParameters: v.optional(v.record(v.string(), v.string()), {}),
  flows: v.optional(v.array(flow), []),
  deletedFlows: v.optional(v.array(name), []),
  keys: v.optional(v.array(worldKey), []),
  connectorProfiles: v.optional(
    v.array(v.strictObject({ ...place, connectorProfileName: name, credentialsArn: v.optional(v.string()) })),
    [],
  ),
  buckets: v.optional(
    v.array(
      v.strictObject({
        ...place,
        Name: name,
        /** Left out, nothing was ever configured. */
        SSEAlgorithm: v.optional(v.string()),
        KMSMasterKeyID: v.optional(v.string()),
      }),
    ),
    [],
  ),
  secrets: v.optional(v.array(v.strictObject({ ARN: name, KmsKeyId: v.optional(v.string()) })), []),
  roles: v.optional(v.array(v.strictObject({ Arn: name, Trusts: v.array(v.string()) })), []),
  topics: v.optional(v.array(v.string())),
  discoveredResources: v.optional(
    v.array(
      v.strictObject({
        ...place,
        resourceType: v.optional(v.string(), 'AWS::AppFlow::Flow'),
        resourceId: name,
        resourceName: v.optional(v.string()),
      }),
    ),
  ),
  evaluationResults: v.optional(v.array(evaluationResult), []),
  deletedRules: v.optional(v.array(v.string()), []),
  resultTokens: v.optional(v.array(v.string())),
  recorder: v.optional(v.boolean(), true),
  securityHub: v.optional(v.boolean(), true),
  emptyListPage: v.optional(v.boolean(), false),
  sessionSeconds: v.optional(wholeNumber, 3600),
  denials: v.optional(
    v.array(
      v.strictObject({
        action: v.pipe(v.string(), v.regex(/^[a-z\d-]+:[A-Za-z*]+$/, 'must be an IAM action such as kms:DescribeKey')),
        resource: v.optional(v.string(), '*'),
        caller: v.optional(v.string()),
      }),
    ),
    [],
  ),
  faults: v.optional(
    v.array(
      v.strictObject({
        operation: name,
        fault: name,
        times: v.optional(v.pipe(wholeNumber, v.minValue(1, 'must be at least 1; leave it out for a lasting fault'))),
        matching: v.optional(v.string()),
      }),
    ),
    [],
  ),
  rates: v.optional(
    v.array(
      v.strictObject({
        operation: name,
        perSecond: v.pipe(v.number(), v.gtValue(0, 'must be greater than 0')),
        burst: v.pipe(wholeNumber, v.minValue(1, 'must be at least 1')),
      }),
    ),
    [],
  ),
  latencyInMs: v.optional(wholeNumber, 0),
  /** Left out, the world is what it says, with its defaults. */
  recording: v.optional(recordingSchema),
});

// To valibot a list is an object too, and would be told that its account is missing.
const worldOnly = v.pipe(
  v.unknown(),
  v.check((json) => !Array.isArray(json), 'must be an object'),
  worldSchema,
);

/** What a person writes: everything but `account` and `region` may be left out. */
export type WorldInput = v.InferInput<typeof worldSchema>;
/** The same with every default filled in. */
export type World = v.InferOutput<typeof worldSchema>;
export type WorldFlow = World['flows'][number];
export type WorldFault = World['faults'][number];
export type WorldRate = World['rates'][number];

/**
 * A world from JSON that somebody wrote.
 * @param source how an error names the input, such as the file's path
 * @throws InvalidWorldError that lists every problem with its place and remedy
 */
export const parseWorld = ({ json, source }: { readonly json: unknown; readonly source: string }): World => {
  const parsed = v.safeParse(worldOnly, json);
  const problems = parsed.success ? contradictionsOf(parsed.output) : problemsOf(parsed.issues);
  if (!parsed.success || problems.length > 0) throw new InvalidWorldError({ source, problems });
  return parsed.output;
};

/** What each field allows, but what cannot be true together. */
const contradictionsOf = (world: World): readonly string[] => {
  const flowIds = world.flows.map(
    ({ account, region, flowName }) => `${account ?? world.account}/${region ?? world.region}/${flowName}`,
  );
  const own = `${world.account}/${world.region}`;
  return [
    ...repeatedIn(flowIds).map((id) => `flows: ${id} is there twice; a flow name is unique in an account and Region`),
    ...repeatedIn(world.keys.map(({ Arn }) => Arn)).map((arn) => `keys: ${arn} is there twice; remove one`),
    ...repeatedIn(world.rates.map(({ operation }) => operation)).map(
      (operation) => `rates: ${operation} is there twice; remove one`,
    ),
    ...world.deletedFlows
      .filter((flowName) => flowIds.includes(`${own}/${flowName}`))
      .map((flowName) => `deletedFlows: ${flowName} is among the flows too; remove it from one of them`),
  ];
};

const repeatedIn = (texts: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return texts.filter((text) => seen.has(text) || !seen.add(text));
};
