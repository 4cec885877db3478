import { createSecondOpinions } from '../lambda/second-opinions.ts';
import { aKey } from './builders/a-key.ts';
import { awsError, DENIED, fakeAws, type Reply } from './builders/fake-aws.ts';
import { fakeTelemetry } from './builders/fake-telemetry.ts';
import { CLOSED_POLICY, OPEN_POLICY } from './builders/some-answers.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const NO_OPINION = 'Access Analyzer gave no opinion on a key policy';

/** What is told of a key policy where Access Analyzer answers so. */
const toldOf = async (policy: typeof CLOSED_POLICY, reply: Reply) => {
  const { aws, calls } = fakeAws({ CheckNoPublicAccess: reply });
  const { telemetry, told } = fakeTelemetry();
  const opinions = createSecondOpinions(aws, telemetry);
  opinions.ask(aKey(), '{"the":"text"}', policy);
  await opinions.settled();
  return { told, calls };
};

it('asks about the text of the policy as that of a key', async () => {
  const { calls } = await toldOf(CLOSED_POLICY, { result: 'PASS' });
  expect(calls).toEqual([
    {
      operation: 'CheckNoPublicAccess',
      input: { policyDocument: '{"the":"text"}', resourceType: 'AWS::KMS::Key' },
    },
  ]);
});

it.each([
  { name: 'both find it closed', policy: CLOSED_POLICY, result: 'PASS', told: [] },
  { name: 'both find it open', policy: OPEN_POLICY, result: 'FAIL', told: [] },
  { name: 'it alone finds it open', policy: CLOSED_POLICY, result: 'FAIL', told: [['policyDisputed', KEY, false]] },
  { name: 'it alone finds it closed', policy: OPEN_POLICY, result: 'PASS', told: [['policyDisputed', KEY, true]] },
])('where $name, $told is told', async ({ policy, result, told }) => {
  expect((await toldOf(policy, { result })).told).toEqual(told);
});

it.each([
  { name: 'refusal', reply: DENIED, because: 'access-analyzer:CheckNoPublicAccess is denied' },
  {
    name: 'failure',
    reply: awsError('ThrottlingException'),
    because: `access-analyzer:CheckNoPublicAccess failed for the policy of key ${KEY}: ThrottlingException: as AWS words it`,
  },
])('a $name is a line in the log, and no error', async ({ reply, because }) => {
  const { told } = await toldOf(OPEN_POLICY, reply);
  expect(told).toEqual([['warn', NO_OPINION, { keyArn: KEY, because }]]);
});

it('asks about five at one time, and is settled when all are told', async () => {
  let underWay = 0;
  let most = 0;
  const { aws, timesOf } = fakeAws({
    CheckNoPublicAccess: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return { result: 'PASS' };
    },
  });
  const opinions = createSecondOpinions(aws, fakeTelemetry().telemetry);
  for (let count = 0; count < 12; count += 1) opinions.ask(aKey(), '{}', CLOSED_POLICY);
  await opinions.settled();
  expect([most, underWay, timesOf('CheckNoPublicAccess')]).toEqual([5, 0, 12]);
});
