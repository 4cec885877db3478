import * as v from 'valibot';
import { ACCOUNT_ID, REGION } from '../model/account-region.ts';
import { isDay } from '../model/days.ts';
import { excerpt, plainText } from '../model/text.ts';

export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
  constructor(problem: string) {
    super(plainText(`The event is not an invocation by AWS Config, nothing was evaluated: ${problem}.`));
  }
}

const MUST_BE_TEXT = 'must be text';
const Text = v.pipe(v.string(MUST_BE_TEXT), v.nonEmpty());
const Hint = v.fallback(v.optional(Text), undefined);
/** Config writes some members that it has nothing to say of as null. */
const nullAsAbsent = <T extends v.GenericSchema>(schema: T) =>
  v.optional(
    v.pipe(
      v.nullish(schema),
      v.transform((value) => value ?? undefined),
    ),
  );

/** What Config says of a place must be usable as one. */
const place = (form: RegExp, mustBe: string) => nullAsAbsent(v.pipe(Text, v.regex(form, mustBe)));
const AccountId = place(ACCOUNT_ID, 'must be an account id of 12 digits');
const Region = place(REGION, 'must be a Region such as eu-west-1');
const MUST_BE_TIMESTAMP = 'must be an ISO 8601 timestamp';

const Timestamp = v.pipe(
  Text,
  v.isoTimestamp(MUST_BE_TIMESTAMP),
  // JavaScript reads February 30 as March 2, and no offset without its minutes.
  v.check((text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)), MUST_BE_TIMESTAMP),
  v.transform((text) => new Date(text)),
);

// https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html
export const Envelope = v.object({
  invokingEvent: Text,
  resultToken: Text,
  configRuleName: Text,
  configRuleArn: Hint,
  accountId: AccountId,
  ruleParameters: nullAsAbsent(v.string(MUST_BE_TEXT)),
  eventLeftScope: nullAsAbsent(v.boolean('must be true or false')),
  evaluationMode: Hint,
});

const MESSAGE_TYPES = [
  'ConfigurationItemChangeNotification',
  'OversizedConfigurationItemChangeNotification',
  'ScheduledNotification',
  'ConfigurationSnapshotDeliveryCompleted',
] as const;

export const Message = v.looseObject({
  messageType: v.picklist(MESSAGE_TYPES, `must be one of ${MESSAGE_TYPES.join(', ')}`),
});

export const ResourceType = v.looseObject({ resourceType: Text });

export const Item = v.object({
  resourceId: v.pipe(Text, v.maxLength(768)),
  resourceName: Hint,
  ARN: Hint,
  arn: Hint,
  awsAccountId: AccountId,
  awsRegion: Region,
  configurationItemStatus: Text,
  configurationItemCaptureTime: Timestamp,
  changeType: Hint,
  configuration: v.fallback(
    v.optional(
      v.object({
        FlowName: Hint,
        FlowArn: Hint,
        arn: Hint,
        keyManager: Hint,
        keyState: Hint,
        enabled: v.fallback(v.optional(v.boolean()), undefined),
      }),
      {},
    ),
    {},
  ),
});

export type Item = v.InferOutput<typeof Item>;

const Diff = v.fallback(v.nullish(v.object({ changeType: Hint })), undefined);

export const Schedule = v.object({ notificationCreationTime: Timestamp, awsAccountId: AccountId });

export const changeTypeOf = (diff: unknown): string | undefined => {
  const parsed = v.parse(Diff, diff);
  return parsed ? (parsed.changeType ?? 'UPDATE') : undefined;
};

/** The message inside the event. Throws an InvalidEventError where it is not JSON. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidEventError(`invokingEvent is ${JSON.stringify(excerpt(text, 60))}: must be JSON`);
  }
};

/** The input as the schema reads it. Throws an InvalidEventError that names every place where it does not fit. */
export const parse = <T extends v.GenericSchema>(schema: T, input: unknown, place: string): v.InferOutput<T> => {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  throw new InvalidEventError(problemsIn(result.issues, place));
};

/** Every place where an input does not fit its schema, and what is wanted there, in one line. */
export const problemsIn = (issues: readonly v.BaseIssue<unknown>[], place: string): string =>
  issues
    .map((issue) => {
      const path = v.getDotPath(issue);
      return `${path === null ? place : `${place}.${path}`} ${problemOf(issue)}`;
    })
    .join('; ');

const problemOf = ({ type, received, requirement, message }: v.BaseIssue<unknown>): string => {
  if (received === 'undefined') return 'is missing';
  switch (type) {
    case 'non_empty':
      return 'is empty';
    case 'max_length':
      return `has ${received} characters: at most ${requirement} are allowed`;
    case 'object':
    case 'loose_object':
      return `is ${seen(received)}: must be an object`;
    default:
      return `is ${seen(received)}: ${message}`;
  }
};

const seen = (received: string | null): string => {
  if (received === 'Object') return 'an object';
  return received === 'Array' ? 'a list' : excerpt(String(received), 60);
};
