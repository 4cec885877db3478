import { parseArgs, types } from 'node:util';
import { InputError } from './json-file.ts';

export interface Arguments {
  readonly event: string | undefined;
  readonly world: string | undefined;
  /** A file's path, or JSON itself. */
  readonly parameters: string | undefined;
  readonly json: boolean;
  readonly serve: boolean;
  readonly sweep: boolean;
  readonly help: boolean;
}

export const usage = `Shows the rule at work, offline: builds it, starts a local AWS, sends AWS Config's events, prints the verdicts.

  npm start                              a small company's flows, one event a flow
  npm start -- --sweep                   one scheduled sweep instead
  npm start -- --world FILE              your own accounts, flows and keys (see local-aws/worlds/company.json)
  npm start -- --event FILE              your own event of AWS Config, or a list of them
  npm start -- --parameters FILE|JSON    rule parameters instead of the world's or the event's
  npm start -- --json                    the evaluations as JSON
  npm start -- --serve                   keep the local AWS running for other programs
  npm start -- --help                    this text

Exit code: 0 the function judged every event, 1 it failed for one, 2 the input is no good.`;

const options = {
  event: { type: 'string' },
  world: { type: 'string' },
  parameters: { type: 'string' },
  json: { type: 'boolean' },
  serve: { type: 'boolean' },
  sweep: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws InputError that names the option and points to the help */
export const parseArguments = (args: readonly string[]): Arguments => {
  const { event, world, parameters, json = false, serve = false, sweep = false, help = false } = valuesOf(args);
  if (event !== undefined && sweep) throw wrong('--sweep and --event exclude each other; leave one out');
  if (serve && (event !== undefined || sweep || json || parameters !== undefined)) {
    throw wrong('--serve goes with --world only; leave the other options out');
  }
  return { event, world, parameters, json, serve, sweep, help };
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
