import { createFlowKeyCache } from '../../lambda/select/flow-key-cache.ts';
import type { FlowKeys } from '../../lambda/select/flow-keys.ts';
import { WHERE } from '../builders/fake-aws.ts';

const HERE = { where: WHERE, callerName: '' };
const COMPLETE: FlowKeys = { named: new Map(), refused: [], failed: [] };

/** A reader of flow keys, and how often it read. */
const aReader = (flowKeys: FlowKeys = COMPLETE) => {
  let times = 0;
  const read = async () => {
    times += 1;
    return flowKeys;
  };
  return { read, times: () => times };
};

const clock = () => {
  let now = new Date('2026-11-20T10:00:00.000Z');
  return {
    now: () => now,
    set: (text: string) => {
      now = new Date(text);
    },
  };
};

it('gives what was read', async () => {
  const flowKeys: FlowKeys = { ...COMPLETE, named: new Map([['orders', { kind: 'not-an-arn', text: 'lake' }]]) };
  const cache = createFlowKeyCache(clock().now);
  expect(await cache(HERE, aReader(flowKeys).read)).toEqual(flowKeys);
  expect(await cache(HERE, aReader().read)).toEqual(flowKeys);
});

it('serves for sixty seconds, and no longer', async () => {
  const { read, times } = aReader();
  const { now, set } = clock();
  const cache = createFlowKeyCache(now);
  await cache(HERE, read);
  set('2026-11-20T10:00:59.999Z');
  await cache(HERE, read);
  expect(times()).toBe(1);
  set('2026-11-20T10:01:00.000Z');
  await cache(HERE, read);
  expect(times()).toBe(2);
});

it('counts the age from before the reading, which takes its time', async () => {
  const { read, times } = aReader();
  const { now, set } = clock();
  const cache = createFlowKeyCache(now);
  await cache(HERE, async () => {
    set('2026-11-20T10:00:30.000Z');
    return read();
  });
  set('2026-11-20T10:01:00.000Z');
  await cache(HERE, read);
  expect(times()).toBe(2);
});

it.each([
  { name: 'another account', other: { ...HERE, where: { ...WHERE, account: '444455556666' } } },
  { name: 'another Region', other: { ...HERE, where: { ...WHERE, region: 'us-east-1' } } },
  { name: 'another role', other: { ...HERE, callerName: 'arn:aws:iam::111122223333:role/reader' } },
])('never serves $name', async ({ other }) => {
  const { read, times } = aReader();
  const cache = createFlowKeyCache(clock().now);
  await cache(HERE, read);
  await cache(other, read);
  expect(times()).toBe(2);
});

it.each([
  { name: 'may not be described', gap: { refused: ['orders'] } },
  { name: 'AWS gave no answer about', gap: { failed: [{ flowName: 'orders', cause: 'throttled' }] } },
])('keeps nothing with a flow that $name, not even what it kept before', async ({ gap }) => {
  const { now, set } = clock();
  const cache = createFlowKeyCache(now);
  await cache(HERE, aReader().read);
  set('2026-11-20T10:02:00Z');
  expect(await cache(HERE, aReader({ ...COMPLETE, ...gap }).read)).toEqual({ ...COMPLETE, ...gap });
  const { read, times } = aReader();
  await cache(HERE, read);
  expect(times()).toBe(1);
});

it('keeps nothing of a reading that failed', async () => {
  const cache = createFlowKeyCache(clock().now);
  await expect(cache(HERE, () => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
  expect(await cache(HERE, aReader().read)).toEqual(COMPLETE);
});
