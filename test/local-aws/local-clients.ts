import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { AccountClient } from '@aws-sdk/client-account';
import { AppflowClient } from '@aws-sdk/client-appflow';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { STSClient } from '@aws-sdk/client-sts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';

export const ownAccount = '111122223333';
export const orders = `arn:aws:kms:eu-west-1:${ownAccount}:key/orders`;

interface ClientOptions {
  readonly region?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly maxAttempts?: number;
}

/** Real SDK clients that talk to the local AWS as the function of an account does; no attempt is repeated unless wanted. */
export const clientsOf = ({ url }: Pick<LocalAws, 'url'>, options: ClientOptions = {}) => {
  const settings = {
    endpoint: url,
    region: options.region ?? 'eu-west-1',
    credentials: options.credentials ?? { accessKeyId: `AKIALOCAL${ownAccount}`, secretAccessKey: 'local' },
    maxAttempts: options.maxAttempts ?? 1,
  };
  return {
    account: new AccountClient(settings),
    accessAnalyzer: new AccessAnalyzerClient(settings),
    appflow: new AppflowClient(settings),
    kms: new KMSClient(settings),
    iam: new IAMClient(settings),
    organizations: new OrganizationsClient(settings),
    config: new ConfigServiceClient(settings),
    secretsManager: new SecretsManagerClient(settings),
    securityHub: new SecurityHubClient(settings),
    sts: new STSClient(settings),
  };
};

/** Credentials of the function's own role in an account. */
export const credentialsOf = (account: string) => ({ accessKeyId: `AKIALOCAL${account}`, secretAccessKey: 'local' });

const running: LocalAws[] = [];

/** A local AWS with the given world, by default of one account without anything in it. */
export const localAws = async (world: Partial<WorldInput> = {}) => {
  const aws = await startLocalAws({ world: { account: ownAccount, region: 'eu-west-1', ...world } });
  running.push(aws);
  return { aws, ...clientsOf(aws) };
};

/** For `afterEach`: frees the ports of the test's local AWSs. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((aws) => aws.close()));
};

/** What a call throws, reduced to what a caller may rely on. */
export const errorOf = async (call: Promise<unknown>): Promise<{ readonly name: string; readonly status: unknown }> => {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = '$metadata' in error ? error.$metadata : undefined;
    const status =
      typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    return { name: error.name, status };
  }
  throw new Error('The call succeeded, though it should have been refused');
};
