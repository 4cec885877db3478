import { AppflowClient } from '@aws-sdk/client-appflow';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider, MiddlewareStack, Provider, RetryStrategyV2 } from '@smithy/types';
import { type CallCount, countCalls } from './call-count.ts';
import { retryWithoutQuota } from './retries.ts';
import { demandWholeAnswers } from './whole-answers.ts';

/**
 * How every client talks to AWS. An unanswered request fails and is repeated instead of eating the function's time:
 * without throwOnRequestTimeout the SDK only logs a warning. Throttled calls wait 1, 2, 4, 8, 16, 20 and 20 seconds at
 * most, so the SDK's three attempts would give up after a few seconds.
 */
const CONNECTION_TIMEOUT_IN_MILLISECONDS = 3_000;
const REQUEST_TIMEOUT_IN_MILLISECONDS = 6_000;
const ATTEMPTS = 8;

const settings = {
  requestHandler: {
    connectionTimeout: CONNECTION_TIMEOUT_IN_MILLISECONDS,
    requestTimeout: REQUEST_TIMEOUT_IN_MILLISECONDS,
    throwOnRequestTimeout: true,
  },
} as const;

/** Whose credentials a client uses: the function's own where absent. */
export interface Caller {
  readonly name: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

const CONSTRUCTORS = {
  appflow: AppflowClient,
  config: ConfigServiceClient,
  kms: KMSClient,
  secretsManager: SecretsManagerClient,
  securityHub: SecurityHubClient,
  sts: STSClient,
} as const;

type Service = keyof typeof CONSTRUCTORS;
type ClientOf<S extends Service> = InstanceType<(typeof CONSTRUCTORS)[S]>;

export type GetClient = <S extends Service>(service: S, region: string, caller?: Caller) => ClientOf<S>;

/** Clients by service, Region and caller, each made once and kept with its sockets for as long as the function is warm. */
export const createClients = (count: CallCount): GetClient => {
  const clients = new Map<string, unknown>();
  return <S extends Service>(service: S, region: string, caller?: Caller): ClientOf<S> => {
    const id = `${service} ${region} ${caller?.name ?? ''}`;
    const existing = clients.get(id) as ClientOf<S> | undefined;
    if (existing !== undefined) return existing;
    const Client = CONSTRUCTORS[service];
    const client = new Client({
      ...settings,
      region,
      maxAttempts: Number(process.env['AWS_MAX_ATTEMPTS']) || ATTEMPTS,
      ...(caller === undefined ? {} : { credentials: caller.credentials }),
    }) as ClientOf<S>;
    const stack = client.middlewareStack as unknown as MiddlewareStack<object, object>;
    retryWithoutQuota(client.config as unknown as { retryStrategy: Provider<RetryStrategyV2> });
    demandWholeAnswers(stack);
    countCalls(stack, count);
    clients.set(id, client);
    return client;
  };
};
