import pLimit from 'p-limit';
import type { RecordedCall } from '../local-aws/record.ts';
import type { LocalAwsOptions } from '../local-aws/server.ts';
import type { Evaluation } from '../local-aws/state.ts';
import { createWireLog } from '../local-aws/wire-log.ts';
import { anEvent } from './bench/events.ts';
import { inSandbox, type Sandbox } from './bench/sandbox.ts';
import type { Scenario, Step } from './scenario-files.ts';

/** What one step did to the world, and how its invocation ended. */
export interface Happened {
  readonly step: Step;
  readonly evaluations: readonly Evaluation[];
  readonly testModes: readonly boolean[];
  readonly calls: readonly RecordedCall[];
  /** The error of the invocation with its causes; undefined where it succeeded. */
  readonly error: string | undefined;
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

/** Where the variable SCENARIO_WIRE_LOG names a file, everything that goes over the wire is added to it. */
const recordingOf = ({ file }: Scenario): Pick<LocalAwsOptions, 'onExchange'> => {
  const log = process.env['SCENARIO_WIRE_LOG'];
  return log ? { onExchange: createWireLog({ file: log, label: file }) } : {};
};

const play = (scenario: Scenario): Promise<readonly Happened[]> => {
  const { world, environment, timeoutInSeconds } = scenario;
  const options = { world, environment, timeoutInSeconds, ...scenario.function, ...recordingOf(scenario) };
  return inSandbox(options, async (sandbox) => {
    const happened: Happened[] = [];
    for (const step of scenario.steps) happened.push(await playStep(sandbox, scenario, step));
    return happened;
  });
};

const playStep = async ({ aws, invoke }: Sandbox, scenario: Scenario, step: Step): Promise<Happened> => {
  const before = { puts: aws.state.puts.length, calls: aws.calls.length };
  const invocation = await invoke(eventOf(step, scenario));
  const puts = aws.state.puts.slice(before.puts);
  return {
    step,
    evaluations: puts.flatMap(({ evaluations }) => evaluations),
    testModes: puts.map(({ testMode }) => testMode),
    calls: aws.calls.slice(before.calls),
    error:
      invocation.outcome === 'failed'
        ? [`${invocation.error.name}: ${invocation.error.message}`, ...invocation.error.causes].join('\n')
        : undefined,
    logs: invocation.logs,
    createdAwsManagedKeys: [...aws.state.createdAwsManagedKeys],
  };
};

const eventOf = ({ rawEvent, event, parameters }: Step, { world }: Scenario): unknown => {
  if (rawEvent !== undefined) return rawEvent;
  const ruleParameters = parameters === undefined ? undefined : JSON.stringify(parameters);
  const envelope = { ruleParameters, ...(world.rule ? { configRuleName: world.rule } : {}), ...event.envelope };
  return anEvent({ ...event, envelope }, world);
};
