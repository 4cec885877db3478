import { AppflowClient } from '@aws-sdk/client-appflow';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { KMSClient } from '@aws-sdk/client-kms';
import type { AccountRegion } from '../../core/model/account-region.ts';
import { type Answer, given, refused } from '../../core/model/answer.ts';
import { roleArn } from '../../core/model/arn.ts';
import { abortable } from '../abortable.ts';
import { awsErrorKind, NotReadError } from '../aws-error.ts';
import { once } from '../once.ts';
import type { CallCount } from './call-count.ts';
import { type Caller, type ClientClass, type ClientExtras, createClients } from './clients.ts';
import { createRoleCallers } from './role-credentials.ts';

/** How keys of one account are read. Without a role there, KMS gives a foreign caller state, rotation and grants only. */
export interface KeyAccess {
  readonly client: KMSClient;
  readonly acrossAccounts: boolean;
}

export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** AWS as one event sees it: the account and Region of its flows, with the credentials that act there. */
export interface Aws {
  readonly where: AccountRegion;
  /** Whose credentials act there: the role's ARN, or nothing for the function's own. */
  readonly callerName: string;
  readonly appflow: AppflowClient;
  readonly config: ConfigServiceClient;
  /** The client of an optional feature, with the same credentials. */
  readonly clientIn: <C extends object>(Client: ClientClass<C>, region: string) => C;
  /** Access to the keys of an account and Region; refused where the role in that account cannot be assumed. */
  readonly keysIn: (place: Omit<AccountRegion, 'partition'>) => Promise<Answer<KeyAccess>>;
  /** For reads that the event can do without: ends them while there is time for all others. */
  readonly spare: CallOptions;
  /** For reads: ends them while there is still time to put what was judged. */
  readonly reads: CallOptions;
  /** For writes: ends them shortly before Lambda ends the function. */
  readonly writes: CallOptions;
}

export interface ConnectionRequest {
  readonly where: AccountRegion;
  readonly executionRoleName: string | undefined;
  readonly keyAccountRoleName: string | undefined;
  readonly spareSignal: AbortSignal;
  readonly readSignal: AbortSignal;
  readonly writeSignal: AbortSignal;
}

export interface ConnectExtras extends ClientExtras {
  /** Where STS is asked for roles; left out, in the Region of the flows, which the asking account may not have enabled. */
  readonly stsRegion?: string;
}

/** Connects an event; rejects where the role in the event's account cannot be assumed. */
export type Connect = (request: ConnectionRequest) => Promise<Aws>;

/** An event of another account can only be handled by a role there. */
export class NoExecutionRoleError extends Error {
  override readonly name = 'NoExecutionRoleError';
  constructor(account: string, own: string) {
    super(
      `The event belongs to account ${account}, this function to ${own}: set the rule parameter executionRoleName to a role in ${account} that the role of this function may assume`,
    );
  }
}

/**
 * Clients and role credentials live as long as what this returns; all else is made anew for each event. Roles are assumed
 * with the credentials of `ownAccount`.
 */
export const createConnect = (ownAccount: string, count: CallCount, extras: ConnectExtras = {}): Connect => {
  const { stsRegion } = extras;
  const getClient = createClients(count, extras);
  const getRoleCaller = createRoleCallers(getClient);
  return async ({ where, executionRoleName, keyAccountRoleName, spareSignal, readSignal, writeSignal }) => {
    const { partition, account, region } = where;
    const callerIn = async (roleAccount: string, roleName: string): Promise<Caller> => {
      const caller = getRoleCaller(roleArn({ partition, account: roleAccount }, roleName), stsRegion ?? region);
      // The SDK resolves credentials without looking at the signal of the call that needs them.
      await abortable(() => caller.credentials(), readSignal);
      return caller;
    };
    if (account !== ownAccount && executionRoleName === undefined) throw new NoExecutionRoleError(account, ownAccount);
    const caller =
      account === ownAccount || executionRoleName === undefined
        ? undefined
        : await callerIn(account, executionRoleName);

    const ownerIn = once(async (keyAccount: string, roleName: string): Promise<Answer<Caller>> => {
      try {
        return given(await callerIn(keyAccount, roleName));
      } catch (error) {
        if (error instanceof NotReadError) return refused(error.because);
        if (awsErrorKind(error) !== 'denied') throw error;
        return refused(
          `role ${roleName} in account ${keyAccount} could not be assumed`,
          'Let the role of this function assume that role, in its own policy and in the trust policy there',
        );
      }
    });

    const keysIn: Aws['keysIn'] = async (place) => {
      const isForeign = place.account !== account;
      if (!isForeign || keyAccountRoleName === undefined) {
        return given({ client: getClient(KMSClient, place.region, caller), acrossAccounts: isForeign });
      }
      const owner = await ownerIn(place.account, keyAccountRoleName);
      if (owner.kind === 'refused') return owner;
      return given({ client: getClient(KMSClient, place.region, owner.value), acrossAccounts: false });
    };

    return {
      where,
      callerName: caller?.name ?? '',
      appflow: getClient(AppflowClient, region, caller),
      get config() {
        return getClient(ConfigServiceClient, region, caller);
      },
      clientIn: (Client, clientRegion) => getClient(Client, clientRegion, caller),
      keysIn,
      spare: { abortSignal: spareSignal },
      reads: { abortSignal: readSignal },
      writes: { abortSignal: writeSignal },
    };
  };
};
