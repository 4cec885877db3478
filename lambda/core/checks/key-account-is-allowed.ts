import type { RuleParameters } from '../input/rule-parameters.ts';
import type { CheckDescription } from './check.ts';

export const keyAccountIsAllowed = {
  name: 'key-account-is-allowed',
  goodState: "The key belongs to the flow's own account or to an allowed one",
  reasons: ['KEY_ACCOUNT_NOT_ALLOWED'],
  parameters: ['allowedKeyAccounts'],
} as const satisfies CheckDescription;

/** Whether an account may own a key. Decided by the ARN alone, before anything is asked of that account. */
export const mayOwnKeys = (
  account: string,
  flowAccount: string,
  { allowedKeyAccounts }: Pick<RuleParameters, 'allowedKeyAccounts'>,
): boolean => allowedKeyAccounts === undefined || account === flowAccount || allowedKeyAccounts.includes(account);
