import type { ExitCode } from '../exit-code.ts';
import type { PaceOptions, PolicyOptions, SourceOptions } from '../options/commander-options.ts';
import { parseConcurrency } from '../options/concurrency.ts';
import { policyOf, readPolicyOptions } from '../options/policy-of.ts';
import { readAudit } from '../reading/read-audit.ts';
import { type RecordOptions, recorderFor } from '../recording/recorder-for.ts';
import { checkSourceOptions, openSource } from '../source/open-source.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { type PresentationOptions, preparePresentation } from './presentation.ts';

export interface AuditOptions extends SourceOptions, PolicyOptions, PaceOptions, PresentationOptions, RecordOptions {}

/** Reads everything, writes what was asked for, and ends as the table of exit codes says. Throws an InvalidInputError. */
export const audit = async (options: AuditOptions, streams: Streams): Promise<ExitCode> => {
  checkSourceOptions(options);
  const given = await readPolicyOptions(options);
  const concurrency = parseConcurrency(options.concurrency);
  const present = await preparePresentation(options);
  const recorder = await recorderFor(options);
  const source = await openSource(options, recorder.observe);
  const { signal, dispose } = watchForInterruption(streams.err);
  try {
    const policy = policyOf(given, source.policy);
    const progress = showProgress(streams.err, options.quiet === true);
    const read = await readAudit(source, policy, concurrency, progress, signal);
    await recorder.write(read);
    return await present(read, streams);
  } finally {
    dispose();
    await source.close();
  }
};
