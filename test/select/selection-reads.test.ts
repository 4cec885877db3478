import { createLookups } from '../../lambda/aws/lookups.ts';
import { createSelectionReads } from '../../lambda/select/selection-reads.ts';
import { aReference } from '../builders/a-reference.ts';
import { collected } from '../builders/collected.ts';
import { DENIED, fakeAws, type Replies, THROTTLED } from '../builders/fake-aws.ts';
import { fakeTelemetry } from '../builders/fake-telemetry.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';

const readsOf = (replies: Replies) => {
  const { aws, calls, timesOf } = fakeAws(replies);
  const { telemetry, told } = fakeTelemetry();
  const plan = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: true, listsAllAtOnce: true };
  return { reads: createSelectionReads(aws, createLookups(aws, 5, plan), telemetry), calls, timesOf, told };
};

it('flows are listed once, however often they are walked', async () => {
  const { reads, timesOf } = readsOf({ ListFlows: { flows: [{ flowName: 'orders' }] } });
  expect([await collected(reads.listFlows()), await collected(reads.listFlows())]).toEqual([['orders'], ['orders']]);
  expect(timesOf('ListFlows')).toBe(1);
});

it('the keys that flows name are those that AppFlow describes', async () => {
  const { reads } = readsOf({
    ListFlows: { flows: [{ flowName: 'orders' }] },
    DescribeFlow: { flowName: 'orders', kmsArn: KEY },
  });
  expect(await reads.flowKeys(reads.listFlows())).toEqual({
    named: new Map([['orders', { kind: 'reference', reference: aReference(KEY) }]]),
    refused: [],
    failed: [],
  });
});

it('the ids of flows are listed once, and only when somebody wants one', async () => {
  const { reads, timesOf, told } = readsOf({
    ListDiscoveredResources: { resourceIdentifiers: [{ resourceId: 'f-1', resourceName: 'orders' }] },
  });
  expect(timesOf('ListDiscoveredResources')).toBe(0);
  const [first, second] = await Promise.all([reads.resourceIds(), reads.resourceIds()]);
  expect([first.idOf('orders'), second.idOf('orders')]).toEqual(['f-1', 'f-1']);
  expect(timesOf('ListDiscoveredResources')).toBe(1);
  expect(told).toEqual([]);
});

it('that flows go by their names is told once', async () => {
  const { reads, told } = readsOf({ ListDiscoveredResources: DENIED });
  await reads.resourceIds();
  await reads.resourceIds();
  expect(told).toEqual([
    ['warn', 'Flows are reported under their names', { because: 'config:ListDiscoveredResources is denied' }],
  ]);
});

it('what the rule still reports on is read by its name', async () => {
  const { reads, calls } = readsOf({ GetComplianceDetailsByConfigRule: { EvaluationResults: [] } });
  expect(await reads.reportedResources('flows-under-cmk')).toEqual([]);
  expect(calls[0]?.input).toMatchObject({ ConfigRuleName: 'flows-under-cmk' });
});

it('nothing is asked for before somebody wants it', () => {
  expect(readsOf({ ListFlows: THROTTLED }).calls).toEqual([]);
});
