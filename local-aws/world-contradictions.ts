import type { World } from './world.ts';
import type { WorldOrganization } from './world-organization.ts';

/** What each field allows, but what cannot be true together. */
export const contradictionsOf = (world: World): readonly string[] => {
  const flowIds = world.flows.map(({ flowName, ...at }) => `${placeOf(world, at)}/${flowName}`);
  const known = new Set(flowIds);
  const own = `${world.account}/${world.region}`;
  return [
    ...repeatedIn(flowIds).map((id) => `flows: ${id} is there twice; a flow name is unique in an account and Region`),
    ...repeatedIn(world.keys.map(({ Arn }) => Arn)).map((arn) => `keys: ${arn} is there twice; remove one`),
    ...repeatedIn(world.rates.map(scopeOf)).map((scope) => `rates: ${scope} is there twice; remove one`),
    ...repeatedIn(world.aggregators.map(({ name, ...at }) => `${placeOf(world, at)}/${name}`)).map(
      (id) => `aggregators: ${id} is there twice; remove one`,
    ),
    ...repeatedIn(world.accountRegions.map(({ account }) => account)).map(
      (account) => `accountRegions: ${account} is there twice; remove one`,
    ),
    ...world.deletedFlows
      .filter((flowName) => known.has(`${own}/${flowName}`))
      .map((flowName) => `deletedFlows: ${flowName} is among the flows too; remove it from one of them`),
    ...(world.organization === undefined ? [] : contradictionsInOrganization(world.organization, world.account)),
  ];
};

type Placed = { readonly account?: string | undefined; readonly region?: string | undefined };

const placeOf = (world: World, { account, region }: Placed): string =>
  `${account ?? world.account}/${region ?? world.region}`;

const scopeOf = ({ operation, account, region }: World['rates'][number]): string =>
  [operation, account, region].filter((it) => it !== undefined).join(' in ');

const contradictionsInOrganization = (
  { managementAccount, delegatedAdministrators, accounts }: WorldOrganization,
  ownAccount: string,
): readonly string[] => {
  const ids = accounts.map(({ Id }) => Id);
  const members = new Set(ids);
  const named = [managementAccount ?? ownAccount, ...delegatedAdministrators];
  const roots = new Set(accounts.flatMap(({ Path }) => Path?.split('/')[0] ?? []));
  return [
    ...repeatedIn(ids).map((id) => `organization.accounts: ${id} is there twice; remove one`),
    ...named
      .filter((id) => !members.has(id))
      .map((id) => `organization.accounts: ${id} manages the organization and is not among them; add it`),
    ...(roots.size > 1
      ? [`organization.accounts: their paths begin with ${[...roots].join(' and ')}; use one root`]
      : []),
    ...unitsWithTwoParents(accounts).map(
      (unit) => `organization.accounts: ${unit} stands below two parents; put it below one`,
    ),
  ];
};

const unitsWithTwoParents = (accounts: WorldOrganization['accounts']): readonly string[] => {
  const parents = new Map<string, Set<string>>();
  for (const { Path } of accounts) {
    const ids = Path?.split('/') ?? [];
    for (const [index, id] of ids.entries()) {
      parents.set(id, (parents.get(id) ?? new Set()).add(ids[index - 1] ?? ''));
    }
  }
  return [...parents].flatMap(([unit, above]) => (above.size > 1 ? [unit] : []));
};

const repeatedIn = (texts: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return texts.filter((text) => seen.has(text) || !seen.add(text));
};
