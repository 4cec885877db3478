import { parseArgs, types } from 'node:util';
import { InputError } from './json-file.ts';

export interface Arguments {
  readonly event: string | undefined;
  readonly world: string | undefined;
  /** A file's path, or JSON itself. */
  readonly parameters: string | undefined;
  readonly json: boolean;
  readonly serve: boolean;
  /** Where `serve` listens; a free port where it is left out. */
  readonly port: number | undefined;
  /** The file to which every request and answer is added. */
  readonly record: string | undefined;
  readonly sweep: boolean;
  /** Audits a sample organization with the command instead, and writes its report. */
  readonly report: boolean;
  readonly help: boolean;
}

export const usage = `Shows the rule at work, offline: builds it, starts a local AWS, sends AWS Config's events, prints the verdicts.

  npm start                              a small company's flows, one event a flow
  npm start -- --sweep                   one scheduled sweep instead
  npm start -- --report                  audit a sample organization instead, and write its HTML report
  npm start -- --world FILE              your own accounts, flows and keys (see local-aws/worlds/company.json)
  npm start -- --event FILE              your own event of AWS Config, or a list of them
  npm start -- --parameters FILE|JSON    rule parameters instead of the world's or the event's
  npm start -- --json                    the evaluations as JSON
  npm start -- --serve                   keep the local AWS running for other programs
  npm start -- --serve --port 4566       on that port instead of a free one
  npm start -- --record FILE             add every request and answer to a file, one JSON object a line
  npm start -- --help                    this text

Exit code: 0 the function judged every event, 1 it failed for one, 2 the input is no good.`;

const options = {
  event: { type: 'string' },
  world: { type: 'string' },
  parameters: { type: 'string' },
  json: { type: 'boolean' },
  serve: { type: 'boolean' },
  port: { type: 'string' },
  record: { type: 'string' },
  sweep: { type: 'boolean' },
  report: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws InputError that names the option and points to the help */
export const parseArguments = (args: readonly string[]): Arguments => {
  const {
    event,
    world,
    parameters,
    port,
    record,
    json = false,
    serve = false,
    sweep = false,
    report = false,
    help = false,
  } = valuesOf(args);
  if (report && args.length > 1) throw wrong('--report goes alone; leave the other options out');
  if (event !== undefined && sweep) throw wrong('--sweep and --event exclude each other; leave one out');
  if (serve && (event !== undefined || sweep || json || parameters !== undefined)) {
    throw wrong('--serve goes with --world, --port and --record only; leave the other options out');
  }
  if (port !== undefined && !serve) throw wrong('--port goes with --serve only; leave it out');
  const portNumber = port === undefined ? undefined : portOf(port);
  return { event, world, parameters, json, serve, port: portNumber, record, sweep, report, help };
};

const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw wrong(`--port must be a whole number from 1 to 65535, not "${text}"`);
  return port;
};

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence = ''] = types.isNativeError(error) ? error.message.split(/(?<=')\. |\n/) : [];
    throw wrong(sentence.replace(/\.$/, ''));
  }
};

const wrong = (problem: string): InputError => new InputError(`${problem} ("npm start -- --help" lists the options)`);
