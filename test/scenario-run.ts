import pLimit from 'p-limit';
import { type LambdaFunction, startFunction } from '../local-aws/function.ts';
import type { RecordedCall } from '../local-aws/record.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws/server.ts';
import type { Evaluation } from '../local-aws/state.ts';
import { createWireLog } from '../local-aws/wire-log.ts';
import type { WorldInput } from '../local-aws/world.ts';
import { configEventsOf, placeOf } from './config-events-of.ts';
import type { Scenario, Step } from './scenario-files.ts';

/** What one step did to the world, and how its invocations ended. */
export interface Happened {
  readonly step: Step;
  readonly evaluations: readonly Evaluation[];
  readonly testModes: readonly boolean[];
  readonly calls: readonly RecordedCall[];
  /** The error of each invocation with its causes; undefined where it succeeded. */
  readonly errors: readonly (string | undefined)[];
  readonly logs: readonly string[];
  /** A predefined alias that is described makes AWS create a key: nobody may do that. */
  readonly createdAwsManagedKeys: readonly string[];
}

/** Sandboxes at one time: two cores are busy with four, since a sandbox waits more than it works. */
const atOneTime = pLimit(4);
const runs = new Map<Scenario, Promise<readonly Happened[]>>();

/** Plays a scenario against the built bundle in a sandbox and a world of its own; the same scenario only once. */
export const happenedIn = (scenario: Scenario): Promise<readonly Happened[]> => {
  const run = runs.get(scenario) ?? atOneTime(() => play(scenario));
  runs.set(scenario, run);
  return run;
};

/** The first step has the name of its scenario. */
export const stepsOf = (scenario: Scenario): readonly Step[] => {
  const {
    world: _,
    environment: __,
    timeoutInSeconds: ___,
    function: ____,
    warm,
    topic: _____,
    file: ______,
    ...first
  } = scenario;
  return [first, ...warm];
};

/** Where the variable SCENARIO_WIRE_LOG names a file, everything that goes over the wire is added to it. */
const recordingOf = ({ file }: Scenario): Pick<LocalAwsOptions, 'onExchange'> => {
  const log = process.env['SCENARIO_WIRE_LOG'];
  return log ? { onExchange: createWireLog({ file: log, label: file }) } : {};
};

const play = async (scenario: Scenario): Promise<readonly Happened[]> => {
  // The world's own schema says what is wrong with it.
  const world = { ...placeOf(scenario), ...scenario.world } as WorldInput;
  const aws = await startLocalAws({ world, ...recordingOf(scenario) });
  const { environment, timeoutInSeconds } = scenario;
  let lambda: LambdaFunction | undefined;
  try {
    lambda = startFunction({ aws, environment, timeoutInSeconds, ...scenario.function });
    const happened: Happened[] = [];
    for (const step of stepsOf(scenario)) {
      const before = { puts: aws.state.puts.length, calls: aws.calls.length };
      const invocations = [];
      for (const event of configEventsOf(step, scenario)) invocations.push(await lambda.invoke(event));
      happened.push({
        step,
        ...since(before, aws),
        errors: invocations.map((it) =>
          it.outcome === 'failed'
            ? [`${it.error.name}: ${it.error.message}`, ...it.error.causes].join('\n')
            : undefined,
        ),
        logs: invocations.flatMap(({ logs }) => logs),
      });
    }
    return happened;
  } finally {
    await lambda?.stop();
    await aws.close();
  }
};

const since = (before: { readonly puts: number; readonly calls: number }, { state, calls }: LocalAws) => {
  const puts = state.puts.slice(before.puts);
  return {
    evaluations: puts.flatMap(({ evaluations }) => evaluations),
    testModes: puts.map(({ testMode }) => testMode),
    calls: calls.slice(before.calls),
    createdAwsManagedKeys: [...state.createdAwsManagedKeys],
  };
};
