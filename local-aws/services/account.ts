import * as v from 'valibot';
import { accessDenied, authorize, type Call, type Operation, readInput, type Service } from '../operation.ts';
import { partitionOf, placeKey } from '../place.ts';
import { regionsOf } from '../regions.ts';
import { refuse } from '../service-error.ts';

const listRegionsInput = v.object({
  AccountId: v.nullish(
    v.pipe(v.string(), v.regex(/^\d{12}$/, 'Member must satisfy regular expression pattern: \\d{12}')),
  ),
  MaxResults: v.nullish(
    v.pipe(
      v.number(),
      v.minValue(1, 'Member must have value greater than or equal to 1'),
      v.maxValue(50, 'Member must have value less than or equal to 50'),
    ),
    50,
  ),
  NextToken: v.nullish(v.string()),
  RegionOptStatusContains: v.nullish(
    v.array(v.picklist(['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'])),
  ),
});

/**
 * Every Region is enabled but those of the world's `accountRegions`.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
const listRegions: Operation = (call) => {
  const input = readInput(call, listRegionsInput);
  const { caller, state, pager } = call;
  const action = 'account:ListRegions';
  const account = input.AccountId ?? caller.account;
  const resource = `arn:${partitionOf(caller.region)}:account::${account}:account`;
  authorize(call, { action, resource });
  if (input.AccountId != null && !mayAskAbout(call, input.AccountId)) {
    throw accessDenied(call, { action, resource, because: `no resource-based policy allows the ${action} action` });
  }
  const wanted = input.RegionOptStatusContains ?? undefined;
  const { items, nextToken } = pager.page({
    of: `Regions of ${account} ${wanted?.join() ?? ''}`,
    token: input.NextToken ?? undefined,
    size: input.MaxResults,
    list: () =>
      regionsOf(partitionOf(caller.region), [state.world.region])
        .map(({ region, whenEnabled }) => ({
          RegionName: region,
          RegionOptStatus: state.disabledPlaces.has(placeKey({ account, region }))
            ? ('DISABLED' as const)
            : whenEnabled,
        }))
        .filter(({ RegionOptStatus }) => wanted?.includes(RegionOptStatus) ?? true),
    badToken: () => refuse('ValidationException', 'The NextToken is not valid.'),
    emptySecondPage: state.world.emptyListPage,
  });
  return { Regions: items, NextToken: nextToken };
};

/** An administrator of the organization about its members; the management account must not name itself. */
const mayAskAbout = ({ caller, state: { organization } }: Call, account: string): boolean =>
  organization !== undefined &&
  account !== organization.managementAccount &&
  organization.administrators.has(caller.account) &&
  organization.accounts.some(({ Id }) => Id === account);

export const account: Service = {
  name: 'account',
  signingName: 'account',
  protocol: 'rest-json',
  paths: { '/listRegions': 'ListRegions' },
  internalError: 'InternalServerException',
  throttled: 'TooManyRequestsException',
  isGlobal: true,
  messageMember: 'message',
  operations: { ListRegions: listRegions },
};
