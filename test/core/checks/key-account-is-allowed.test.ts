import { keyAccountIsAllowed } from '../../../lambda/core/checks/key-account-is-allowed.ts';
import { testCheck } from './test-check.ts';

testCheck(keyAccountIsAllowed, [
  {
    name: 'a key of another account passes where none is named',
    key: { account: '444455556666' },
    reads: [],
    reasons: [],
  },
  {
    name: "a key of the flow's own account passes whatever is named",
    parameters: { allowedKeyAccounts: '444455556666' },
    reads: [],
    reasons: [],
  },
  {
    name: 'a key of the second named account passes',
    key: { account: '777788889999' },
    parameters: { allowedKeyAccounts: '444455556666,777788889999' },
    reads: [],
    reasons: [],
  },
  {
    name: 'a key of an account that is not named fails',
    key: { id: '1b2c3d4e', account: '777788889999' },
    parameters: { allowedKeyAccounts: '444455556666' },
    reads: [],
    reasons: [{ code: 'KEY_ACCOUNT_NOT_ALLOWED', problem: 'account 777788889999 may not own key 1b2c3d4e' }],
  },
]);
