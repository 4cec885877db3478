import path from 'node:path';
import type { Demands } from '../../lambda/core/checks/check.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { createCallLimit } from '../aws/call-limit.ts';
import { findCaller } from '../aws/caller.ts';
import { createLiveConnect } from '../aws/live-connect.ts';
import { askKms } from '../check/ask-kms.ts';
import type { CheckReport } from '../check/check.ts';
import { checkFiles } from '../check/check-files.ts';
import { NO_KEY_IS_KNOWN } from '../check/existing-keys.ts';
import { CHECK_WRITERS } from '../check/outputs/writers.ts';
import type { PlannedFile } from '../check/planned.ts';
import { readPlannedFiles } from '../check/read-file.ts';
import { countOf } from '../check/told.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { writeWhole } from '../files.ts';
import type { DemandOptions } from '../options/commander-options.ts';
import { FILE_OF_CHECK_FORMAT, parseFormats } from '../options/formats.ts';
import { policyOf, readPolicyOptions } from '../options/policy-of.ts';
import { readTemplateParameters } from '../options/template-parameters.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { widthOf, writeOut } from '../terminal/write-out.ts';
import { ownRegion, type RegionOptions } from './own-region.ts';
import { makeFolder } from './presentation.ts';

export interface CheckOptions extends DemandOptions, RegionOptions {
  readonly parameter: readonly string[];
  readonly parameterFile?: string;
  readonly unknown: 'fail' | 'pass';
  readonly live?: true;
  readonly format?: string;
  readonly output?: string;
}

/**
 * Judges what templates and plans would make, and ends with 1 where something fails. Everything is read before anything is judged,
 * so that wrong input ends it at once. Throws an InvalidInputError, or an UnwritableError.
 */
export const check = async (
  files: readonly string[],
  options: CheckOptions,
  { out, err }: Streams,
): Promise<ExitCode> => {
  mustGoTogether(options);
  const { texts, parameters } = policyOf(await readPolicyOptions(options), undefined);
  const { shown, written } = parseFormats(FILE_OF_CHECK_FORMAT, options.format, options.output);
  const given = await readTemplateParameters(options.parameter, options.parameterFile);
  const demands = { parameters, now: new Date() };
  const { signal, dispose } = watchForInterruption(err);
  try {
    const judge = options.live ? await liveJudge(options, demands, signal) : offlineJudge(demands);
    const planned = await readAll(files, judge.completed(given));
    if (options.output !== undefined) await makeFolder(options.output);
    const report = await judge.judge(planned, texts);

    const unknownFails = options.unknown === 'fail';
    const looks = { unknownFails, isTerminal: out.isTTY === true, width: widthOf(out) };
    const folder = options.output;
    if (folder !== undefined) {
      const whole = written.map(async (format) => ({
        path: path.join(folder, FILE_OF_CHECK_FORMAT[format]),
        text: await CHECK_WRITERS[format](report, looks),
      }));
      await writeWhole(await Promise.all(whole));
      for (const file of await Promise.all(whole)) err.write(`${file.path}\n`);
    }
    if (shown !== undefined) await writeOut(out, await CHECK_WRITERS[shown](report, looks));
    if (signal.aborted) return EXIT.interrupted;
    if (!report.complete) return EXIT.incomplete;
    const fails = countOf(report, 'fail') > 0 || (unknownFails && countOf(report, 'unknown') > 0);
    return fails ? EXIT.found : EXIT.clean;
  } finally {
    dispose();
  }
};

const mustGoTogether = ({ live, region, profile }: CheckOptions): void => {
  if (live) return;
  if (region !== undefined) {
    throw new InvalidInputError(
      '--region: goes with --live only; a template is told its Region by --parameter AWS::Region=…',
    );
  }
  if (profile !== undefined) throw new InvalidInputError('--profile: goes with --live only; add it');
};

const readAll = async (files: readonly string[], parameters: Parameters): Promise<readonly PlannedFile[]> => {
  const planned: PlannedFile[] = [];
  for (const file of files) planned.push(...(await readPlannedFiles(file, parameters)));
  return planned;
};

type Parameters = ReadonlyMap<string, string>;

interface Judge {
  /** The parameters with what else is known of the deployment. */
  readonly completed: (given: Parameters) => Parameters;
  readonly judge: (files: readonly PlannedFile[], texts: Readonly<Record<string, string>>) => Promise<CheckReport>;
}

const offlineJudge = (demands: Demands): Judge => ({
  completed: (given) => given,
  judge: (files, texts) => checkFiles(files, texts, demands, NO_KEY_IS_KNOWN),
});

/** Whoever asks is taken to deploy, in the Region where he asks, unless a file or a parameter says otherwise. */
const liveJudge = async (options: CheckOptions, demands: Demands, signal: AbortSignal): Promise<Judge> => {
  const region = await ownRegion(options);
  const caller = await findCaller(region);
  const connect = createLiveConnect(caller, createCallLimit(), () => {});
  const aws = await connect(demands.parameters.keyAccountRoleName, signal)({ id: caller.account })(region);
  return {
    completed: (given) => new Map([['AWS::AccountId', caller.account], ['AWS::Region', region], ...given]),
    judge: async (files, texts) => {
      const { keys, unanswered } = askKms(aws);
      const report = await checkFiles(files, texts, demands, keys);
      const missing = unanswered();
      const taken = `A template is taken to be deployed to account ${caller.account} and Region ${region}, where nothing says otherwise.`;
      return { ...report, complete: missing.length === 0, notes: [...report.notes, taken, ...missing] };
    },
  };
};
