import pLimit from 'p-limit';
import { companyOfEveryCall } from '../bench/every-call.ts';
import { inSandbox, type Sandbox } from '../bench/sandbox.ts';
import { type EventName, events } from './events.ts';
import { type FaultyOperation, faultyOperations, kindsOf } from './fault-cases.ts';
import { type Observation, observe } from './observe.ts';

/** One operation under one kind of fault: twice, for good, and the same event again once the fault is gone. */
export interface FaultRun {
  readonly twice: Observation;
  readonly forGood: Observation;
  readonly afterwards: Observation;
  /** What the rule reports in the end. */
  readonly reported: readonly string[];
}

const SANDBOXES_AT_ONE_TIME = 16;
const TIMEOUT_IN_SECONDS = 20;

/** Three attempts outlive two faults and give up soon; `deadline.test.ts` lets the function's time end the attempts. */
const environment = { AWS_MAX_ATTEMPTS: '3' };

export const nameOf = ({ eventName, operation }: FaultyOperation, kind: string): string =>
  `${eventName}: ${operation} ${kind}`;

/** Every operation of every event under every kind of fault, by the name of the case. */
export const runEveryFault = async (): Promise<ReadonlyMap<string, FaultRun>> => {
  const limit = pLimit(SANDBOXES_AT_ONE_TIME);
  const runs = await Promise.all(faultyOperations.map((faulty) => limit(() => runFaults(faulty))));
  return new Map(runs.flat());
};

const runFaults = async (faulty: FaultyOperation): Promise<readonly (readonly [string, FaultRun])[]> => {
  const { operation } = faulty;
  // A fault that was not switched on yet may happen no times: that is only writable once the world is parsed.
  const faults = kindsOf(faulty).map((fault) => ({ operation, fault, times: 1 }));
  const world = { ...companyOfEveryCall, faults };
  return inSandbox({ world, environment, timeoutInSeconds: TIMEOUT_IN_SECONDS }, async (sandbox) => {
    const runs: (readonly [string, FaultRun])[] = [];
    switchFaults(sandbox, () => 0);
    for (const { fault } of faults) runs.push([nameOf(faulty, fault), await runFault(sandbox, faulty, fault)]);
    return runs;
  });
};

const runFault = async (
  sandbox: Sandbox,
  { eventName, operation }: FaultyOperation,
  kind: string,
): Promise<FaultRun> => {
  const { aws } = sandbox;
  const { event } = events[eventName];
  const invoke = (): Promise<Observation> => observe(sandbox, event);
  const invokeAfresh = async (): Promise<Observation> => {
    if (outlivesEvents(eventName, operation)) await sandbox.startAnew();
    return invoke();
  };
  const results = aws.state.results.get('111122223333/eu-west-1') ?? new Map();
  const before = new Map(results);
  const beginAnew = (): void => {
    results.clear();
    for (const [id, result] of before) results.set(id, result);
  };

  switchFaults(sandbox, (fault) => (fault === kind ? 2 : 0));
  const twice = await invokeAfresh();
  beginAnew();
  switchFaults(sandbox, (fault) => (fault === kind ? Number.POSITIVE_INFINITY : 0));
  const forGood = await invokeAfresh();
  switchFaults(sandbox, () => 0);
  const afterwards = await invoke();
  const reported = [...results.values()].map(
    ({ ResourceId, ComplianceType, Annotation = '' }) =>
      `${ResourceId} ${ComplianceType} ${Annotation.slice(0, Annotation.indexOf(':'))}`,
  );
  beginAnew();
  return { twice, forGood, afterwards, reported: reported.sort() };
};

/** A warm function keeps credentials, and its index of flows and keys: it would not meet a fault of what they come from. */
const outlivesEvents = (eventName: EventName, operation: string): boolean =>
  operation === 'AssumeRole' ||
  (eventName.startsWith('change of key') && ['ListFlows', 'DescribeFlow'].includes(operation));

const switchFaults = ({ aws }: Sandbox, timesOf: (kind: string) => number): void => {
  for (const fault of aws.state.world.faults) fault.times = timesOf(fault.fault);
};
