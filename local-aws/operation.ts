import type { IncomingHttpHeaders } from 'node:http';
import type { BaseIssue, GenericSchema, InferOutput } from 'valibot';
import { getDotPath, safeParse } from 'valibot';
import type { Caller } from './caller.ts';
import type { Pager } from './pager.ts';
import { matchesPattern } from './place.ts';
import { refuse } from './service-error.ts';
import type { LocalState } from './state.ts';

/** One call as an operation sees it. */
export interface Call {
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly state: LocalState;
  readonly pager: Pager;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether an injected fault makes this entry of a batch fail, in calls that answer entry by entry. */
  readonly entryFails: (entry: unknown) => boolean;
}

/** Answers one call with the body that the service sends, or throws a ServiceError. */
export type Operation = (call: Call) => Readonly<Record<string, unknown>>;

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface RestCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Service {
  /** The prefix of the service's IAM actions. */
  readonly name: string;
  /** The name in the scope of a signature. */
  readonly signingName: string;
  readonly protocol: 'rest-json' | 'rest-xml' | 'json-1.1' | 'query';
  /** REST: path to operation. JSON 1.1: the target prefix. Query: the namespace of answers. */
  readonly paths?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** REST: operation and input of a request, where they stand in its method, path and headers. */
  readonly readRequest?: (request: RestRequest) => RestCall | undefined;
  readonly xmlNamespace?: string;
  /** The service's own name for a failure of its own (status 500). */
  readonly internalError: string;
  /** Its name for too many requests, where it is not ThrottlingException. */
  readonly throttled?: string;
  /** One for all Regions: it answers also where the account has not enabled the Region of the signature. */
  readonly isGlobal?: true;
  /** How the service's errors call their text. */
  readonly messageMember: 'message' | 'Message';
  readonly operations: Readonly<Record<string, Operation>>;
}

/**
 * The call's input by a schema; what does not fit is refused as the service's model refuses it.
 * @param refusal the service's own name for bad input, where it has one
 */
export const readInput = <Schema extends GenericSchema>(
  call: Call,
  schema: Schema,
  refusal = 'ValidationException',
): InferOutput<Schema> => {
  const parsed = safeParse(schema, call.input);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map(
    (issue) =>
      `Value '${received(issue)}' at '${getDotPath(issue) ?? ''}' failed to satisfy constraint: ${issue.message}`,
  );
  const errors = problems.length === 1 ? 'error' : 'errors';
  throw refuse(refusal, `${problems.length} validation ${errors} detected: ${problems.join('; ')}`);
};

const received = ({ input }: BaseIssue<unknown>): string =>
  input === undefined ? 'null' : typeof input === 'string' ? input : JSON.stringify(input);

/**
 * Whether the world is a recording. What AWS let its caller see is settled then, and what is not told was not told: no rule of a
 * service may take an answer away, and none may add to it.
 */
export const isRecorded = ({ state }: Pick<Call, 'state'>): boolean => state.world.recording !== undefined;

/** @throws AccessDeniedException where a denial of the world meets action, resource and caller. */
export const authorize = (call: Call, { action, resource }: { readonly action: string; readonly resource: string }) => {
  const denial = denialOf(call.state, call.caller, { action, resource });
  if (denial === undefined) return;
  const because = denial.explicit
    ? `an explicit deny in an identity-based policy denies the ${action} action`
    : undefined;
  throw accessDenied(call, { action, resource, ...(because === undefined ? {} : { because }) });
};

/** The denial of the world that meets action, resource and caller; an explicit one goes before another. */
export const denialOf = (
  { world }: Pick<LocalState, 'world'>,
  caller: Pick<Caller, 'account' | 'roleArn' | 'arn'>,
  { action, resource }: { readonly action: string; readonly resource: string },
) => {
  const met = world.denials.filter(
    (denial) =>
      matchesPattern(action, denial.action) &&
      matchesPattern(resource, denial.resource) &&
      (denial.caller === undefined || [caller.account, caller.roleArn, caller.arn].includes(denial.caller)),
  );
  return met.find(({ explicit }) => explicit) ?? met[0];
};

export const accessDenied = (
  { caller }: Pick<Call, 'caller'>,
  { action, resource, because }: { readonly action: string; readonly resource: string; readonly because?: string },
) => {
  const policy = because ?? `no identity-based policy allows the ${action} action`;
  return refuse(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because ${policy}`,
  );
};
