import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { findCaller } from '../aws/caller.ts';

/** AWS Config in the account of the credentials and in this Region, where an aggregator is. Throws an InvalidInputError. */
export const openAggregatorSource = async (region: string): Promise<ConfigServiceClient> =>
  (await findCaller(region)).client(ConfigServiceClient, region);
