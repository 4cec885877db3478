import { CommanderError } from 'commander';
import { messageOf, plainText } from '../lambda/core/model/text.ts';
import { InvalidInputError } from './audit/invalid-input.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { programOf } from './program.ts';
import type { Streams } from './streams.ts';
import { letReaderLeave } from './terminal/write-out.ts';

/**
 * Runs the command with these arguments and resolves with its exit code. Never rejects: what went wrong is told in one line on
 * standard error.
 */
export const runCommandLine = async (args: readonly string[], streams: Streams): Promise<ExitCode> => {
  letReaderLeave(streams.out);
  letReaderLeave(streams.err);
  let exitCode: ExitCode = EXIT.clean;
  const program = programOf(streams, async (work) => {
    exitCode = await work();
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.clean;
    streams.err.write(`${plainText(lineOf(error))}\n`);
    return error instanceof InvalidInputError || error instanceof CommanderError ? EXIT.usage : EXIT.incomplete;
  }
};

const lineOf = (error: unknown): string => {
  if (!(error instanceof CommanderError)) return messageOf(error);
  // Without a command, commander gives its whole help as the message.
  if (error.code === 'commander.help') return 'No command is given; --help lists them';
  return `${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}; --help shows what is allowed`;
};
