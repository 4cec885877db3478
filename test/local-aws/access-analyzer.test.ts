import { CheckNoPublicAccessCommand } from '@aws-sdk/client-accessanalyzer';
import { closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const statement = (members: object) => JSON.stringify({ Statement: { Effect: 'Allow', Action: 'kms:*', ...members } });
const OPEN = statement({ Principal: '*' });

const check = async (policyDocument: string, world: Parameters<typeof localAws>[0] = {}) => {
  const { accessAnalyzer } = await localAws(world);
  return accessAnalyzer.send(new CheckNoPublicAccessCommand({ policyDocument, resourceType: 'AWS::KMS::Key' }));
};

it.each([
  { name: 'everybody', policy: OPEN, expected: 'FAIL' },
  { name: 'every principal of AWS', policy: statement({ Principal: { AWS: ['*'] } }), expected: 'FAIL' },
  { name: 'an account', policy: statement({ Principal: { AWS: '111122223333' } }), expected: 'PASS' },
  {
    name: 'everybody under a condition',
    policy: statement({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
    expected: 'PASS',
  },
  { name: 'nobody', policy: statement({ Effect: 'Deny', Principal: '*' }), expected: 'PASS' },
])('a policy that admits $name is a $expected', async ({ policy, expected }) => {
  expect((await check(policy)).result).toBe(expected);
});

it('says of the policy of a key what the world says of it', async () => {
  const { result } = await check(OPEN, { keys: [{ Arn: orders, Policy: OPEN, CheckNoPublicAccess: 'PASS' }] });
  expect(result).toBe('PASS');
});

it.each([
  { name: 'a policy that is not JSON', policyDocument: 'x', error: 'InvalidParameterException' },
  { name: 'a policy without statements', policyDocument: '{}', error: 'InvalidParameterException' },
])('refuses $name', async ({ policyDocument, error }) => {
  expect(await errorOf(check(policyDocument))).toEqual({ name: error, status: 400 });
});

it('refuses a type of resource that is not a key', async () => {
  const { accessAnalyzer } = await localAws();
  const command = new CheckNoPublicAccessCommand({ policyDocument: OPEN, resourceType: 'AWS::S3::Bucket' });
  expect(await errorOf(accessAnalyzer.send(command))).toEqual({ name: 'ValidationException', status: 400 });
});
