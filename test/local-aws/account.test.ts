import { ListRegionsCommand, paginateListRegions } from '@aws-sdk/client-account';
import { clientsOf, closeAll, credentialsOf, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const accountRegions = [{ account: '222233334444', disabled: ['af-south-1', 'me-south-1'] }];
const organization = {
  accounts: [
    { Id: '111122223333', Name: 'Platform' },
    { Id: '222233334444', Name: 'Shop' },
  ],
};

const statusesTold = async (account: string) => {
  const { aws } = await localAws({ accountRegions });
  const client = clientsOf(aws, { region: 'us-east-1', credentials: credentialsOf(account) }).account;
  const { Regions } = await client.send(new ListRegionsCommand({}));
  return Object.fromEntries(Regions?.map(({ RegionName, RegionOptStatus }) => [RegionName, RegionOptStatus]) ?? []);
};

describe('ListRegions', () => {
  it('tells Regions that nobody can do without, enabled and disabled ones', async () => {
    expect(await statusesTold('222233334444')).toMatchObject({
      'eu-west-1': 'ENABLED_BY_DEFAULT',
      'eu-south-1': 'ENABLED',
      'af-south-1': 'DISABLED',
      'me-south-1': 'DISABLED',
    });
    expect(await statusesTold('111122223333')).toMatchObject({ 'af-south-1': 'ENABLED' });
  });

  it('tells the Regions of the caller’s partition alone', async () => {
    const { aws } = await localAws();
    const { Regions } = await clientsOf(aws, { region: 'cn-north-1' }).account.send(new ListRegionsCommand({}));
    expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['cn-north-1', 'cn-northwest-1']);
  });

  it('gives pages in the order of names, of the statuses asked for', async () => {
    const { aws } = await localAws({ accountRegions });
    const { account } = clientsOf(aws, { credentials: credentialsOf('222233334444') });
    const pages: unknown[] = [];
    const input = { RegionOptStatusContains: ['DISABLED' as const] };
    for await (const page of paginateListRegions({ client: account, pageSize: 1 }, input)) {
      pages.push(page.Regions?.map(({ RegionName }) => RegionName));
    }
    expect(pages).toEqual([['af-south-1'], ['me-south-1']]);
  });

  it('tells the organization’s administrator those of a member', async () => {
    const { account } = await localAws({ accountRegions, organization });
    const input = { AccountId: '222233334444', RegionOptStatusContains: ['DISABLED' as const] };
    const { Regions } = await account.send(new ListRegionsCommand(input));
    expect(Regions).toEqual([
      { RegionName: 'af-south-1', RegionOptStatus: 'DISABLED' },
      { RegionName: 'me-south-1', RegionOptStatus: 'DISABLED' },
    ]);
  });

  it.each([
    { name: 'a member who asks about the administrator', asks: '222233334444', about: '111122223333' },
    { name: 'the administrator who names itself', asks: '111122223333', about: '111122223333' },
    { name: 'the administrator about a stranger', asks: '111122223333', about: '777788889999' },
  ])('refuses $name', async ({ asks, about }) => {
    const { aws } = await localAws({ organization });
    const { account } = clientsOf(aws, { credentials: credentialsOf(asks) });
    expect(await errorOf(account.send(new ListRegionsCommand({ AccountId: about })))).toEqual({
      name: 'AccessDeniedException',
      status: 403,
    });
  });

  it.each([
    { name: 'more than 50 Regions', input: { MaxResults: 51 } },
    { name: 'an account id of 11 digits', input: { AccountId: '11112222333' } },
    { name: 'a token that was never given', input: { NextToken: 'AAAB' } },
  ])('refuses $name', async ({ input }) => {
    const { account } = await localAws();
    expect(await errorOf(account.send(new ListRegionsCommand(input)))).toEqual({
      name: 'ValidationException',
      status: 400,
    });
  });
});
