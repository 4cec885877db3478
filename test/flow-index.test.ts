import type { Aws } from '../lambda/aws/connection.ts';
import type { FlowReading } from '../lambda/core/flow.ts';
import { createFlowIndexes } from '../lambda/flow-index.ts';
import type { Readings } from '../lambda/readings.ts';
import { aFlow } from './builders/a-flow.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e';

const place = (account: string, callerName = ''): Aws =>
  ({ at: { partition: 'aws', account, region: 'eu-west-1' }, callerName }) as Aws;

/** An account of one flow, and how often it was listed. */
const anAccount = (reading: FlowReading | Error = { kind: 'known', flow: aFlow({ kmsArn: KEY }) }) => {
  const listed: string[] = [];
  const listFlows = async (found: (name: string) => void = () => {}) => {
    listed.push('ListFlows');
    found('orders');
    return ['orders'];
  };
  const flow = async () => {
    if (reading instanceof Error) throw reading;
    return reading;
  };
  return { listed, listFlows, readings: { flow } as unknown as Readings };
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

it('knows what each flow names as its key', async () => {
  const { listFlows, readings } = anAccount();
  const index = await createFlowIndexes(() => new Date()).get(place('111122223333'), listFlows, readings);
  expect([...index.kmsArnByFlow]).toEqual([['orders', KEY]]);
});

it('serves for sixty seconds, and no longer', async () => {
  const { listed, listFlows, readings } = anAccount();
  const { now, set } = clock();
  const indexes = createFlowIndexes(now);
  await indexes.get(place('111122223333'), listFlows, readings);
  set('2026-11-20T10:00:59.999Z');
  await indexes.get(place('111122223333'), listFlows, readings);
  expect(listed).toHaveLength(1);
  set('2026-11-20T10:01:00.000Z');
  await indexes.get(place('111122223333'), listFlows, readings);
  expect(listed).toHaveLength(2);
});

it.each([
  { name: 'another account', other: place('444455556666') },
  { name: 'another role', other: place('111122223333', 'arn:aws:iam::111122223333:role/reader') },
])('never serves $name', async ({ other }) => {
  const { listed, listFlows, readings } = anAccount();
  const indexes = createFlowIndexes(() => new Date('2026-11-20T10:00:00Z'));
  await indexes.get(place('111122223333'), listFlows, readings);
  await indexes.get(other, listFlows, readings);
  expect(listed).toHaveLength(2);
});

it.each([
  { name: 'may not be described', reading: { kind: 'unreadable', because: 'denied' } as const },
  { name: 'AWS gave no answer about', reading: new Error('throttled') },
])('is not kept with a flow that $name', async ({ reading }) => {
  const { listed, listFlows, readings } = anAccount(reading);
  const indexes = createFlowIndexes(() => new Date('2026-11-20T10:00:00Z'));
  await indexes.get(place('111122223333'), listFlows, readings);
  await indexes.get(place('111122223333'), listFlows, readings);
  expect(listed).toHaveLength(2);
});

it('names the flows that AWS gave no answer about', async () => {
  const { listFlows, readings } = anAccount(new Error('throttled'));
  const { unread } = await createFlowIndexes(() => new Date()).get(place('111122223333'), listFlows, readings);
  expect(unread.map(({ flowName }) => flowName)).toEqual(['orders']);
});
