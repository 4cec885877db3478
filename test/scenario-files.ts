import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expandDates } from '../local-aws/dates-in-text.ts';

const jsonObject = v.record(v.string(), v.unknown());
const texts = v.array(v.string());

const evaluation = v.strictObject({
  ComplianceResourceType: v.string(),
  ComplianceResourceId: v.string(),
  ComplianceType: v.picklist(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']),
  Annotation: v.string(),
  OrderingTimestamp: v.string(),
});

const step = {
  /** What Config sends, in AWS's field names; what is left out is as in an ordinary event, see `config-events-of.ts`. */
  event: v.optional(jsonObject),
  /** Several events, one after the other, with one expectation for all. */
  events: v.optional(v.array(jsonObject)),
  /** Sent as it stands, for what is no event at all. */
  rawEvent: v.optional(v.unknown()),
  /** The rule's InputParameters; left out, the event has none. */
  parameters: v.optional(jsonObject),
  /** Every evaluation that is put, in any order. */
  expected: v.array(evaluation),
  /** A part of the error's text, causes included; left out, the invocation must succeed. */
  expectedError: v.optional(v.string()),
  /** In order, with what goes out at the same time as an inner list; or how often each operation is called. No other call. */
  expectedCalls: v.optional(v.union([v.array(v.union([v.string(), texts])), v.record(v.string(), v.number())])),
  forbiddenCalls: v.optional(texts, []),
  /** For each service that is called, the ARNs of the roles that call it. */
  expectedCallers: v.optional(v.record(v.string(), texts)),
  /** Parts of lines of the log. */
  expectedLog: v.optional(texts, []),
  /** Whether Config is told to check the evaluations and keep nothing. */
  expectedTestMode: v.optional(v.boolean(), false),
};

const sentence = v.pipe(v.string(), v.nonEmpty());
const warmStep = v.strictObject({ name: sentence, ...step });

const scenario = v.strictObject({
  name: sentence,
  ...step,
  /** The world of local-aws; account and Region have defaults here. */
  world: v.optional(jsonObject, {}),
  environment: v.optional(v.record(v.string(), v.string()), {}),
  timeoutInSeconds: v.optional(v.number(), 20),
  /** Where the function is, if not in the world's own account. */
  function: v.optional(v.strictObject({ account: v.string() })),
  /** Further events on the same function, which is warm by then. */
  warm: v.optional(v.array(warmStep), []),
});

export type Step = v.InferOutput<typeof warmStep>;

export interface Scenario extends v.InferOutput<typeof scenario> {
  /** Its folder. */
  readonly topic: string;
  readonly file: string;
}

/** Every scenario below a folder, by path. Throws where a file is no scenario, naming the file and the place in it. */
export const readScenarios = (folder: string): readonly Scenario[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readScenario(folder, file));

const readScenario = (folder: string, file: string): Scenario => {
  const json: unknown = JSON.parse(expandDates(readFileSync(path.join(folder, file), 'utf8')));
  const parsed = v.safeParse(scenario, json);
  if (parsed.success) return { ...parsed.output, topic: path.dirname(file), file };
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  throw new Error(`${file} is no scenario: ${problems.join('; ')}`);
};
