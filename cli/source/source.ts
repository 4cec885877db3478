import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import type { AuditedRule } from '../audit/audit.ts';
import type { ParameterTexts } from '../options/policy.ts';
import type { Account, ConnectAccount } from '../reading/account.ts';
import type { ReadPlace, RegionsOf } from '../reading/read-accounts.ts';

/** Where flows are read from: AWS as it is now, or a recording of it. */
export interface Source {
  readonly accounts: readonly Account[];
  /** Places in which there is nothing to read, and why. */
  readonly toldPlaces: readonly ReadPlace[];
  readonly regionsOf: RegionsOf;
  /** Absent where there are several, or where they are not known yet. */
  readonly onlyPlace?: AccountRegion;
  /** `keyAccountRoleName`: the rule parameter of that name. Calls end when `signal` aborts. */
  readonly connect: (keyAccountRoleName: string | undefined, signal: AbortSignal) => ConnectAccount;
  /** As of when flows are judged. */
  readonly at: Date;
  /** The parameters of the deployed rule or of the recording; nothing where there is neither. */
  readonly policy?: ParameterTexts;
  readonly rule?: AuditedRule;
  readonly close: () => Promise<void>;
}
