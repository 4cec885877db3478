import pc from 'picocolors';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { PaceOptions, PolicyOptions, SourceOptions } from '../options/commander-options.ts';
import { parseConcurrency } from '../options/concurrency.ts';
import { basePolicy, policyFrom, policyOf, readPolicyOptions } from '../options/policy-of.ts';
import { readPreview } from '../preview/read-preview.ts';
import { previewTable } from '../preview/table.ts';
import { checkSourceOptions, openSource } from '../source/open-source.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { writeOut } from '../terminal/write-out.ts';

export interface PreviewOptions extends SourceOptions, PolicyOptions, PaceOptions {
  readonly json?: true;
}

/**
 * Tells which flows would be judged otherwise with each `--set`. Ends with 0 whatever it finds, with 3 where something is missing.
 * Throws an InvalidInputError.
 */
export const preview = async (options: PreviewOptions, { out, err }: Streams): Promise<ExitCode> => {
  checkSourceOptions(options);
  if (options.set.length === 0) {
    throw new InvalidInputError('--set: is missing; name what is to be tried, such as maxRotationPeriodInDays=180');
  }
  const given = await readPolicyOptions(options);
  const concurrency = parseConcurrency(options.concurrency);
  const source = await openSource(options, () => {});
  const { signal, dispose } = watchForInterruption(err);
  try {
    const old = policyFrom(basePolicy(given, source.policy));
    const wanted = policyOf(given, source.policy);
    const progress = showProgress(err, options.quiet === true);
    const read = await readPreview(source, old, wanted, concurrency, progress, signal);
    const colors = pc.createColors(out.isTTY === true && pc.isColorSupported);
    await writeOut(out, [`${options.json ? JSON.stringify(read, null, 2) : previewTable(read, colors)}\n`]);
    if (signal.aborted) return EXIT.interrupted;
    return read.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    dispose();
    await source.close();
  }
};
