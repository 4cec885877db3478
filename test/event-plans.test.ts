import type { FlowTrigger, JudgedTrigger, KeyTrigger, SweepTrigger } from '../lambda/core/input/config-event.ts';
import { planEvent } from '../lambda/event-plans.ts';
import type { FlowKeyCache } from '../lambda/select/flow-key-cache.ts';
import type { FlowKeys, Target } from '../lambda/select/flow-keys.ts';
import type { SelectionReads } from '../lambda/select/selection-reads.ts';
import { anEvaluation } from './builders/an-evaluation.ts';
import { collected, sourceOf } from './builders/collected.ts';
import { fakeAws } from './builders/fake-aws.ts';
import { fakeTelemetry } from './builders/fake-telemetry.ts';

const orderingTimestamp = new Date('2026-11-20T10:00:00Z');
const NOW = new Date('2026-11-20T10:02:30Z');
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const flow: FlowTrigger = {
  kind: 'flow',
  flowName: 'new',
  resourceId: 'f-1',
  goneBecause: undefined,
  changed: true,
  orderingTimestamp,
};
const key: KeyTrigger = { kind: 'key', keyId: '1b2c', account: undefined, region: undefined, orderingTimestamp };
const sweep: SweepTrigger = { kind: 'sweep', orderingTimestamp };

const FLOW_KEYS: FlowKeys = {
  named: new Map([['orders', { kind: 'not-an-arn', text: '1b2c' }]]),
  refused: [],
  failed: [],
};
const reads: SelectionReads = {
  listFlows: () => sourceOf('orders', 'leads'),
  flowKeys: async () => FLOW_KEYS,
  resourceIds: async () => ({ idOf: (name) => name, nameOf: () => undefined }),
  reportedResources: async (ruleName) => [{ type: 'AWS::S3::Bucket', id: `of ${ruleName}` }],
};
const readAnew: FlowKeyCache = (_, read) => read();
const targetOf = async (): Promise<Target> => ({ kind: 'key', arn: KEY });

const planOf = (trigger: JudgedTrigger, cache: FlowKeyCache = readAnew, now: () => Date = () => NOW) =>
  planEvent(trigger, 'flows-under-cmk', fakeAws().aws, cache, now);

const selectedBy = (trigger: JudgedTrigger, cache?: FlowKeyCache) =>
  collected(planOf(trigger, cache).select(reads, targetOf, fakeTelemetry().telemetry));

describe('what is judged', () => {
  it('after a change of a flow is that flow', async () => {
    expect(await selectedBy(flow)).toEqual([{ kind: 'flow', flowName: 'new', resourceId: 'f-1' }]);
  });

  it('after a change of a key are the flows that name it', async () => {
    expect(await selectedBy(key)).toEqual([{ kind: 'flow', flowName: 'orders' }]);
  });

  it('in a sweep is every flow, and what this rule still reports on', async () => {
    expect(await selectedBy(sweep)).toEqual([
      { kind: 'flow', flowName: 'orders' },
      { kind: 'flow', flowName: 'leads' },
      {
        kind: 'retired',
        resource: { type: 'AWS::S3::Bucket', id: 'of flows-under-cmk' },
        because: 'The rule judges flows alone.',
      },
    ]);
  });
});

it('a change of a key asks the warm function first which flow names which key', async () => {
  const kept: FlowKeys = { ...FLOW_KEYS, named: new Map([['kept', { kind: 'not-an-arn', text: '1b2c' }]]) };
  expect(await selectedBy(key, async () => kept)).toEqual([{ kind: 'flow', flowName: 'kept' }]);
});

it.each([
  {
    name: 'a flow',
    trigger: flow,
    expected: { flowJustRecorded: true, keyJustRecorded: true, remembersFlows: true, listsAllAtOnce: false },
  },
  {
    name: 'a key',
    trigger: key,
    expected: { flowJustRecorded: false, keyJustRecorded: true, remembersFlows: true, listsAllAtOnce: true },
  },
  {
    name: 'a sweep',
    trigger: sweep,
    expected: { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: false, listsAllAtOnce: true },
  },
])('what an event of $name looks up costs as little as it can', ({ trigger, expected }) => {
  expect(planOf(trigger).lookups).toEqual(expected);
});

describe('the users of a key', () => {
  it('include the flow of the event, which the listing may leave out', async () => {
    expect(await collected(planOf(flow).keyUsers(reads))).toEqual(['new', 'orders', 'leads']);
  });

  it.each([
    { name: 'of a key', trigger: key },
    { name: 'of a sweep', trigger: sweep },
  ])('are all listed flows in an event $name', async ({ trigger }) => {
    expect(await collected(planOf(trigger).keyUsers(reads))).toEqual(['orders', 'leads']);
  });
});

describe('what is told at the end', () => {
  const told = (trigger: JudgedTrigger, put: readonly string[], complete: boolean) => {
    const { telemetry, told: messages } = fakeTelemetry();
    let now = new Date('2026-11-20T10:02:00Z');
    const plan = planOf(trigger, readAnew, () => now);
    now = NOW;
    plan.tell(
      put.map((name) => anEvaluation(name)),
      complete,
      telemetry,
    );
    return messages;
  };

  it.each([
    { name: 'of a change of a flow: how long it took', trigger: flow, put: ['new'], complete: true, expected: 150_000 },
    {
      name: 'of a change of a key: how long it took',
      trigger: key,
      put: ['orders'],
      complete: false,
      expected: 150_000,
    },
    {
      name: 'of a flow that did not change: nothing',
      trigger: { ...flow, changed: false },
      put: ['new'],
      complete: true,
    },
    { name: 'of a change of a flow of which nothing was put: nothing', trigger: flow, put: [], complete: true },
    { name: 'of a change of a key that nobody uses: nothing', trigger: key, put: [], complete: true },
  ])('$name', ({ trigger, put, complete, expected }) => {
    expect(told(trigger, put, complete)).toEqual(expected === undefined ? [] : [['detected', expected]]);
  });

  it('of a sweep that is complete: its verdicts, and how long it took from its start', () => {
    expect(told(sweep, ['orders'], true)).toEqual([['sweepCompleted', [anEvaluation('orders')], 30_000]]);
  });

  it('of a sweep that is not complete: nothing', () => {
    expect(told(sweep, ['orders'], false)).toEqual([]);
  });
});
