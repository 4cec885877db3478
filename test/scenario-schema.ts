import * as v from 'valibot';
import { EVENT_TYPES } from './bench/events.ts';

const jsonObject = v.record(v.string(), v.unknown());
const texts = v.array(v.string());
const sentence = v.pipe(v.string(), v.nonEmpty());

/** One type of event, or what differs from its ordinary one. */
const event = v.union([
  v.picklist(EVENT_TYPES),
  v.strictObject({
    type: v.optional(v.picklist(EVENT_TYPES)),
    item: v.optional(jsonObject),
    message: v.optional(jsonObject),
    envelope: v.optional(jsonObject),
  }),
]);

const step = {
  /** By default AWS Config has recorded the flow `orders`. */
  event: v.optional(event),
  /** Sent as it stands, for what is not an event at all. */
  rawEvent: v.optional(v.unknown()),
  /** The rule's InputParameters; left out, the event has none. */
  parameters: v.optional(jsonObject),
  /** Every evaluation that is put, by the id of its resource: `COMPLIANT`, or a verdict and its annotation. */
  expected: v.record(v.string(), v.string()),
  /** The OrderingTimestamp of all of them, where the event has another time than an ordinary one. */
  expectedTime: v.optional(v.string()),
  /** A part of the error's text, causes included; left out, the invocation must succeed. */
  expectedError: v.optional(v.string()),
  /** In order, with what goes out at the same time as an inner list; or how often each operation is called. No other call. */
  expectedCalls: v.optional(v.union([v.array(v.union([v.string(), texts])), v.record(v.string(), v.number())])),
  forbiddenCalls: v.optional(texts, []),
  /** For each role that calls, by its ARN, the services that it calls. */
  expectedCallers: v.optional(v.record(v.string(), texts)),
  /** Parts of lines of the log. */
  expectedLog: v.optional(texts, []),
  /** Whether Config is told to check the evaluations and keep nothing. */
  expectedTestMode: v.optional(v.boolean(), false),
};

const warmStep = v.strictObject({ name: sentence, ...step });

/** What the world's own schema does not know is written out before that sees it. */
const world = v.looseObject({
  account: v.optional(v.string()),
  region: v.optional(v.string()),
  rule: v.optional(v.string()),
  /** A text is the name of a flow; one without `flowName` is `orders`, one without `kmsArn` has the ordinary key, `null` none. */
  flows: v.optional(v.array(v.union([v.string(), jsonObject])), ['orders']),
  /** One without `Arn` is the ordinary key; each has an ordinary tag, unless it names its own. */
  keys: v.optional(v.array(jsonObject), [{}]),
  /** Keys by id, each with a flow of the same name that uses it. */
  ownKeys: v.optional(v.record(v.string(), jsonObject), {}),
  /** Connector profiles by name, with the `KmsKeyId` of their secret; `null`: the key of AWS. */
  secretKeys: v.optional(v.record(v.string(), v.nullable(v.string())), {}),
  /** A text is the ARN of a role that trusts the function. */
  roles: v.optional(v.array(v.union([v.string(), jsonObject])), []),
});

export const scenarioSchema = v.strictObject({
  name: sentence,
  ...step,
  world: v.optional(world, {}),
  environment: v.optional(v.record(v.string(), v.string()), {}),
  timeoutInSeconds: v.optional(v.number(), 20),
  /** Where the function is, if not in the world's own account. */
  function: v.optional(v.strictObject({ account: v.string() })),
  /** Further events on the same function, which is warm by then; one that names no event or parameters has the first one's. */
  warm: v.optional(v.array(warmStep), []),
});

export type WrittenScenario = v.InferOutput<typeof scenarioSchema>;
export type WrittenStep = v.InferOutput<typeof warmStep>;
export type WrittenWorld = WrittenScenario['world'];
