import type { AwsCredentialIdentityProvider, MiddlewareStack, Provider, RetryStrategyV2 } from '@smithy/types';
import { type CallCount, countCalls } from './call-count.ts';
import { rejectPartialAnswers } from './reject-partial-answers.ts';
import { retryWithoutQuota } from './retries.ts';

/**
 * How every client talks to AWS. An unanswered request fails and is repeated instead of eating the function's time:
 * without throwOnRequestTimeout the SDK only logs a warning. Throttled calls wait 1, 2, 4, 8, 16, 20 and 20 seconds at
 * most, so the SDK's three attempts would give up after a few seconds.
 */
const CONNECTION_TIMEOUT_IN_MILLISECONDS = 3_000;
const REQUEST_TIMEOUT_IN_MILLISECONDS = 6_000;
const ATTEMPTS = 8;

const requestHandler = {
  connectionTimeout: CONNECTION_TIMEOUT_IN_MILLISECONDS,
  requestTimeout: REQUEST_TIMEOUT_IN_MILLISECONDS,
  throwOnRequestTimeout: true,
} as const;

/** Whose credentials a client uses: the function's own where absent. */
export interface Caller {
  readonly name: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** What the SDK reads from environment variables and profiles, in promises that it makes when first asked. */
interface AmbientSettings {
  readonly authSchemePreference: Provider<string[]>;
  readonly retryMode: Provider<string>;
  readonly useDualstackEndpoint: Provider<boolean>;
  readonly useFipsEndpoint: Provider<boolean>;
  readonly userAgentAppId: Provider<string | undefined>;
}

interface ClientSettings extends Partial<AmbientSettings> {
  readonly requestHandler: typeof requestHandler;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials?: AwsCredentialIdentityProvider;
  readonly endpoint?: string;
}

/** A client of the SDK as its package exports it. */
export type ClientClass<C extends object> = new (settings: ClientSettings) => C;

/**
 * The client of a service in a Region. It is asked for by its class, so that this file loads none: the clients of optional
 * features are loaded when first used.
 */
export type GetClient = <C extends object>(Client: ClientClass<C>, region: string, caller?: Caller) => C;

/** What another door than the function gives to every client. */
export interface ClientExtras {
  /** The caller's own; left out, each client looks for them as the SDK does. */
  readonly credentials?: AwsCredentialIdentityProvider;
  /** Asks there instead of AWS. */
  readonly endpoint?: string;
  /** Is shown each new client's middlewares, to add some of its own; `callerName` as in `Caller`. */
  readonly prepare?: (stack: MiddlewareStack<object, object>, region: string, callerName: string | undefined) => void;
}

/** Clients by service, Region and caller, each made once and kept with its sockets for as long as the function is warm. */
export const createClients = (count: CallCount, { credentials, endpoint, prepare }: ClientExtras = {}): GetClient => {
  const clients = new Map<unknown, Map<string, object>>();
  // The same for every client: the first one reads it for all, instead of each looking through the profiles anew.
  let ambient: AmbientSettings | undefined;
  return <C extends object>(Client: ClientClass<C>, region: string, caller?: Caller): C => {
    const ofService = clients.get(Client) ?? new Map<string, object>();
    clients.set(Client, ofService);
    const id = `${region} ${caller?.name ?? ''}`;
    const existing = ofService.get(id) as C | undefined;
    if (existing !== undefined) return existing;
    const own = caller?.credentials ?? credentials;
    const client = new Client({
      ...ambient,
      requestHandler,
      region,
      maxAttempts: Number(process.env['AWS_MAX_ATTEMPTS']) || ATTEMPTS,
      ...(own === undefined ? {} : { credentials: own }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    const { middlewareStack, config } = client as unknown as SdkClient;
    ambient ??= ambientSettingsOf(config);
    retryWithoutQuota(config);
    rejectPartialAnswers(middlewareStack);
    countCalls(middlewareStack, count);
    prepare?.(middlewareStack, region, caller?.name);
    ofService.set(id, client);
    return client;
  };
};

/** What every client of the SDK has, whatever the service. */
interface SdkClient {
  readonly middlewareStack: MiddlewareStack<object, object>;
  readonly config: AmbientSettings & { retryStrategy: Provider<RetryStrategyV2> };
}

const ambientSettingsOf = (settings: AmbientSettings): AmbientSettings => {
  const { authSchemePreference, retryMode, useDualstackEndpoint, useFipsEndpoint, userAgentAppId } = settings;
  return { authSchemePreference, retryMode, useDualstackEndpoint, useFipsEndpoint, userAgentAppId };
};
