import pLimit from 'p-limit';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import type { Account, ConnectAccount } from './account.ts';
import type { Progress } from './progress.ts';
import { INTERRUPTED, type UnreadPlace, unreadPlace } from './unread-place.ts';

/**
 * Accounts under way at one time: enough of them that the calls at one time are always used up, and few enough that clients and
 * credentials of a thousand accounts are never held together.
 */
const ACCOUNTS_UNDER_WAY = 32;

/** The Regions of an account that are wanted, or why that could not be found out. */
export type RegionsOf = (
  account: Pick<Account, 'id'>,
  connect: (region: string) => Promise<Aws>,
) => Promise<readonly string[] | UnreadPlace>;

/** How an account is told of which nobody knows the Regions. */
const EVERY_REGION = 'all';

/** What became of an account in a Region; how many flows were found there is counted later. */
export type ReadPlace = Omit<AuditedPlace, 'flows'>;

/**
 * Reads accounts and their Regions side by side, `readRegion` being asked once for each. Never rejects: a place that could not be
 * read is among the result with its cause, and so is all that is left after `signal` aborts.
 */
export const readAccounts = async (
  accounts: readonly Account[],
  connectAccount: ConnectAccount,
  regionsOf: RegionsOf,
  readRegion: (aws: Aws) => Promise<void>,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly ReadPlace[]> => {
  const tryRegion = async (connect: () => Promise<Aws>): Promise<Pick<ReadPlace, 'status' | 'because'>> => {
    try {
      if (signal.aborted) return INTERRUPTED;
      await readRegion(await connect());
      return { status: 'read' };
    } catch (error) {
      // Whoever gave these credentials has taken or made them before: where they are unknown, it is for the Region.
      return signal.aborted ? INTERRUPTED : unreadPlace(error, true);
    } finally {
      progress.regionDone();
    }
  };

  const readAccount = async (account: Account): Promise<readonly ReadPlace[]> => {
    const { id, name } = account;
    const placeIn = (region: string) => ({ account: id, ...(name === undefined ? {} : { accountName: name }), region });
    const connect = connectAccount(account);
    const regions = signal.aborted
      ? INTERRUPTED
      : await regionsOf(account, connect).catch((error) => unreadPlace(error, false));
    if ('because' in regions) return [{ ...placeIn(EVERY_REGION), ...(signal.aborted ? INTERRUPTED : regions) }];
    progress.regionsFound(regions.length);
    return Promise.all(
      regions.map(async (region) => ({ ...placeIn(region), ...(await tryRegion(() => connect(region))) })),
    );
  };

  progress.begin(accounts.length);
  const limit = pLimit(ACCOUNTS_UNDER_WAY);
  const places = await Promise.all(
    accounts.map((account) => limit(() => readAccount(account).finally(progress.accountDone))),
  );
  progress.end();
  return places.flat();
};
