import { identify, unknownCredentials } from './caller.ts';
import type { Fault, Faults } from './faults.ts';
import type { Operation, Service } from './operation.ts';
import type { Pager } from './pager.ts';
import { placeKey } from './place.ts';
import type { Rates } from './rates.ts';
import type { CallRecord } from './record.ts';
import { recordedError } from './recording.ts';
import { type Received, type Understood, understand } from './request.ts';
import { refuse, ServiceError } from './service-error.ts';
import type { LocalState } from './state.ts';
import { failure, htmlFailure, type Reply, success } from './wire.ts';

export interface Surroundings {
  readonly state: LocalState;
  readonly record: CallRecord;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly pager: Pager;
  /** Waits before an answer, as the network does. */
  readonly delay: () => Promise<void>;
}

/** An answer, or what the connection does instead. */
export type Outcome = Reply | 'drop' | 'silence';

/** Answers one request as AWS would; never rejects. */
export const answer = async (request: Received, surroundings: Surroundings): Promise<Outcome> => {
  const understood = understand(request);
  if (understood.kind === 'unknown') return notUnderstood(understood.message);
  if (understood.kind === 'refused') return failure(understood.service, understood);
  return answerCall(understood, request, surroundings);
};

type UnderstoodCall = Extract<Understood, { kind: 'call' }>;

const answerCall = async (
  asked: UnderstoodCall,
  { headers, body }: Received,
  surroundings: Surroundings,
): Promise<Outcome> => {
  const { service, operation, input, signature } = asked;
  const { state, record, faults, rates, pager, delay } = surroundings;
  const now = Date.now();
  let ended = () => {};
  try {
    const sessionToken = headers['x-amz-security-token'];
    const caller = identify({
      signature,
      sessionToken: typeof sessionToken === 'string' ? sessionToken : undefined,
      state,
      now,
    });
    const { account, region, roleArn } = caller;
    ended = record.note({ service: service.name, operation, account, region, caller: roleArn, input, at: now });
    const isDisabled = !service.isGlobal && state.disabledPlaces.has(placeKey(caller));
    const throttled = !isDisabled && !rates.take({ operation, caller, now });
    const fault = isDisabled || throttled ? undefined : faults.take({ operation, caller, body });
    await delay();
    if (isDisabled) throw unknownCredentials();
    if (throttled) throw refuse(service.throttled ?? 'ThrottlingException', 'Rate exceeded');
    if (fault !== undefined && fault.kind !== 'entries-fail') return faulty(service, operation, fault);
    const { recording } = state.world;
    const refused = recording && recordedError(recording, { account, region, operation, input });
    if (refused !== undefined) throw refuse(refused.name, refused.message);
    const perform: Operation | undefined = service.operations[operation];
    if (perform === undefined) throw new Error(`${service.name} has no operation ${operation}`);
    return success(service, operation, perform({ input, caller, state, pager, now, entryFails: entryFails(fault) }));
  } catch (error) {
    return failed(service, error);
  } finally {
    ended();
  }
};

/** A fault on a batch hits the entries that hold its text, or all of them. */
const entryFails = (fault: Fault | undefined) => (entry: unknown) =>
  fault?.kind === 'entries-fail' && JSON.stringify(entry).includes(fault.matching ?? '');

/** The operation is not performed: who takes a broken answer for a success has then lost what it sent. */
const faulty = (service: Service, operation: string, fault: Exclude<Fault, { kind: 'entries-fail' }>): Outcome => {
  switch (fault.kind) {
    case 'error':
      return failure(service, { code: fault.name, message: `${operation} met the injected fault ${fault.name}` });
    case 'internal-error':
      return failure(service, { code: service.internalError, message: 'An internal error occurred.' });
    case 'html':
      return htmlFailure();
    case 'garbage':
      return {
        ...success(service, operation, {}),
        body: ['query', 'rest-xml'].includes(service.protocol) ? '<Respon' : '{"NextToken": "AAA',
        isBroken: true,
      };
    case 'empty':
      return { ...success(service, operation, {}), isBroken: true };
    case 'drop':
    case 'silence':
      return fault.kind;
  }
};

/** What is no refusal of a service is a defect of this program, and reads so. */
const failed = (service: Service, error: unknown): Reply => {
  if (error instanceof ServiceError) {
    const reply = failure(service, error);
    return { ...reply, headers: { ...reply.headers, ...error.headers } };
  }
  const message = `local AWS failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return failure(service, { code: service.internalError, message });
};

const notUnderstood = (message: string): Reply => ({
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
  body: JSON.stringify({ __type: 'MissingAuthenticationTokenException', message }),
});
