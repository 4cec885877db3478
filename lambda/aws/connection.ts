import type { AppflowClient } from '@aws-sdk/client-appflow';
import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { roleArn } from '../core/arn.ts';
import { type Fact, known, unreadable } from '../core/fact.ts';
import { awsErrorKind } from './aws-error.ts';
import type { CallCount } from './call-count.ts';
import { type Caller, createClients } from './clients.ts';
import { createRoleCallers } from './credentials.ts';

export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** How keys of one account are read. Without a role there, KMS gives a foreign caller state and rotation only. */
export interface KeyAccess {
  readonly client: KMSClient;
  readonly acrossAccounts: boolean;
}

export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** AWS as one event sees it: the account and Region of its flows, with the credentials that act there. */
export interface Aws {
  readonly at: Place;
  /** Whose credentials act there: the role's ARN, or nothing for the function's own. */
  readonly callerName: string;
  readonly appflow: AppflowClient;
  readonly config: ConfigServiceClient;
  readonly securityHub: () => SecurityHubClient;
  readonly secretsManager: (region: string) => SecretsManagerClient;
  /** Access to the keys of an account and Region; unreadable where the role in that account cannot be assumed. */
  readonly keysIn: (place: { readonly account: string; readonly region: string }) => Promise<Fact<KeyAccess>>;
  /** For reads: ends them while there is still time to put what was judged. */
  readonly reading: CallOptions;
  /** For writes: ends them shortly before Lambda ends the function. */
  readonly writing: CallOptions;
}

export interface ConnectionRequest {
  readonly at: Place;
  readonly executionRoleName: string | undefined;
  readonly keyAccountRoleName: string | undefined;
  readonly reading: AbortSignal;
  readonly writing: AbortSignal;
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

/** Clients and role credentials live as long as the function is warm; all else is made anew for each event. */
export const createConnect = (ownAccount: string, count: CallCount): Connect => {
  const getClient = createClients(count);
  const getRoleCaller = createRoleCallers();

  return async ({ at, executionRoleName, keyAccountRoleName, reading, writing }) => {
    const { partition, account, region } = at;
    const callerIn = async (roleAccount: string, roleName: string): Promise<Caller> => {
      const caller = getRoleCaller(roleArn({ partition, account: roleAccount }, roleName), getClient('sts', region));
      await abortable(() => caller.credentials(), reading);
      return caller;
    };
    if (account !== ownAccount && executionRoleName === undefined) throw new NoExecutionRoleError(account, ownAccount);
    const caller =
      account === ownAccount || executionRoleName === undefined
        ? undefined
        : await callerIn(account, executionRoleName);

    const owners = new Map<string, Promise<Fact<Caller>>>();
    const ownerIn = (keyAccount: string, roleName: string): Promise<Fact<Caller>> => {
      const owner = owners.get(keyAccount) ?? callerOrRefusal(keyAccount, roleName);
      owners.set(keyAccount, owner);
      return owner;
    };
    const callerOrRefusal = async (keyAccount: string, roleName: string): Promise<Fact<Caller>> => {
      try {
        return known(await callerIn(keyAccount, roleName));
      } catch (error) {
        if (awsErrorKind(error) !== 'denied') throw error;
        return unreadable(
          `role ${roleName} in account ${keyAccount} could not be assumed`,
          'Let the role of this function assume that role, in its own policy and in the trust policy there',
        );
      }
    };
    const keysIn: Aws['keysIn'] = async (place) => {
      const isForeign = place.account !== account;
      if (!isForeign || keyAccountRoleName === undefined) {
        return known({ client: getClient('kms', place.region, caller), acrossAccounts: isForeign });
      }
      const owner = await ownerIn(place.account, keyAccountRoleName);
      if (owner.kind === 'unreadable') return owner;
      return known({ client: getClient('kms', place.region, owner.value), acrossAccounts: false });
    };

    return {
      at,
      callerName: caller?.name ?? '',
      appflow: getClient('appflow', region, caller),
      config: getClient('config', region, caller),
      securityHub: () => getClient('securityHub', region, caller),
      secretsManager: (secretRegion) => getClient('secretsManager', secretRegion, caller),
      keysIn,
      reading: { abortSignal: reading },
      writing: { abortSignal: writing },
    };
  };
};

/** The SDK resolves credentials without looking at the signal of the call that needs them. */
const abortable = async <T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  return Promise.race([start(), aborted]).finally(() => signal.removeEventListener('abort', abort));
};
