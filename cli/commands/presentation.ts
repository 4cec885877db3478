import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Audit } from '../audit/audit.ts';
import { compareWithBaseline, parseBaseline } from '../audit/baseline.ts';
import { fails, needsBaseline, parseFailOn } from '../audit/fail-on.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { applyMutes } from '../audit/mutes.ts';
import { parseMutes } from '../audit/mutes-file.ts';
import { lastLineOf } from '../audit/summary.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { fileProblem } from '../file-problem.ts';
import { writeWhole } from '../files.ts';
import { FILE_OF_FORMAT, parseFormats } from '../options/formats.ts';
import { readInputFile } from '../options/input-file.ts';
import { WRITERS } from '../outputs/writers.ts';
import type { Streams } from '../streams.ts';
import { widthOf, writeOut } from '../terminal/write-out.ts';

/** How an audit is shown, and when it fails. */
export interface PresentationOptions {
  readonly format?: string;
  readonly output?: string;
  readonly baseline?: string;
  readonly mutes?: string;
  readonly failOn: string;
}

/** Shows an audit as the options want it, and tells what the command ends with. Throws an UnwritableError. */
export type Present = (audit: Audit, streams: Streams) => Promise<ExitCode>;

/** Reads everything that the options name, before AWS is asked anything. Throws an InvalidInputError. */
export const preparePresentation = async (options: PresentationOptions): Promise<Present> => {
  const { shown, written } = parseFormats(FILE_OF_FORMAT, options.format, options.output);
  const failOn = parseFailOn(options.failOn);
  if (needsBaseline(failOn) && options.baseline === undefined) {
    throw new InvalidInputError(`--fail-on: ${options.failOn} counts new reasons; name with --baseline what is old`);
  }
  const mutes =
    options.mutes === undefined
      ? undefined
      : parseMutes(await readInputFile('--mutes', options.mutes), options.mutes, new Date());
  const baseline =
    options.baseline === undefined
      ? undefined
      : parseBaseline(await readInputFile('--baseline', options.baseline), options.baseline);
  const folder = options.output;
  if (folder !== undefined) await makeFolder(folder);

  return async (read, { out, err, page }) => {
    const muted = mutes === undefined ? read : applyMutes(read, mutes, new Date(read.at));
    const audit = baseline === undefined ? muted : compareWithBaseline(muted, baseline);
    const looks = { baseline, isTerminal: out.isTTY === true, width: widthOf(out), page };
    if (folder !== undefined) {
      const files = written.map(async (format) => ({
        path: path.join(folder, FILE_OF_FORMAT[format]),
        text: await WRITERS[format](audit, looks),
      }));
      const whole = await Promise.all(files);
      await writeWhole(whole);
      for (const file of whole) err.write(`${file.path}\n`);
    }
    if (shown !== undefined) await writeOut(out, await WRITERS[shown](audit, looks));
    else err.write(`${lastLineOf(audit)}\n`);
    if (audit.interrupted === true) return EXIT.interrupted;
    if (!audit.complete) return EXIT.incomplete;
    return fails(audit, failOn) ? EXIT.found : EXIT.clean;
  };
};

/** Makes the folder of `--output`. Throws an InvalidInputError. */
export const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new InvalidInputError(`--output: ${folder} cannot be made: ${fileProblem(error)}`);
  }
};
