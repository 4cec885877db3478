import pLimit from 'p-limit';
import { companyOfEveryCall } from '../bench/every-call.ts';
import { inSandbox } from '../bench/sandbox.ts';
import { type EventName, events } from './events.ts';
import { faultyOperations } from './fault-cases.ts';
import { type Observation, observe } from './observe.ts';

const SANDBOXES_AT_ONE_TIME = 10;
/** Of ten seconds half a one is kept for failing in order: enough on a busy machine. */
const TIMEOUT_IN_SECONDS = 10;

/** Eight attempts at a throttled call take a minute and more: the function's time ends them. */
const throttled = faultyOperations
  .filter(({ eventName, operation }) => eventName === 'sweep' || ['DescribeFlow', 'PutEvaluations'].includes(operation))
  .map((faulty) => ({ ...faulty, fault: 'ThrottlingException' }));

/** An unanswered call ends after six seconds, or with the function's time. */
const unanswered: typeof throttled = [
  { eventName: 'sweep', operation: 'ListFlows', fault: 'silence' },
  { eventName: 'sweep', operation: 'AssumeRole', fault: 'silence' },
  { eventName: 'sweep', operation: 'PutEvaluations', fault: 'silence' },
  { eventName: 'change of flow orders', operation: 'DescribeFlow', fault: 'silence' },
  { eventName: 'change of key orders', operation: 'DescribeKey', fault: 'silence' },
];

const cases = [...throttled, ...unanswered];
const nameOf = (given: (typeof cases)[number]): string => `${given.eventName} ${given.operation} ${given.fault}`;
const observations = new Map<string, Observation>();

const run = async (given: (typeof cases)[number]): Promise<void> => {
  const { eventName, operation, fault } = given;
  const world = { ...companyOfEveryCall, faults: [{ operation, fault }] };
  const observation = await inSandbox({ world, timeoutInSeconds: TIMEOUT_IN_SECONDS }, (sandbox) =>
    observe(sandbox, events[eventName].event),
  );
  observations.set(nameOf(given), observation);
};

const manyFlows = Array.from({ length: 400 }, (_, index) => ({ flowName: `flow-${index}` }));
let outlived: Observation | undefined;
let interrupted: Observation | undefined;

const outliveSilence = async (): Promise<void> => {
  const world = { ...companyOfEveryCall, faults: [{ operation: 'DescribeKey', fault: 'silence', times: 2 }] };
  const { event } = events['change of flow orders'];
  outlived = await inSandbox({ world, timeoutInSeconds: 60 }, (sandbox) => observe(sandbox, event));
};

/** AppFlow says nothing of every flow whose name begins so, and answers at once about the others. */
const interruptSweep = async (): Promise<void> => {
  const faults = [{ operation: 'DescribeFlow', fault: 'silence', matching: '"flow-1' }];
  const world = { flows: manyFlows, faults };
  interrupted = await inSandbox({ world, timeoutInSeconds: TIMEOUT_IN_SECONDS }, (sandbox) =>
    observe(sandbox, events.sweep.event),
  );
};

beforeAll(async () => {
  const limit = pLimit(SANDBOXES_AT_ONE_TIME);
  await Promise.all([limit(outliveSilence), limit(interruptSweep), ...cases.map((given) => limit(run, given))]);
}, 240_000);

const observed = (given: (typeof cases)[number]): Observation => {
  const observation = observations.get(nameOf(given));
  if (observation === undefined) throw new Error(`${nameOf(given)} was not run`);
  return observation;
};

const verdictsOf = (eventName: EventName): readonly string[] => events[eventName].verdicts;

it.each(cases)('$eventName, $operation: $fault until the time is up fails before Lambda ends the function', (given) => {
  expect(observed(given).error).toMatch(/^(UnjudgedFlowsError|AwsCallError): /);
});

it.each(cases)('$eventName, $operation: $fault until the time is up puts no wrong verdict', (given) => {
  expect(verdictsOf(given.eventName)).toEqual(expect.arrayContaining([...observed(given).verdicts]));
});

it('an unanswered call is repeated, so that two silences change no verdict', () => {
  expect(outlived?.error).toBe('');
  expect(outlived?.verdicts).toEqual(['orders COMPLIANT OK']);
});

it('a sweep whose time is nearly up puts what was judged and names the rest', () => {
  const { error = '', verdicts = [], unjudged = [] } = interrupted ?? {};
  expect(error).toMatch(/^UnjudgedFlowsError: \d+ flows have no new verdict: .*the function's time is nearly up/s);
  expect(verdicts.length).toBeGreaterThan(0);
  expect(unjudged.length).toBeGreaterThan(0);
  const put = verdicts.map((verdict) => verdict.split(' ')[0]);
  expect([...put, ...unjudged].sort()).toEqual(manyFlows.map(({ flowName }) => flowName).sort());
});
