import { AccountClient } from '@aws-sdk/client-account';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { readEnabledRegions } from '../../../cli/aws/account-regions.ts';
import { readCallerIdentity } from '../../../cli/aws/identity.ts';
import { listOrganizationAccounts } from '../../../cli/aws/organization.ts';
import { closeAll, localAws, ownAccount } from '../../local-aws/local-clients.ts';
import { connectLocally } from '../local-connection.ts';

afterEach(closeAll);

const TOP = 'ou-ab12-11111111';
const BELOW = 'ou-ab12-22222222';
const MEMBERS = Array.from({ length: 45 }, (_, index) => ({
  Id: String(200_000_000_000 + index),
  Name: `member ${index}`,
  Path: index < 5 ? `r-ab12/${TOP}` : `r-ab12/${TOP}/${BELOW}`,
}));
const ORGANIZATION = {
  accounts: [
    { Id: ownAccount, Name: 'management', Path: 'r-ab12' },
    ...MEMBERS,
    { Id: '300000000000', Name: 'old', State: 'CLOSED' as const, Path: 'r-ab12' },
  ],
};

const organizationsOf = async (world: Parameters<typeof localAws>[0]) => {
  const { aws } = await localAws(world);
  return (await connectLocally(aws)).clientIn(OrganizationsClient, 'eu-west-1');
};

it('an organization is listed whole, by pages of 20', async () => {
  const accounts = await listOrganizationAccounts(await organizationsOf({ organization: ORGANIZATION }), [], []);
  expect(accounts).toHaveLength(47);
  expect(accounts.filter(({ state }) => state !== 'ACTIVE')).toEqual([
    { id: '300000000000', name: 'old', state: 'CLOSED' },
  ]);
});

it.each([
  { ou: TOP, count: 45 },
  { ou: BELOW, count: 40 },
  { ou: 'r-ab12', count: 47 },
])('has $count accounts in and below $ou', async ({ ou, count }) => {
  const organizations = await organizationsOf({ organization: ORGANIZATION });
  expect(await listOrganizationAccounts(organizations, [ou], [])).toHaveLength(count);
});

it('has no unit that it does not know', async () => {
  const organizations = await organizationsOf({ organization: ORGANIZATION });
  await expect(listOrganizationAccounts(organizations, ['ou-ab12-99999999'], [])).rejects.toThrow(
    '--ou: "ou-ab12-99999999" is not an organizational unit of this organization',
  );
});

it('is not there for an account of its own', async () => {
  await expect(listOrganizationAccounts(await organizationsOf({}), [], [])).rejects.toThrow(
    '--organization: the account of these credentials belongs to no organization; name accounts with --accounts',
  );
});

it('an account tells the Regions that it has enabled', async () => {
  const { aws } = await localAws({ accountRegions: [{ account: ownAccount, disabled: ['af-south-1'] }] });
  const answer = await readEnabledRegions((await connectLocally(aws)).clientIn(AccountClient, 'eu-west-1'));
  if (answer.kind === 'refused') throw new Error(answer.because);
  expect(answer.value).toContain('eu-west-1');
  expect(answer.value).toContain('ap-east-1');
  expect(answer.value).not.toContain('af-south-1');
});

it('credentials tell whose they are', async () => {
  const { aws } = await localAws({});
  const { account, arn, partition } = await readCallerIdentity(
    (await connectLocally(aws)).clientIn(STSClient, 'eu-west-1'),
  );
  expect([account, partition]).toEqual([ownAccount, 'aws']);
  expect(arn).toContain(`:${ownAccount}:`);
});
