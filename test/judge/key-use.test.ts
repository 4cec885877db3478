import { createKeyUse } from '../../lambda/judge/key-use.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { awsError, DENIED, fakeAws, type Replies, THROTTLED } from '../builders/fake-aws.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const BEGAN = new Date('2026-11-20T08:00:00Z');
const ENDED = new Date('2026-11-20T08:10:00Z');
const USED = new Date('2026-11-20T05:00:00Z');
const TRACKED = new Date('2026-04-23T00:00:00Z');

const execution = (overrides: object = {}) => ({
  executionStatus: 'Successful',
  startedAt: BEGAN,
  lastUpdatedAt: ENDED,
  executionResult: { recordsProcessed: 12 },
  ...overrides,
});
const GOOD = {
  DescribeFlowExecutionRecords: { flowExecutions: [execution()] },
  GetKeyLastUsage: { KeyLastUsage: { Timestamp: USED }, TrackingStartDate: TRACKED },
} satisfies Replies;

const keyUseOf = (replies: Replies) => {
  const { aws, calls, timesOf } = fakeAws(replies);
  const told: string[] = [];
  const read = createKeyUse(aws, NOW, ({ message }) => told.push(message));
  return { read, calls, timesOf, told };
};

it('tells the run and the last use of the key, which are asked for by name and ARN', async () => {
  const { read, calls, told } = keyUseOf(GOOD);
  expect(await read(aFlow(), aKey())).toEqual({
    kind: 'given',
    value: { run: { beganAt: BEGAN, endedAt: ENDED }, lastUse: { at: USED, trackedSince: TRACKED } },
  });
  expect(calls).toEqual([
    { operation: 'DescribeFlowExecutionRecords', input: { flowName: 'orders-to-lake', maxResults: 100 } },
    {
      operation: 'GetKeyLastUsage',
      input: { KeyId: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
    },
  ]);
  expect(told).toEqual([]);
});

it('a key that was never used has no last use', async () => {
  const { read } = keyUseOf({ ...GOOD, GetKeyLastUsage: { KeyLastUsage: {}, TrackingStartDate: TRACKED } });
  expect(await read(aFlow(), aKey())).toMatchObject({ value: { lastUse: { at: undefined } } });
});

it('many flows on one key ask for it once', async () => {
  const { read, timesOf } = keyUseOf(GOOD);
  await Promise.all([read(aFlow({ name: 'orders' }), aKey()), read(aFlow({ name: 'leads' }), aKey())]);
  expect(timesOf('DescribeFlowExecutionRecords')).toBe(2);
  expect(timesOf('GetKeyLastUsage')).toBe(1);
});

it.each([
  { name: 'no record', flowExecutions: [] },
  { name: 'a run without records', flowExecutions: [execution({ executionResult: { recordsProcessed: 0 } })] },
  { name: 'a run without a result', flowExecutions: [execution({ executionResult: undefined })] },
  { name: 'a run of just now', flowExecutions: [execution({ lastUpdatedAt: NOW })] },
])('$name settles it, and KMS is not asked', async ({ flowExecutions }) => {
  const { read, timesOf, told } = keyUseOf({ ...GOOD, DescribeFlowExecutionRecords: { flowExecutions } });
  expect(await read(aFlow(), aKey())).toEqual({ kind: 'given', value: undefined });
  expect(timesOf('GetKeyLastUsage')).toBe(0);
  expect(told).toEqual([]);
});

it('an answer of KMS that does not say since when it counts is silence', async () => {
  const { read } = keyUseOf({ ...GOOD, GetKeyLastUsage: { KeyLastUsage: {} } });
  expect(await read(aFlow(), aKey())).toEqual({ kind: 'given', value: undefined });
});

it.each([
  { operation: 'DescribeFlowExecutionRecords', action: 'appflow:DescribeFlowExecutionRecords' },
  { operation: 'GetKeyLastUsage', action: 'kms:GetKeyLastUsage' },
])('a refused $operation is a refusal', async ({ operation, action }) => {
  const { read, told } = keyUseOf({ ...GOOD, [operation]: DENIED });
  expect(await read(aFlow(), aKey())).toMatchObject({ kind: 'refused', because: `${action} is denied` });
  expect(told).toEqual([]);
});

it.each([
  { operation: 'DescribeFlowExecutionRecords', error: THROTTLED, told: 'flow orders-to-lake: ThrottlingException' },
  {
    operation: 'DescribeFlowExecutionRecords',
    error: awsError('ResourceNotFoundException'),
    told: 'flow orders-to-lake: ResourceNotFoundException',
  },
  { operation: 'GetKeyLastUsage', error: THROTTLED, told: 'ThrottlingException' },
  { operation: 'GetKeyLastUsage', error: awsError('UnknownOperationException'), told: 'UnknownOperationException' },
  { operation: 'GetKeyLastUsage', error: awsError('AbortError'), told: "the function's time is nearly up" },
])('a failed $operation is silence, told once: $told', async ({ operation, error, told: expected }) => {
  const { read, told } = keyUseOf({ ...GOOD, [operation]: error });
  expect(await read(aFlow(), aKey())).toEqual({ kind: 'given', value: undefined });
  expect(told).toEqual([expect.stringContaining(expected)]);
});

it('a failure for one key is told once, however many flows use it', async () => {
  const { read, told } = keyUseOf({ ...GOOD, GetKeyLastUsage: THROTTLED });
  await read(aFlow({ name: 'orders' }), aKey());
  expect(await read(aFlow({ name: 'leads' }), aKey())).toEqual({ kind: 'given', value: undefined });
  expect(told).toHaveLength(1);
});

it('a mistake of the program is no silence', async () => {
  const { read } = keyUseOf({
    ...GOOD,
    DescribeFlowExecutionRecords: { flowExecutions: [execution({ startedAt: 'today' })] },
  });
  await expect(read(aFlow(), aKey())).rejects.toThrow(TypeError);
});
