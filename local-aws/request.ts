import type { IncomingHttpHeaders } from 'node:http';
import { readSignature, type Signature } from './caller.ts';
import type { Service } from './operation.ts';
import { services } from './services/index.ts';

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request asks for, or what to tell a client whose request no service here understands. */
export type Understood =
  | {
      readonly kind: 'call';
      readonly service: Service;
      readonly operation: string;
      readonly input: Readonly<Record<string, unknown>>;
      readonly signature: Signature;
    }
  | { readonly kind: 'refused'; readonly service: Service; readonly code: string; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** Which service and operation a request names: by its signature, then by path, target or action, as the protocol has it. */
export const understand = (request: Received): Understood => {
  const { path, headers, body } = request;
  const signature = readSignature(headers.authorization);
  if (signature === undefined) {
    return {
      kind: 'unknown',
      message: 'The request has no AWS Signature Version 4; sign it with an AWS SDK or the AWS CLI.',
    };
  }
  const service = services.find(({ signingName }) => signingName === signature.service);
  if (service === undefined) {
    const known = services.map(({ signingName }) => signingName).join(', ');
    return { kind: 'unknown', message: `There is no service ${signature.service} here; there are ${known}.` };
  }
  const rest = service.readRequest?.(request);
  const input = rest?.input ?? parseInput(service, body);
  if (input === undefined)
    return refused(service, 'SerializationException', 'The body is not what the protocol asks for.');
  const operation = rest?.operation ?? operationName(service, { path, headers, body });
  if (operation === undefined || service.operations[operation] === undefined) {
    const known = Object.keys(service.operations).join(', ');
    return refused(service, 'UnknownOperationException', `${operation ?? path} is not among ${known}.`);
  }
  return { kind: 'call', service, operation, input, signature };
};

const refused = (service: Service, code: string, message: string): Understood => ({
  kind: 'refused',
  service,
  code,
  message,
});

const operationName = (service: Service, { path, headers, body }: Omit<Received, 'method'>): string | undefined => {
  switch (service.protocol) {
    case 'rest-json':
      return service.paths?.[path];
    case 'json-1.1': {
      const [prefix, operation] = String(headers['x-amz-target']).split('.');
      return prefix === service.target ? operation : undefined;
    }
    case 'query':
      return new URLSearchParams(body).get('Action') ?? undefined;
    case 'rest-xml':
      return undefined;
  }
};

const parseInput = ({ protocol }: Service, body: string): Readonly<Record<string, unknown>> | undefined => {
  if (protocol === 'query') return fromForm(new URLSearchParams(body));
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    return isRecord(input) ? input : undefined;
  } catch {
    return undefined;
  }
};

/** A list comes as `ActionNames.member.1`, `ActionNames.member.2` and so on, in order. */
const fromForm = (form: URLSearchParams): Readonly<Record<string, unknown>> => {
  const members = new Map<string, unknown>();
  for (const [name, value] of form) {
    const list = /^(?<list>\w+)\.member\.\d+$/.exec(name)?.groups?.['list'];
    const before = list === undefined ? undefined : members.get(list);
    members.set(list ?? name, list === undefined ? value : [...(Array.isArray(before) ? before : []), value]);
  }
  return Object.fromEntries(members);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
