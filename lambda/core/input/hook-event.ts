import * as v from 'valibot';
import { ACCOUNT_ID } from '../model/account-region.ts';
import { FLOW_TYPE } from '../model/flow.ts';
import { plainText, quote } from '../model/text.ts';
import { problemsIn } from './config-event-schema.ts';

/** Properties of a resource as a template writes them: name and whatever CloudFormation made of it. */
export type Properties = Readonly<Record<string, unknown>>;

/** What CloudFormation or Cloud Control is about to do, and asks about. */
export interface HookEvent {
  /** Empty where the event has none; the answer must repeat it. */
  readonly clientRequestToken: string;
  /** The name under which the hook is registered, such as `Private::Lambda::FlowKey`. */
  readonly hookName: string;
  readonly account: string;
  /** Whether Cloud Control asks, which shows less of an answer. */
  readonly isCloudControl: boolean;
  /** As the template calls the flow; Cloud Control makes one up. */
  readonly logicalId: string;
  readonly target: HookTarget;
}

export type HookTarget =
  | { readonly operation: 'CREATE' | 'UPDATE'; readonly properties: Properties }
  | { readonly operation: 'DELETE' };

export class InvalidHookEventError extends Error {
  override readonly name = 'InvalidHookEventError';
  constructor(problem: string) {
    super(plainText(`The event is none that this hook can judge, nothing was looked at: ${problem}.`));
  }
}

const Text = v.pipe(v.string('must be text'), v.nonEmpty());
const Hint = v.fallback(v.optional(Text), undefined);
const isObject = (input: unknown): input is Properties =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/**
 * An object whose members are found in whatever case: AWS's tables and examples write `clientRequestToken` and `stackId` in
 * more than one way. A name in the right case comes first.
 */
const anyCase = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.custom<Properties>(isObject, 'must be an object'),
    v.transform((members) => {
      const found = Object.keys(entries).map((name) => [name, members[nameIn(members, name)]] as const);
      return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
    }),
    v.object(entries),
  );

const nameIn = (members: Properties, name: string): string =>
  Object.hasOwn(members, name)
    ? name
    : (Object.keys(members).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name);

const ACTIONS = {
  CREATE_PRE_PROVISION: 'CREATE',
  UPDATE_PRE_PROVISION: 'UPDATE',
  DELETE_PRE_PROVISION: 'DELETE',
} as const;
const ACTION_NAMES = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];

// https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html
const Envelope = anyCase({
  clientRequestToken: Hint,
  awsAccountId: v.pipe(Text, v.regex(ACCOUNT_ID, 'must be an account id of 12 digits')),
  stackId: Hint,
  hookTypeName: Hint,
  actionInvocationPoint: v.picklist(ACTION_NAMES, `must be one of ${ACTION_NAMES.join(', ')}`),
  requestData: anyCase({ targetName: Text, targetLogicalId: Hint, targetModel: v.optional(v.unknown()) }),
});

/** Only what says whether the event is one at all: what else is wrong with an event of another target says nothing. */
const Target = anyCase({ requestData: anyCase({ targetName: Text }) });

const Model = anyCase({
  resourceProperties: v.custom<Properties>(
    (input) => isObject(input) && Object.hasOwn(input, 'FlowName'),
    'must be an object with a FlowName',
  ),
});

/** Reads what Lambda received. Throws an InvalidHookEventError that names every place that is wrong, and what is wanted there. */
export const parseHookEvent = (event: unknown): HookEvent => {
  const { requestData: asked } = parse(Target, event, 'event');
  if (asked.targetName !== FLOW_TYPE) throw new InvalidHookEventError(otherTarget(asked.targetName));
  const envelope = parse(Envelope, event, 'event');
  const { targetLogicalId, targetModel } = envelope.requestData;
  const operation = ACTIONS[envelope.actionInvocationPoint];
  return {
    clientRequestToken: envelope.clientRequestToken ?? '',
    hookName: envelope.hookTypeName ?? 'unknown',
    account: envelope.awsAccountId,
    isCloudControl: envelope.stackId === undefined,
    logicalId: targetLogicalId ?? 'unknown',
    target:
      operation === 'DELETE'
        ? { operation }
        : {
            operation,
            properties: parse(Model, targetModel, 'event.requestData.targetModel').resourceProperties,
          },
  };
};

/** The token of an event that may be malformed otherwise, so that its answer reaches who asked. */
export const tokenIn = (event: unknown): string => {
  const found = v.safeParse(anyCase({ clientRequestToken: Hint }), event);
  return found.success ? (found.output.clientRequestToken ?? '') : '';
};

const otherTarget = (name: string): string =>
  name === 'STACK' || name === 'CHANGE_SET'
    ? `its target is a ${name}, which says nothing of a flow's key: give the hook the TargetOperations RESOURCE and CLOUD_CONTROL`
    : `its target is ${quote(name)}: give the hook ${FLOW_TYPE} as its only TargetName`;

const parse = <T extends v.GenericSchema>(schema: T, input: unknown, place: string): v.InferOutput<T> => {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  throw new InvalidHookEventError(problemsIn(result.issues, place));
};
