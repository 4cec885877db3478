import pc from 'picocolors';
import { createCallLimit } from '../aws/call-limit.ts';
import { findCaller } from '../aws/caller.ts';
import { createLiveConnect } from '../aws/live-connect.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { preflightFails } from '../preflight/line.ts';
import { preflightJson } from '../preflight/preflight.ts';
import { runPreflight } from '../preflight/run-preflight.ts';
import { preflightTable } from '../preflight/table.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { widthOf, writeOut } from '../terminal/write-out.ts';
import { VERSION } from '../version.ts';
import { ownRegion, type RegionOptions } from './own-region.ts';

export interface PreflightOptions extends RegionOptions {
  readonly json?: true;
}

/** DescribeFlow calls at one time to begin with, as the rule has it. */
const CONCURRENCY = 5;

/** Tells whether the account of the credentials is ready for the rule. Ends with 1 where a line fails. */
export const preflight = async (options: PreflightOptions, { out, err }: Streams): Promise<ExitCode> => {
  const region = await ownRegion(options);
  const caller = await findCaller(region);
  const { signal, dispose } = watchForInterruption(err);
  try {
    const connect = createLiveConnect(caller, createCallLimit(), () => {})(undefined, signal);
    const aws = await connect({ id: caller.account })(region);
    const looked = await runPreflight(aws, CONCURRENCY, { caller: caller.arn, at: new Date(), version: VERSION });
    const colors = pc.createColors(out.isTTY === true && pc.isColorSupported);
    const text = options.json ? preflightJson(looked) : preflightTable(looked, { colors, width: widthOf(out) });
    await writeOut(out, [text.endsWith('\n') ? text : `${text}\n`]);
    if (signal.aborted) return EXIT.interrupted;
    return preflightFails(looked.lines) ? EXIT.found : EXIT.clean;
  } finally {
    dispose();
  }
};
