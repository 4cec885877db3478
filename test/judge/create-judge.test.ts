import { createLookups } from '../../lambda/aws/lookups.ts';
import { given } from '../../lambda/core/model/answer.ts';
import { createJudge } from '../../lambda/judge/create-judge.ts';
import { awsError, fakeAws, type Replies, THROTTLED } from '../builders/fake-aws.ts';
import { parameters } from '../builders/parameters.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const GOOD = {
  DescribeFlow: { flowName: 'orders', kmsArn: KEY },
  DescribeKey: {
    KeyMetadata: {
      KeyId: '1b2c',
      Arn: KEY,
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Origin: 'AWS_KMS',
      CreationDate: new Date('2026-03-02'),
    },
  },
  GetKeyPolicy: { Policy: '{"Statement":[]}' },
  GetKeyRotationStatus: { KeyRotationEnabled: true, RotationPeriodInDays: 90 },
  ListResourceTags: { Tags: [{ TagKey: 'Owner', TagValue: 'data' }] },
} satisfies Replies;

const judgeOf = (replies: Replies, texts: Parameters<typeof parameters>[0] = {}) => {
  const { aws, calls } = fakeAws(replies);
  const plan = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: true, listsAllAtOnce: false };
  const demands = { parameters: parameters(texts), now: new Date('2026-11-20T12:00:00Z') };
  const count = async () => given({ certain: 3, possible: 0 });
  const told: string[] = [];
  const tellUnanswered = ({ message }: Error): void => void told.push(message);
  return { judge: createJudge(aws, demands, createLookups(aws, 5, plan), plan, count, tellUnanswered), calls, told };
};

it('a name goes in, a verdict comes out', async () => {
  const { judge, calls } = judgeOf(GOOD);
  expect(await judge('orders')).toMatchObject({
    flowName: 'orders',
    flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
    key: { id: '1b2c' },
    rotation: { kind: 'on', periodInDays: 90 },
    verdict: {
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 1b2c is enabled, rotates every 90 days and is tagged.',
    },
  });
  expect(calls.map(({ operation }) => operation)).toEqual([
    'DescribeFlow',
    'DescribeKey',
    'GetKeyPolicy',
    'GetKeyRotationStatus',
    'ListResourceTags',
  ]);
});

it('two flows under one key cost one look at it', async () => {
  const { judge, calls } = judgeOf(GOOD);
  await Promise.all([judge('orders'), judge('leads')]);
  expect(calls.filter(({ operation }) => operation !== 'DescribeFlow')).toHaveLength(4);
});

it('a flow that AppFlow does not know is gone, under the ARN that it would have', async () => {
  const { judge } = judgeOf({ DescribeFlow: awsError('ResourceNotFoundException') });
  expect(await judge('orders')).toEqual({
    flowName: 'orders',
    flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
    evidence: {},
    verdict: { complianceType: 'NOT_APPLICABLE', label: 'GONE', because: 'AppFlow knows no such flow any more.' },
  });
});

it('the users of the key are counted where that is demanded', async () => {
  const { judge } = judgeOf(GOOD, { maxFlowsPerKey: '2' });
  expect(await judge('orders')).toMatchObject({
    verdict: { reasons: [{ code: 'KEY_SHARED', problem: '3 flows use key 1b2c, at most 2 are allowed' }] },
  });
});

it('whether a key was in use may stay open: that costs no verdict, and is told', async () => {
  const lastRunExecutionDetails = { mostRecentExecutionStatus: 'Successful' };
  const { judge, told } = judgeOf(
    {
      ...GOOD,
      DescribeFlow: { ...GOOD.DescribeFlow, lastRunExecutionDetails },
      DescribeFlowExecutionRecords: THROTTLED,
    },
    { checkKeyUse: 'true' },
  );
  expect(await judge('orders')).toMatchObject({ verdict: { complianceType: 'COMPLIANT' } });
  expect(told).toEqual([
    'appflow:DescribeFlowExecutionRecords failed for flow orders: ThrottlingException: as AWS words it',
  ]);
});

it.each(Object.keys(GOOD))('no answer to %s is no verdict', async (operation) => {
  const { judge } = judgeOf({ ...GOOD, [operation]: THROTTLED });
  await expect(judge('orders')).rejects.toThrow('ThrottlingException');
});
