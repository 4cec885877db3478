/** What a service refuses, in its own words; the wire turns it into the shape and status of the service's protocol. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;

  constructor({ code, message }: { readonly code: string; readonly message: string }) {
    super(message);
    this.code = code;
  }
}

export const refuse = (code: string, message: string): ServiceError => new ServiceError({ code, message });
