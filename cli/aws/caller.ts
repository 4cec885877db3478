import { STSClient } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { createClients, type GetClient } from '../../lambda/aws/clients/clients.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { type CallerIdentity, readCallerIdentity } from './identity.ts';

/** Whoever runs the command: the credentials of the SDK's ordinary chain, resolved once for all clients. */
export interface Caller extends CallerIdentity {
  readonly credentials: AwsCredentialIdentityProvider;
  /** Where STS is asked, and all else that is not asked in the Region of the flows. */
  readonly homeRegion: string;
  /** Clients with these credentials, which try a call as often as those of the rule. */
  readonly client: GetClient;
}

/**
 * The Region of the environment or the profile, or nothing where neither names one.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export const readProfileRegion = async (): Promise<string | undefined> => {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
};

/**
 * Finds credentials and asks whose they are, which shows that they work. Throws an InvalidInputError where there are none, or
 * none that AWS takes: nothing has been read then.
 */
export const findCaller = async (homeRegion: string): Promise<Caller> => {
  const credentials = defaultProvider();
  try {
    await credentials();
  } catch (error) {
    const because = plainText(messageOf(error));
    throw new InvalidInputError(
      `There are no AWS credentials: ${because}; sign in, or name a profile with --profile or AWS_PROFILE`,
    );
  }
  try {
    const identity = await readCallerIdentity(new STSClient({ region: homeRegion, credentials }));
    return {
      ...identity,
      credentials,
      homeRegion,
      client: createClients({ requests: 0, retries: 0 }, { credentials }),
    };
  } catch (error) {
    throw new InvalidInputError(`AWS does not take the credentials: ${plainText(messageOf(error))}; sign in again`);
  }
};
