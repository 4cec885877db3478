import { nameOfKey } from '../key.ts';
import type { Check } from './check.ts';

/** The key belongs to the flow's own account or to one that the organization named. */
export const keyAccountIsAllowed: Check = {
  name: 'key-account-is-allowed',
  goodState: "The key belongs to the flow's own account or to an allowed one",
  reasons: ['KEY_ACCOUNT_NOT_ALLOWED'],
  parameters: ['allowedKeyAccounts'],
  needs: {},
  decide: ({ flow, key, parameters: { allowedKeyAccounts } }) =>
    allowedKeyAccounts === undefined || key.account === flow.account || allowedKeyAccounts.includes(key.account)
      ? []
      : [{ code: 'KEY_ACCOUNT_NOT_ALLOWED', problem: `account ${key.account} may not own ${nameOfKey(key)}` }],
};
