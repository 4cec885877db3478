import type { ExitCode } from '../exit-code.ts';
import { reportFromAggregator } from '../reporting/report-from-aggregator.ts';
import { openAggregatorSource } from '../source/aggregator.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { showPlaces } from '../terminal/show-progress.ts';
import { VERSION } from '../version.ts';
import { ownRegion, type RegionOptions } from './own-region.ts';
import { type PresentationOptions, preparePresentation } from './presentation.ts';

export interface ReportOptions extends RegionOptions, PresentationOptions {
  readonly aggregator: string;
  readonly rule: string;
  readonly quiet?: true;
}

/** Shows what AWS Config knows of many accounts, in the formats of an audit. Throws an InvalidInputError. */
export const report = async (options: ReportOptions, streams: Streams): Promise<ExitCode> => {
  const present = await preparePresentation(options);
  const config = await openAggregatorSource(await ownRegion(options));
  const { signal, dispose } = watchForInterruption(streams.err);
  const progress = showPlaces(streams.err, options.quiet === true);
  try {
    const { aggregator, rule: ruleName } = options;
    const request = { aggregator, ruleName, at: new Date(), version: VERSION, signal };
    const read = await reportFromAggregator(config, request, progress.changed);
    progress.end();
    return await present(read, streams);
  } finally {
    progress.end();
    dispose();
  }
};
