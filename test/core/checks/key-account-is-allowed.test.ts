import { mayOwnKeys } from '../../../lambda/core/checks/key-account-is-allowed.ts';
import { parameters } from '../../builders/parameters.ts';

describe('key-account-is-allowed', () => {
  it.each([
    { name: 'any account may own the key where none is named', account: '444455556666', given: {}, expected: true },
    {
      name: "the flow's own account always may",
      account: '111122223333',
      given: { allowedKeyAccounts: '444455556666' },
      expected: true,
    },
    {
      name: 'a named account may',
      account: '777788889999',
      given: { allowedKeyAccounts: '444455556666, 777788889999' },
      expected: true,
    },
    {
      name: 'an account that is not named may not',
      account: '777788889999',
      given: { allowedKeyAccounts: '444455556666' },
      expected: false,
    },
  ])('$name', ({ account, given, expected }) => {
    expect(mayOwnKeys(account, '111122223333', parameters(given))).toBe(expected);
  });
});
