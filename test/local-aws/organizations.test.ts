import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListOrganizationalUnitsForParentCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { clientsOf, closeAll, credentialsOf, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const organization = {
  delegatedAdministrators: ['222233334444'],
  accounts: [
    { Id: '111122223333', Name: 'Platform' },
    { Id: '222233334444', Name: 'Security', Path: 'r-ab12/ou-ab12-11111111' },
    { Id: '333344445555', Name: 'Shop', Path: 'r-ab12/ou-ab12-22222222/ou-ab12-33333333', State: 'SUSPENDED' as const },
    { Id: '444455556666', Name: 'Lab', Path: 'r-ab12/ou-ab12-22222222' },
  ],
};

const askedBy = async (account: string) => {
  const { aws } = await localAws({ organization });
  // A client for all Regions signs for us-east-1.
  return clientsOf(aws, { region: 'us-east-1', credentials: credentialsOf(account) }).organizations;
};

describe('ListAccounts', () => {
  it('tells each account with its state', async () => {
    const { organizations } = await localAws({ organization });
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Id, Name, State, Status }) => [Id, Name, State, Status])).toEqual([
      ['111122223333', 'Platform', 'ACTIVE', 'ACTIVE'],
      ['222233334444', 'Security', 'ACTIVE', 'ACTIVE'],
      ['333344445555', 'Shop', 'SUSPENDED', 'SUSPENDED'],
      ['444455556666', 'Lab', 'ACTIVE', 'ACTIVE'],
    ]);
    expect(Accounts?.[2]).toEqual({
      Id: '333344445555',
      Arn: 'arn:aws:organizations::111122223333:account/o-local12345/333344445555',
      Name: 'Shop',
      Email: 'aws-333344445555@example.com',
      Status: 'SUSPENDED',
      State: 'SUSPENDED',
      Paths: ['o-local12345/r-ab12/ou-ab12-22222222/ou-ab12-33333333/333344445555/'],
      JoinedMethod: 'CREATED',
      JoinedTimestamp: new Date('2026-01-01T00:00:00Z'),
    });
  });

  it.each([
    { State: 'PENDING_ACTIVATION' as const, Status: 'ACTIVE' },
    { State: 'PENDING_CLOSURE' as const, Status: 'PENDING_CLOSURE' },
    { State: 'CLOSED' as const, Status: 'SUSPENDED' },
  ])('tells the older status $Status of an account that is $State', async ({ State, Status }) => {
    const { organizations } = await localAws({
      organization: { accounts: [{ Id: '111122223333', Name: 'Own', State }] },
    });
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.[0]).toMatchObject({ State, Status });
  });

  it('gives 20 accounts a page, and an empty page in the middle where the world asks for it', async () => {
    const members = Array.from({ length: 40 }, (_, index) => ({
      Id: `${222200000000 + index}`,
      Name: `Team ${index}`,
    }));
    const accounts = [{ Id: '111122223333', Name: 'Own' }, ...members];
    const { organizations } = await localAws({ organization: { accounts }, emptyListPage: true });
    const sizes: number[] = [];
    for await (const page of paginateListAccounts({ client: organizations }, {}))
      sizes.push(page.Accounts?.length ?? -1);
    expect(sizes).toEqual([20, 0, 20, 1]);
  });

  it('answers a delegated administrator', async () => {
    const organizations = await askedBy('222233334444');
    expect((await organizations.send(new ListAccountsCommand({}))).Accounts).toHaveLength(4);
  });

  it.each([
    { name: 'an ordinary member', account: '333344445555', error: 'AccessDeniedException' },
    { name: 'a stranger', account: '777788889999', error: 'AWSOrganizationsNotInUseException' },
  ])('refuses $name', async ({ account, error }) => {
    const organizations = await askedBy(account);
    expect(await errorOf(organizations.send(new ListAccountsCommand({})))).toEqual({ name: error, status: 400 });
  });

  it('says so where there is no organization', async () => {
    const { organizations } = await localAws();
    const { name } = await errorOf(organizations.send(new ListAccountsCommand({})));
    expect(name).toBe('AWSOrganizationsNotInUseException');
  });

  it('is throttled under the name that Organizations has for it', async () => {
    const { organizations } = await localAws({
      organization,
      rates: [{ operation: 'ListAccounts', perSecond: 0.001, burst: 1 }],
    });
    await organizations.send(new ListAccountsCommand({}));
    expect((await errorOf(organizations.send(new ListAccountsCommand({})))).name).toBe('TooManyRequestsException');
  });

  it.each([
    { name: 'more than 20 accounts', input: { MaxResults: 21 } },
    { name: 'no accounts', input: { MaxResults: 0 } },
    { name: 'a token that was never given', input: { NextToken: 'AAAB' } },
  ])('refuses $name', async ({ input }) => {
    const { organizations } = await localAws({ organization });
    const { name } = await errorOf(organizations.send(new ListAccountsCommand(input)));
    expect(name).toBe('InvalidInputException');
  });
});

describe('the accounts and units in a root or unit', () => {
  it.each([
    { ParentId: 'r-ab12', accounts: ['Platform'], units: ['ou-ab12-11111111', 'ou-ab12-22222222'] },
    { ParentId: 'ou-ab12-11111111', accounts: ['Security'], units: [] },
    { ParentId: 'ou-ab12-22222222', accounts: ['Lab'], units: ['ou-ab12-33333333'] },
    { ParentId: 'ou-ab12-33333333', accounts: ['Shop'], units: [] },
  ])('are those directly in $ParentId', async ({ ParentId, accounts, units }) => {
    const { organizations } = await localAws({ organization });
    const { Accounts } = await organizations.send(new ListAccountsForParentCommand({ ParentId }));
    const { OrganizationalUnits } = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    const { Children } = await organizations.send(
      new ListChildrenCommand({ ParentId, ChildType: 'ORGANIZATIONAL_UNIT' }),
    );
    expect(Accounts?.map(({ Name }) => Name)).toEqual(accounts);
    expect(OrganizationalUnits?.map(({ Id }) => Id)).toEqual(units);
    expect(Children).toEqual(units.map((Id) => ({ Id, Type: 'ORGANIZATIONAL_UNIT' })));
  });

  it('are told by their ids, too', async () => {
    const { organizations } = await localAws({ organization });
    const command = new ListChildrenCommand({ ParentId: 'ou-ab12-22222222', ChildType: 'ACCOUNT' });
    expect((await organizations.send(command)).Children).toEqual([{ Id: '444455556666', Type: 'ACCOUNT' }]);
  });

  it.each([
    { name: 'a unit that is not there', ParentId: 'ou-ab12-99999999', error: 'ParentNotFoundException' },
    { name: 'an account', ParentId: '111122223333', error: 'InvalidInputException' },
  ])('refuse $name', async ({ ParentId, error }) => {
    const { organizations } = await localAws({ organization });
    const { name } = await errorOf(organizations.send(new ListAccountsForParentCommand({ ParentId })));
    expect(name).toBe(error);
  });
});
