import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { type Arguments, parseArguments, usage } from './arguments.ts';
import { changeEvents, scheduledEvent } from './config-events.ts';
import { isJsonObject, parseEvents } from './event-file.ts';
import { startFunction } from './function.ts';
import { InputError, parseJson, readJsonFile } from './json-file.ts';
import { reportDemo } from './report-demo.ts';
import { failuresOf, resultsTable } from './results-table.ts';
import { serve } from './serve.ts';
import { type LocalAws, startLocalAws } from './server.ts';
import { showEvents } from './show-events.ts';
import { createWireLog } from './wire-log.ts';
import { parseWorld } from './world.ts';
import { InvalidWorldError } from './world-problems.ts';

const sampleWorld = fileURLToPath(new URL('./worlds/company.json', import.meta.url));

const main = async (): Promise<number> => {
  const args = parseArguments(process.argv.slice(2));
  if (args.help) {
    console.log(usage);
    return 0;
  }
  if (args.report) return await reportDemo();
  const source = args.world ?? sampleWorld;
  const world = parseWorld({ json: await readJsonFile(source), source });
  const given = args.parameters === undefined ? undefined : await readParameters(args.parameters);
  const ownEvents = args.event === undefined ? undefined : await readEvents(args.event, given);
  const { port, record } = args;
  const options = {
    world,
    ...(port === undefined ? {} : { port }),
    ...(record === undefined ? {} : { onExchange: createWireLog({ file: record, label: path.basename(source) }) }),
  };
  if (args.serve) return await serve(options);
  const aws = await startLocalAws(options);
  try {
    const notification = { state: aws.state, ruleParameters: given ?? world.ruleParameters, at: new Date() };
    const built = args.sweep ? [scheduledEvent(notification)] : changeEvents(notification);
    return await show({ aws, args, events: ownEvents ?? built.map((event) => ({ ...event })) });
  } finally {
    await aws.close();
  }
};

const readParameters = async (text: string): Promise<Readonly<Record<string, unknown>>> => {
  const isJson = text.trimStart().startsWith('{');
  const source = isJson ? '--parameters' : text;
  const json = isJson ? parseJson({ text, source }) : await readJsonFile(text);
  if (isJsonObject(json)) return json;
  throw new InputError(`${source} must be a JSON object such as {"requiredKeyTags": "Owner"}`);
};

const readEvents = async (file: string, parameters: Readonly<Record<string, unknown>> | undefined) => {
  const events = parseEvents({ json: await readJsonFile(file), source: file });
  if (parameters === undefined) return events;
  return events.map((event) => ({ ...event, ruleParameters: JSON.stringify(parameters) }));
};

const show = async (given: {
  readonly aws: LocalAws;
  readonly args: Arguments;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}): Promise<number> => {
  const lambda = startFunction({ aws: given.aws });
  try {
    const shown = await showEvents({ ...given, lambda });
    if (given.args.json) {
      console.log(
        JSON.stringify(
          shown.flatMap((it) => it.evaluations),
          null,
          2,
        ),
      );
      for (const line of failuresOf(shown)) console.error(line);
    } else {
      const { isTTY, columns } = process.stdout;
      // picocolors takes a CI server for a terminal; its log is a file.
      const colors = pc.createColors(isTTY === true && pc.isColorSupported);
      console.log(resultsTable(shown, { colors, width: columns ?? 120 }));
    }
    return shown.some(({ error }) => error !== undefined) ? 1 : 0;
  } finally {
    await lambda.stop();
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected = error instanceof InputError || error instanceof InvalidWorldError;
  console.error(isExpected ? error.message : error);
  process.exitCode = isExpected ? 2 : 1;
}
