import { roleName } from '../../lambda/core/input/parameter-kinds.ts';
import { ACCOUNT_ID } from '../../lambda/core/model/account-region.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { APPFLOW_REGIONS } from '../aws/appflow-regions.ts';
import { listed } from './listed.ts';

/** As commander hands them over: texts, or nothing where an option was not given. */
export interface SelectionOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly accounts?: string;
  readonly organization?: true;
  readonly ou?: string;
  readonly exclude?: string;
  readonly role?: string;
}

/** Which accounts and Regions are wanted. */
export interface Selection {
  /** Left out: the Region of the profile. */
  readonly regions?: 'all' | readonly string[];
  readonly accounts: WantedAccounts;
  /** Assumed in every account but the caller's own. */
  readonly role?: string;
}

export type WantedAccounts =
  | { readonly kind: 'own' }
  | { readonly kind: 'named'; readonly ids: readonly string[] }
  | { readonly kind: 'organization'; readonly ous: readonly string[]; readonly excluded: readonly string[] };

/** Reads the options that select accounts and Regions. Throws an InvalidInputError for the first that cannot be. */
export const parseSelection = (options: SelectionOptions): Selection => {
  const regions = regionsIn(options.region);
  const accounts = accountsIn(options);
  const { role } = options;
  if (role !== undefined) {
    const parsed = roleName.parse(role);
    if ('problems' in parsed) throw new InvalidInputError(`--role: ${quote(role)} ${parsed.problems.join('; ')}`);
  }
  if (role === undefined && accounts.kind === 'organization') {
    throw new InvalidInputError('--organization: name with --role the role that is to be assumed in each account');
  }
  if (role === undefined && accounts.kind === 'named' && accounts.ids.length > 1) {
    throw new InvalidInputError('--accounts: for more than one account, name with --role the role to assume in each');
  }
  return {
    ...(regions === undefined ? {} : { regions }),
    accounts,
    ...(role === undefined ? {} : { role }),
  };
};

/** A Region where AppFlow exists, or an InvalidInputError that names all of them; `what` names the input. */
export const appFlowRegion = (what: string, region: string): string => {
  if (APPFLOW_REGIONS.includes(region)) return region;
  throw new InvalidInputError(
    `${what}: AppFlow does not exist in ${quote(region)}; it does in ${APPFLOW_REGIONS.join(', ')}`,
  );
};

const regionsIn = (text: string | undefined): Selection['regions'] => {
  if (text === undefined || text === 'all') return text;
  return listed('--region', text).map((region) => appFlowRegion('--region', region));
};

const accountsIn = ({ accounts, organization, ou, exclude }: SelectionOptions): WantedAccounts => {
  if (organization === undefined) {
    if (ou !== undefined) throw new InvalidInputError('--ou: goes with --organization only; add it');
    if (exclude !== undefined) throw new InvalidInputError('--exclude: goes with --organization only; add it');
    return accounts === undefined ? { kind: 'own' } : { kind: 'named', ids: accountIds('--accounts', accounts) };
  }
  if (accounts !== undefined) {
    throw new InvalidInputError('--accounts: goes without --organization; leave out one of them');
  }
  return {
    kind: 'organization',
    ous: ou === undefined ? [] : listed('--ou', ou),
    excluded: exclude === undefined ? [] : accountIds('--exclude', exclude),
  };
};

const accountIds = (option: string, text: string): readonly string[] =>
  listed(option, text).map((id) => {
    if (ACCOUNT_ID.test(id)) return id;
    throw new InvalidInputError(`${option}: ${quote(id)} is not an account id of 12 digits`);
  });
