import { paginateDescribeConnectorProfiles } from '@aws-sdk/client-appflow';
import type { Answer } from '../core/model/answer.ts';
import { ask } from './ask.ts';
import type { Aws } from './clients/connection.ts';

/** The most that AppFlow takes and gives at once. */
const PAGE_SIZE = 100;

/** The ARN of each profile's secret, by profile name, empty where it names none; a profile that does not exist is not in it. */
export type SecretArns = ReadonlyMap<string, string>;

/**
 * The secrets behind these profiles, at most 100, or behind every profile of the account and Region.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeConnectorProfiles.html
 */
export const readSecretArns = async (aws: Aws, profiles?: readonly string[]): Promise<Answer<SecretArns>> => {
  const { where } = aws;
  const answer = await ask<SecretArns, undefined>(
    'DescribeConnectorProfiles',
    `account ${where.account} in ${where.region}`,
    () => listSecretArns(aws, profiles),
    // No page of AWS says whether a name that AppFlow does not know is left out or refused.
    profiles === undefined ? {} : { invalid: undefined },
  );
  if (answer.kind === 'refused') return answer;
  return answer.value === undefined ? readSecretArns(aws) : { ...answer, value: answer.value };
};

const listSecretArns = async ({ appflow, reads }: Aws, profiles?: readonly string[]): Promise<SecretArns> => {
  const input = profiles === undefined ? {} : { connectorProfileNames: [...profiles] };
  const paginator = { client: appflow, pageSize: PAGE_SIZE };
  const arns = new Map<string, string>();
  for await (const { connectorProfileDetails = [] } of paginateDescribeConnectorProfiles(paginator, input, reads)) {
    for (const { connectorProfileName, credentialsArn } of connectorProfileDetails) {
      if (connectorProfileName !== undefined) arns.set(connectorProfileName, credentialsArn ?? '');
    }
  }
  return arns;
};
