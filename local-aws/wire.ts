import { randomUUID } from 'node:crypto';
import type { Service } from './operation.ts';

/** An HTTP answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** An injected fault that no service would send: nothing to hold against the service's model. */
  readonly isBroken?: true;
}

const contentTypes = {
  'rest-json': 'application/json',
  'json-1.1': 'application/x-amz-json-1.1',
  query: 'text/xml',
  'rest-xml': 'application/xml',
} as const;

const headersOf = ({ protocol }: Service): Readonly<Record<string, string>> => ({
  'content-type': contentTypes[protocol],
  'x-amzn-requestid': randomUUID(),
});

/** An operation's answer in the protocol of its service. */
export const success = (service: Service, operation: string, answer: Readonly<Record<string, unknown>>): Reply => {
  return { status: 200, headers: headersOf(service), body: bodyOf(service, operation, answer) };
};

const bodyOf = (service: Service, operation: string, answer: Readonly<Record<string, unknown>>): string => {
  switch (service.protocol) {
    case 'query':
      return xmlDocument(`${operation}Response`, service, { [`${operation}Result`]: answer, ...responseMetadata() });
    case 'rest-xml':
      return Object.entries(answer)
        .map(([root, content]) => xmlDocument(root, service, Object(content)))
        .join('');
    default:
      return JSON.stringify(answer);
  }
};

/** A refusal or failure in the shape and with the status that the service's protocol has for it. */
export const failure = (
  service: Service,
  { code, message }: { readonly code: string; readonly message: string },
): Reply => {
  const name = NAMES[service.protocol]?.[code] ?? code;
  const status = statusOf(service, name);
  const headers = headersOf(service);
  const said = { [service.messageMember]: message };
  switch (service.protocol) {
    case 'rest-json':
      return { status, headers: { ...headers, 'x-amzn-errortype': name }, body: JSON.stringify(said) };
    case 'json-1.1':
      return { status, headers, body: JSON.stringify({ __type: name, ...said }) };
    case 'query': {
      const Type = status >= 500 ? 'Receiver' : 'Sender';
      const error = { Error: { Type, Code: name, ...said }, RequestId: randomUUID() };
      return { status, headers, body: xmlDocument('ErrorResponse', service, error) };
    }
    case 'rest-xml':
      return { status, headers, body: xmlDocument('Error', {}, { Code: name, ...said, RequestId: randomUUID() }) };
  }
};

/** The query protocol's own names for what the JSON protocols call otherwise. */
const queryNames: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  ValidationException: 'ValidationError',
  ThrottlingException: 'Throttling',
};

/** Amazon S3's own names. */
const s3Names: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnrecognizedClientException: 'InvalidAccessKeyId',
  ExpiredTokenException: 'ExpiredToken',
  ThrottlingException: 'SlowDown',
};

const NAMES: Partial<Readonly<Record<Service['protocol'], Readonly<Record<string, string>>>>> = {
  query: queryNames,
  'rest-xml': s3Names,
};

const statuses: Readonly<Record<string, number>> = {
  PermanentRedirect: 301,
  NoSuchBucket: 404,
  ServerSideEncryptionConfigurationNotFoundError: 404,
  SlowDown: 503,
  InvalidAccessKeyId: 403,
  ServiceQuotaExceededException: 402,
  ConnectorAuthenticationException: 401,
  InvalidAccessException: 401,
  AccessDeniedException: 403,
  AccessDenied: 403,
  UnrecognizedClientException: 403,
  InvalidClientTokenId: 403,
  ExpiredTokenException: 403,
  ExpiredToken: 403,
  MissingAuthenticationTokenException: 403,
  ResourceNotFoundException: 404,
  NotFound: 404,
  NoSuchEntity: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  TooManyRequestsException: 429,
};

/** JSON 1.1 has one status for every refusal; the other two protocols have one for each. */
const statusOf = ({ protocol }: Service, name: string): number => {
  if (/^(Internal|KMSInternal|DependencyTimeout|ServiceFailure)/.test(name)) return 500;
  if (name.startsWith('ServiceUnavailable')) return 503;
  return protocol === 'json-1.1' ? 400 : (statuses[name] ?? 400);
};

export const htmlFailure = (): Reply => ({
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>500 Internal Server Error</h1></body></html>',
  isBroken: true,
});

const responseMetadata = () => ({ ResponseMetadata: { RequestId: randomUUID() } });

const xmlDocument = (
  root: string,
  { xmlNamespace }: Pick<Service, 'xmlNamespace'>,
  content: Readonly<Record<string, unknown>>,
): string => {
  const namespace = xmlNamespace === undefined ? '' : ` xmlns="${xmlNamespace}"`;
  return `<${root}${namespace}>${xml(content)}</${root}>`;
};

/** An item of a list is called `member`, as the query protocol has it unless a service's model says otherwise. */
const xml = (content: unknown): string => {
  if (Array.isArray(content)) return content.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof content !== 'object' || content === null) return escapeXml(String(content));
  const members = Object.entries(content).filter(([, value]) => value !== undefined);
  return members.map(([name, value]) => `<${name}>${xml(value)}</${name}>`).join('');
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
