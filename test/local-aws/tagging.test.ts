import { closeAll, localAws, orders, ownAccount } from './local-clients.ts';

afterEach(closeAll);

const billing = `arn:aws:kms:eu-west-1:${ownAccount}:key/billing`;
const foreign = 'arn:aws:kms:eu-west-1:444455556666:key/lake';
const keys = [{ Arn: orders, Tags: { Owner: 'sales' } }, { Arn: billing }, { Arn: foreign, Tags: { Owner: 'lake' } }];

const getResources = async (input: unknown, world: Parameters<typeof localAws>[0] = {}) => {
  const { aws } = await localAws({ keys, ...world });
  const response = await fetch(aws.url, {
    method: 'POST',
    headers: {
      'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.GetResources',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIALOCAL${ownAccount}/20260115/eu-west-1/tagging/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.json() };
};

it('tells the tags of the account’s own keys, and leaves out what has none', async () => {
  expect(await getResources({ ResourceARNList: [orders, billing, foreign] })).toEqual({
    status: 200,
    body: {
      PaginationToken: '',
      ResourceTagMappingList: [{ ResourceARN: orders, Tags: [{ Key: 'Owner', Value: 'sales' }] }],
    },
  });
});

it.each([
  { name: 'no ARN', input: { ResourceARNList: [] }, error: 'ValidationException' },
  { name: 'more than 100 ARNs', input: { ResourceARNList: Array(101).fill(orders) }, error: 'ValidationException' },
  {
    name: 'a filter beside the ARNs',
    input: { ResourceARNList: [orders], TagFilters: [{ Key: 'Owner' }] },
    error: 'ValidationException',
  },
  {
    name: 'a resource that is not a key',
    input: { ResourceARNList: ['arn:aws:s3:::company-lake'] },
    error: 'InvalidParameterException',
  },
])('refuses $name', async ({ input, error }) => {
  expect(await getResources(input)).toMatchObject({ status: 400, body: { __type: error } });
});

it('refuses a caller to whom the world denies it', async () => {
  const refused = await getResources({ ResourceARNList: [orders] }, { denials: [{ action: 'tag:GetResources' }] });
  expect(refused).toMatchObject({ status: 400, body: { __type: 'AccessDeniedException' } });
});
