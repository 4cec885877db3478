import type { Aws } from '../../lambda/aws/clients/connection.ts';

/** An account whose flows are wanted. */
export interface Account {
  readonly id: string;
  /** Its name in the organization, where that was asked. */
  readonly name?: string;
  /** The role that is assumed there; left out, the account is read with the caller's own credentials. */
  readonly role?: string;
}

/** Connects to an account, once for all of its Regions; a Region rejects with RoleNotAssumedError where STS refuses its role. */
export type ConnectAccount = (account: Account) => (region: string) => Promise<Aws>;
