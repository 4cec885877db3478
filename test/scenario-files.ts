import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expandDates } from '../local-aws/dates-in-text.ts';
import type { Evaluation } from '../local-aws/state.ts';
import type { WorldInput } from '../local-aws/world.ts';
import { type EventInput, timeOf } from './bench/events.ts';
import { KEY_ID, keyArn } from './bench/ordinary.ts';
import { withRepeats } from './repeats.ts';
import { wholeCalls, wholeEvaluations } from './scenario-expectations.ts';
import { scenarioSchema, type WrittenScenario, type WrittenStep } from './scenario-schema.ts';
import { wholeWorld } from './scenario-world.ts';

/** A step with everything that its file leaves out. */
export interface Step extends Omit<WrittenStep, 'event' | 'expected' | 'expectedTime'> {
  readonly event: EventInput;
  readonly expected: readonly Evaluation[];
}

/** A scenario with everything that its file leaves out. */
export interface Scenario extends Omit<WrittenScenario, keyof WrittenStep | 'world' | 'warm'> {
  /** Its folder. */
  readonly topic: string;
  readonly file: string;
  readonly world: WorldInput;
  /** The first, which has the name of the scenario, and those on the warm function. */
  readonly steps: readonly Step[];
}

/** Every scenario below a folder, by path. Throws where a file is not a scenario, naming the file and the place in it. */
export const readScenarios = (folder: string): readonly Scenario[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => parseScenario({ text: readFileSync(path.join(folder, file), 'utf8'), file }));

/** The scenario that the text of a file says. Throws where it is none. */
export const parseScenario = ({ text, file }: { readonly text: string; readonly file: string }): Scenario => {
  const json: unknown = JSON.parse(expandDates(withShortNames(text)));
  const parsed = v.safeParse(scenarioSchema, withRepeats(json));
  if (parsed.success) return wholeScenario(parsed.output, file);
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  throw new Error(`${file} is not a scenario: ${problems.join('; ')}`);
};

const SHORT_NAMES: Readonly<Record<string, string>> = {
  key: KEY_ID,
  key2: '5e0c4f6a-7b8d-4c9e-a0f1-b2c3d4e5f607',
  key3: '7d6e5f40-1122-4c33-9d44-aabbccddeeff',
};

/** `{{key}}`, `{{key2}}`, `{{key3}}` are the ids of keys, `{{keyArn}}` and so on their ARNs in the ordinary account and Region. */
const withShortNames = (text: string): string =>
  text.replace(/\{\{key(Arn)?([23]?)\}\}/g, (_, arn: string | undefined, number: string) => {
    const id = SHORT_NAMES[`key${number}`];
    return arn ? keyArn(id) : String(id);
  });

const wholeScenario = (written: WrittenScenario, file: string): Scenario => {
  const { world, warm, environment, timeoutInSeconds, function: elsewhere, ...first } = written;
  const { event, parameters } = first;
  const inherited = { ...(event && { event }), ...(parameters && { parameters }) };
  return {
    topic: path.dirname(file),
    file,
    world: wholeWorld({ world, function: elsewhere }),
    environment,
    timeoutInSeconds,
    ...(elsewhere && { function: elsewhere }),
    steps: [first, ...warm.map((step) => ({ ...inherited, ...step }))].map(wholeStep),
  };
};

const wholeStep = ({ expected, expectedTime, event = {}, expectedCalls, ...others }: WrittenStep): Step => {
  const given: EventInput = typeof event === 'string' ? { type: event } : event;
  return {
    ...others,
    event: given,
    expected: wholeEvaluations(expected, expectedTime ?? timeOf(given.type ?? 'flowChange')),
    ...(expectedCalls && { expectedCalls: wholeCalls(expectedCalls) }),
  };
};
