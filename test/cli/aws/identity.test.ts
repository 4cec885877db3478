import type { STSClient } from '@aws-sdk/client-sts';
import { readCallerIdentity } from '../../../cli/aws/identity.ts';
import { awsError } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

const sts = (reply: object) => fakeClient<STSClient>({ GetCallerIdentity: reply }).client;
const ROLE = 'arn:aws-cn:sts::111122223333:assumed-role/auditor/jane';

it('is the account, the ARN and the partition of the credentials', async () => {
  expect(await readCallerIdentity(sts({ Account: '111122223333', Arn: ROLE, UserId: 'AROA:jane' }))).toEqual({
    account: '111122223333',
    arn: ROLE,
    partition: 'aws-cn',
  });
});

it.each([
  {
    name: 'expired credentials',
    reply: awsError('ExpiredTokenException', 'The security token included in the request is expired'),
    because: 'ExpiredTokenException: The security token included in the request is expired',
  },
  { name: 'an answer without an ARN', reply: { Account: '1' }, because: 'Error: STS answered without Account or Arn' },
])('is an error for $name', async ({ reply, because }) => {
  await expect(readCallerIdentity(sts(reply))).rejects.toThrow(
    `sts:GetCallerIdentity failed for these credentials: ${because}`,
  );
});
