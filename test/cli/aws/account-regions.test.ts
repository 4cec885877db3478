import type { AccountClient } from '@aws-sdk/client-account';
import { readEnabledRegions } from '../../../cli/aws/account-regions.ts';
import { DENIED, THROTTLED } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

it('are those of all pages by their names, an empty page included', async () => {
  const { client, calls } = fakeClient<AccountClient>({
    ListRegions: [
      { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }], NextToken: 'a' },
      { Regions: [], NextToken: 'b' },
      { Regions: [{ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }, {}] },
    ],
  });
  expect(await readEnabledRegions(client)).toEqual({ kind: 'given', value: ['af-south-1', 'us-east-1'] });
  const input = { MaxResults: 50, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] };
  expect(calls.map((call) => call.input)).toEqual([
    { ...input, NextToken: undefined },
    { ...input, NextToken: 'a' },
    { ...input, NextToken: 'b' },
  ]);
});

it('are refused where the account does not let them be read', async () => {
  const { client } = fakeClient<AccountClient>({ ListRegions: DENIED });
  expect(await readEnabledRegions(client)).toEqual({ kind: 'refused', because: 'account:ListRegions is denied' });
});

it('are an error where AWS gives no answer', async () => {
  const { client } = fakeClient<AccountClient>({ ListRegions: THROTTLED });
  await expect(readEnabledRegions(client)).rejects.toThrow(
    'account:ListRegions failed for the account of these credentials: ThrottlingException: as AWS words it',
  );
});
