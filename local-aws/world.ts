import * as v from 'valibot';
import { recordingSchema } from './recording.ts';
import { aggregator, evaluationResult, recorder } from './world-config.ts';
import { contradictionsOf } from './world-contradictions.ts';
import { name, place, wholeNumber, worldFlow } from './world-flows.ts';
import { accountId, regionName, worldKey } from './world-keys.ts';
import { accountRegions, worldOrganization } from './world-organization.ts';
import { InvalidWorldError, problemsOf } from './world-problems.ts';

const worldSchema = v.strictObject({
  account: accountId,
  region: regionName,
  rule: v.optional(name, 'appflow-flow-cmk'),
  ruleParameters: v.optional(v.record(v.string(), v.string()), {}),
  organization: v.optional(worldOrganization),
  accountRegions: v.optional(v.array(accountRegions), []),
  flows: v.optional(v.array(worldFlow), []),
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
  aggregators: v.optional(v.array(aggregator), []),
  recorder: v.optional(recorder, true),
  securityHub: v.optional(v.boolean(), true),
  emptyListPage: v.optional(v.boolean(), false),
  sessionSeconds: v.optional(wholeNumber, 3600),
  denials: v.optional(
    v.array(
      v.strictObject({
        action: v.pipe(v.string(), v.regex(/^[a-z\d-]+:[A-Za-z*]+$/, 'must be an IAM action such as kms:DescribeKey')),
        resource: v.optional(v.string(), '*'),
        caller: v.optional(v.string()),
        /** Some policy says no, rather than none says yes: IAM tells the two apart. */
        explicit: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
  faults: v.optional(
    v.array(
      v.strictObject({
        ...place,
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
        ...place,
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
