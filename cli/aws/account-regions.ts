import { type AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import { type Answer, given, refused } from '../../lambda/core/model/answer.ts';
import { pagesOf } from './pages.ts';

/** The most that the service gives at once. */
const PAGE_SIZE = 50;

const ACTION = 'account:ListRegions';

/**
 * The names of the Regions that the account of the client's credentials has enabled, in the order of their names; one that is
 * being enabled or disabled is not among them. A denial is an answer; whatever else fails throws an AwsCallError.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export const readEnabledRegions = async (account: Pick<AccountClient, 'send'>): Promise<Answer<readonly string[]>> => {
  const regions: string[] = [];
  const pages = pagesOf((token) =>
    account.send(
      new ListRegionsCommand({
        MaxResults: PAGE_SIZE,
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        NextToken: token,
      }),
    ),
  );
  try {
    for await (const { Regions = [] } of pages) regions.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
  } catch (error) {
    if (awsErrorKind(error) === 'denied') return refused(`${ACTION} is denied`);
    throw new AwsCallError(ACTION, 'the account of these credentials', error);
  }
  return given(regions.sort());
};
