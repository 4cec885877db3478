import { Command, CommanderError, Option } from 'commander';
import { messageOf, plainText } from '../lambda/core/model/text.ts';
import { InvalidInputError } from './audit/invalid-input.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { withPace, withPolicy, withSelection } from './options/commander-options.ts';
import { VERSION } from './version.ts';

/** Where the command writes: what was asked for, and everything else. */
export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/**
 * Runs the command with these arguments and resolves with its exit code. Never rejects: what went wrong is told in one line on
 * standard error.
 */
export const run = async (args: readonly string[], streams: Streams): Promise<ExitCode> => {
  let exitCode: ExitCode = EXIT.clean;
  const tell = (line: string): void => void streams.err.write(`${plainText(line)}\n`);
  const program = programOf(streams, async (work) => {
    exitCode = await work;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.clean;
      tell(`${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}; --help tells what is allowed`);
      return EXIT.usage;
    }
    tell(messageOf(error));
    return error instanceof InvalidInputError ? EXIT.usage : EXIT.incomplete;
  }
};

/** The commands, each loaded when it is used. `end` is told the work of the one that is. */
const programOf = (streams: Streams, end: (work: Promise<ExitCode>) => Promise<void>): Command => {
  const program = new Command('appflow-flow-cmk')
    .description(
      'Are Amazon AppFlow flows encrypted with a customer managed KMS key that is usable, rotates and is tagged?',
    )
    .version(VERSION)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void streams.out.write(text), writeErr: () => {} });

  const audit = program
    .command('audit')
    .description('How do all flows of these accounts and Regions stand now? It only reads.')
    .action((options) => end(import('./commands/audit.ts').then(({ audit: start }) => start(options, streams))));
  withPace(withPolicy(withSelection(audit)))
    .addOption(
      new Option('--format <F,F>', 'table, json, csv, html, ocsf, asff, sarif, junit, markdown').default('table'),
    )
    .option('--output <folder>', 'write one file a format there, and the table to standard output')
    .option('--baseline <file>', 'the JSON of an earlier audit: tells what is new, still there and fixed')
    .option('--mutes <file>', 'YAML list of findings that somebody decided to live with until a day')
    .option('--fail-on <none|SEVERITY|new:SEVERITY>', 'from which severity on it ends with 1', 'LOW')
    .option('--record <file>', 'write what was read as a world file')
    .option('--redact', 'with --record: with pseudonyms instead of names, ids and texts')
    .option('--replay <file>', 'judge such a file instead of AWS')
    .addHelpText('after', EXAMPLES.audit);
  return program;
};
