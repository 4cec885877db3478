import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { listOrganizationAccounts } from '../../../cli/aws/organization.ts';
import { awsError, DENIED, type Input, THROTTLED } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

const account = (digit: number, members: object = { State: 'ACTIVE' }) => ({
  Id: String(digit).repeat(12),
  Name: `account ${digit}`,
  ...members,
});
const listing = (...pages: readonly object[]) => fakeClient<OrganizationsClient>({ ListAccounts: pages });

describe('all accounts of an organization', () => {
  it('are those of all pages by their ids, an empty page included', async () => {
    const { client, calls } = listing(
      { Accounts: [account(2)], NextToken: 'a' },
      { Accounts: [], NextToken: 'b' },
      { Accounts: [account(1)] },
    );
    expect(await listOrganizationAccounts(client, [], [])).toEqual([
      { id: '111111111111', name: 'account 1', state: 'ACTIVE' },
      { id: '222222222222', name: 'account 2', state: 'ACTIVE' },
    ]);
    expect(calls.map(({ input }) => input)).toEqual([
      { MaxResults: 20, NextToken: undefined },
      { MaxResults: 20, NextToken: 'a' },
      { MaxResults: 20, NextToken: 'b' },
    ]);
  });

  it.each([
    { name: 'its state', members: { State: 'PENDING_CLOSURE', Status: 'ACTIVE' }, state: 'PENDING_CLOSURE' },
    { name: 'its status, where it has no state', members: { Status: 'SUSPENDED' }, state: 'SUSPENDED' },
    { name: 'no state that is known, where it has neither', members: {}, state: 'of unknown state' },
  ])('have each $name', async ({ members, state }) => {
    const { client } = listing({ Accounts: [account(1, members)] });
    expect(await listOrganizationAccounts(client, [], [])).toEqual([{ id: '111111111111', name: 'account 1', state }]);
  });

  it('are without the excluded ones', async () => {
    const { client } = listing({ Accounts: [account(1), account(2), account(3)] });
    const accounts = await listOrganizationAccounts(client, [], ['222222222222', '999999999999']);
    expect(accounts.map(({ id }) => id)).toEqual(['111111111111', '333333333333']);
  });
});

describe('the accounts below units', () => {
  const TOP = 'ou-ab12-11111111';
  const BELOW = 'ou-ab12-22222222';
  const OTHER = 'ou-ab12-33333333';
  const byParent = (tree: Readonly<Record<string, object>>) => (input: Input) =>
    tree[String(input['ParentId'])] ?? awsError('ParentNotFoundException');
  const tree = {
    ListAccountsForParent: byParent({
      [TOP]: { Accounts: [account(1)] },
      [BELOW]: { Accounts: [account(2)] },
      [OTHER]: { Accounts: [account(3)] },
    }),
    ListOrganizationalUnitsForParent: byParent({
      [TOP]: { OrganizationalUnits: [{ Id: BELOW }] },
      [BELOW]: { OrganizationalUnits: [] },
      [OTHER]: { OrganizationalUnits: [] },
    }),
  };

  it('are those of the unit and of each unit in it', async () => {
    const { client } = fakeClient<OrganizationsClient>(tree);
    const accounts = await listOrganizationAccounts(client, [TOP], []);
    expect(accounts.map(({ id }) => id)).toEqual(['111111111111', '222222222222']);
  });

  it('are asked for once, where one of the units holds another', async () => {
    const { client, calls } = fakeClient<OrganizationsClient>(tree);
    const accounts = await listOrganizationAccounts(client, [BELOW, TOP, OTHER], []);
    expect(accounts.map(({ id }) => id)).toEqual(['111111111111', '222222222222', '333333333333']);
    expect(calls.filter(({ operation }) => operation === 'ListAccountsForParent')).toHaveLength(3);
  });

  it('are those of all pages of accounts and of units', async () => {
    const { client } = fakeClient<OrganizationsClient>({
      ListAccountsForParent: [{ Accounts: [], NextToken: 'a' }, { Accounts: [account(1)] }, { Accounts: [account(2)] }],
      ListOrganizationalUnitsForParent: [
        { OrganizationalUnits: [], NextToken: 'b' },
        { OrganizationalUnits: [{ Id: BELOW }] },
        { OrganizationalUnits: [] },
      ],
    });
    const accounts = await listOrganizationAccounts(client, [TOP], []);
    expect(accounts.map(({ id }) => id)).toEqual(['111111111111', '222222222222']);
  });

  it('may be those below the root', async () => {
    const { client } = fakeClient<OrganizationsClient>({
      ListAccountsForParent: { Accounts: [account(1)] },
      ListOrganizationalUnitsForParent: { OrganizationalUnits: [] },
    });
    expect(await listOrganizationAccounts(client, ['r-ab12'], [])).toHaveLength(1);
  });

  it('are wrong input where the organization has no such unit', async () => {
    const { client } = fakeClient<OrganizationsClient>(tree);
    await expect(listOrganizationAccounts(client, ['ou-ab12-99999999'], [])).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: '--ou: "ou-ab12-99999999" is not an organizational unit of this organization',
    });
  });

  it('are wrong input where the text is no id of a unit, before anything is asked', async () => {
    const { client, calls } = fakeClient<OrganizationsClient>(tree);
    await expect(listOrganizationAccounts(client, [TOP, 'Production'], [])).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: '--ou: "Production" is not the id of an organizational unit, such as ou-ab12-1a2b3c4d',
    });
    expect(calls).toEqual([]);
  });
});

describe('an organization that cannot be listed', () => {
  it.each([
    {
      error: awsError('AWSOrganizationsNotInUseException'),
      message:
        '--organization: the account of these credentials belongs to no organization; name accounts with --accounts',
    },
    {
      error: DENIED,
      message:
        '--organization: organizations:ListAccounts is denied; use credentials of the management account or of a delegated administrator, or name accounts with --accounts',
    },
  ])('is wrong input: $message', async ({ error, message }) => {
    await expect(listOrganizationAccounts(listing(error).client, [], [])).rejects.toMatchObject({
      name: 'InvalidInputError',
      message,
    });
  });

  it('is an error where AWS gives no answer', async () => {
    await expect(listOrganizationAccounts(listing(THROTTLED).client, [], [])).rejects.toMatchObject({
      name: 'AwsCallError',
      message: 'organizations:ListAccounts failed for the organization: ThrottlingException: as AWS words it',
    });
  });
});
