import { AccountClient } from '@aws-sdk/client-account';
import type { MiddlewareStack } from '@smithy/types';
import { type Aws, createConnect } from '../../lambda/aws/clients/connection.ts';
import type { Account, ConnectAccount } from '../reading/account.ts';
import type { RegionsOf } from '../reading/read-accounts.ts';
import { readEnabledRegions } from './account-regions.ts';
import { APPFLOW_REGIONS } from './appflow-regions.ts';
import type { LimitCalls } from './call-limit.ts';
import type { Caller } from './caller.ts';
import { accountOfCaller } from './caller-account.ts';

/** Sees the calls of one client, to keep them: those in a Region that are for an account, or by a role in it. */
export type ObserveCalls = (stack: MiddlewareStack<object, object>, account: string, region: string) => void;

/**
 * Connects to accounts with the caller's credentials, or by a role that they assume. What belongs to an account, clients and
 * credentials, is let go with the connection.
 */
export const createLiveConnect =
  (caller: Caller, limitCalls: LimitCalls, observe: ObserveCalls) =>
  (keyAccountRoleName: string | undefined, signal: AbortSignal): ConnectAccount =>
  ({ id, role }: Account) => {
    const { account, partition, credentials, homeRegion } = caller;
    const connect = createConnect(
      account,
      { requests: 0, retries: 0 },
      {
        credentials,
        stsRegion: homeRegion,
        prepare: (stack, region, callerName) => {
          limitCalls(stack);
          // Roles for keys are assumed for this account, whoever's credentials that takes.
          observe(stack, accountOfCaller(callerName) ?? id, region);
        },
      },
    );
    return (region) =>
      connect({
        where: { partition, account: id, region },
        executionRoleName: id === account ? undefined : role,
        keyAccountRoleName,
        spareSignal: signal,
        readSignal: signal,
        writeSignal: signal,
      });
  };

/**
 * Every Region in which AppFlow exists and which the account has enabled. Whoever may not list Regions tries all of them: one that
 * is not enabled then shows when it is asked.
 */
export const everyAppFlowRegion =
  (homeRegion: string): RegionsOf =>
  async (_, connect: (region: string) => Promise<Aws>) => {
    const aws = await connect(homeRegion);
    const enabled = await readEnabledRegions(aws.clientIn(AccountClient, homeRegion));
    return enabled.kind === 'refused' ? APPFLOW_REGIONS : APPFLOW_REGIONS.filter((it) => enabled.value.includes(it));
  };
