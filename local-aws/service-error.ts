/** What a service refuses, in its own words; the wire turns it into the shape and status of the service's protocol. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    { code, message }: { readonly code: string; readonly message: string },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** `headers`: what the answer carries besides, where a service tells more there than in its body. */
export const refuse = (code: string, message: string, headers?: Readonly<Record<string, string>>): ServiceError =>
  new ServiceError({ code, message }, headers);
