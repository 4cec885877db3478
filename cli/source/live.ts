import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { createCallLimit } from '../aws/call-limit.ts';
import { type Caller, findCaller, readProfileRegion } from '../aws/caller.ts';
import { readDeployedRule } from '../aws/config-rule.ts';
import { createLiveConnect, everyAppFlowRegion, type ObserveCalls } from '../aws/live-connect.ts';
import { listOrganizationAccounts } from '../aws/organization.ts';
import { parameterTexts } from '../options/policy.ts';
import { appFlowRegion, type Selection } from '../options/selection.ts';
import type { Account } from '../reading/account.ts';
import type { ReadPlace } from '../reading/read-accounts.ts';
import type { Source } from './source.ts';

/** Where AWS is asked what belongs to no Region, if no other Region is named. */
const DEFAULT_REGION = 'us-east-1';

/**
 * AWS as it is now, for these accounts and Regions. Asks who calls, and what the selection needs: the organization's accounts, the
 * rule named `ruleName`. Throws an InvalidInputError where that cannot be had. `observe` sees every client that reads flows.
 */
export const openLive = async (
  selection: Selection,
  ruleName: string | undefined,
  observe: ObserveCalls,
): Promise<Source> => {
  const profileRegion = await readProfileRegion();
  const regions = selection.regions ?? [ownRegion(profileRegion)];
  const homeRegion = profileRegion ?? (regions === 'all' ? DEFAULT_REGION : (regions[0] ?? DEFAULT_REGION));
  const caller = await findCaller(homeRegion);
  const { accounts, skipped } = await accountsIn(selection, caller);
  const rule = ruleName === undefined ? undefined : await ruleOf(caller, ruleName, regions);
  return {
    accounts,
    toldPlaces: skipped.flatMap((place) =>
      regions === 'all' ? [{ ...place, region: 'all' }] : regions.map((region) => ({ ...place, region })),
    ),
    regionsOf: regions === 'all' ? everyAppFlowRegion(homeRegion) : async () => regions,
    ...onlyPlaceIn(caller, accounts, regions),
    connect: createLiveConnect(caller, createCallLimit(), observe),
    // To the second, as an audit and its recording tell it: by both it must be judged alike.
    at: new Date(Math.floor(Date.now() / 1000) * 1000),
    ...(rule ?? {}),
    close: async () => {},
  };
};

const onlyPlaceIn = (
  { partition }: Caller,
  accounts: readonly Account[],
  regions: 'all' | readonly string[],
): Pick<Source, 'onlyPlace'> => {
  const [account, otherAccount] = accounts;
  const [region, otherRegion] = regions === 'all' ? [] : regions;
  const several = otherAccount !== undefined || otherRegion !== undefined;
  if (account === undefined || region === undefined || several) return {};
  return { onlyPlace: { partition, account: account.id, region } };
};

const ownRegion = (region: string | undefined): string => {
  if (region === undefined) {
    throw new InvalidInputError('No Region is given: name one with --region, AWS_REGION or the profile');
  }
  return appFlowRegion('The Region of the environment or profile (--region names others)', region);
};

const accountsIn = async (
  { accounts: wanted, role }: Selection,
  caller: Caller,
): Promise<{ readonly accounts: readonly Account[]; readonly skipped: readonly Omit<ReadPlace, 'region'>[] }> => {
  const inAccount = (id: string, name?: string): Account => ({
    id,
    ...(name === undefined ? {} : { name }),
    ...(id === caller.account || role === undefined ? {} : { role }),
  });
  switch (wanted.kind) {
    case 'own':
      return { accounts: [inAccount(caller.account)], skipped: [] };
    case 'named': {
      const foreign = wanted.ids.find((id) => id !== caller.account);
      if (foreign !== undefined && role === undefined) {
        throw new InvalidInputError(
          `--accounts: the credentials are of account ${caller.account}; name with --role the role to assume in ${foreign}`,
        );
      }
      return { accounts: wanted.ids.map((id) => inAccount(id)), skipped: [] };
    }
    case 'organization': {
      const organizations = caller.client(OrganizationsClient, caller.homeRegion);
      const all = await listOrganizationAccounts(organizations, wanted.ous, wanted.excluded);
      return {
        accounts: all.filter(({ state }) => state === 'ACTIVE').map(({ id, name }) => inAccount(id, name)),
        skipped: all
          .filter(({ state }) => state !== 'ACTIVE')
          .map(({ id, name, state }) => ({
            account: id,
            accountName: name,
            status: 'skipped',
            because: `the account is ${state}`,
          })),
      };
    }
  }
};

/** A rule stands in one Region: the first that is named, else the caller's own. */
const ruleOf = async (
  { client, homeRegion }: Caller,
  name: string,
  regions: 'all' | readonly string[],
): Promise<Required<Pick<Source, 'rule' | 'policy'>>> => {
  const region = regions === 'all' ? homeRegion : (regions[0] ?? homeRegion);
  const { arn, inputParameters } = await readDeployedRule(client(ConfigServiceClient, region), name, region);
  return { rule: { name, arn }, policy: parameterTexts(`Rule ${name}`, inputParameters) };
};
