import type { Audit } from '../audit/audit.ts';
import { makeAudit } from '../audit/make-audit.ts';
import type { Policy } from '../options/policy-of.ts';
import type { Source } from '../source/source.ts';
import { VERSION } from '../version.ts';
import { createCollector } from './collected.ts';
import type { Progress } from './progress.ts';
import { readAccounts } from './read-accounts.ts';
import { readPlace } from './read-place.ts';

/** Reads every place of the source and judges its flows by the policy. Never rejects: what is missing is named in the audit. */
export const readAudit = async (
  source: Source,
  { texts, parameters }: Policy,
  concurrency: number,
  progress: Progress,
  signal: AbortSignal,
): Promise<Audit> => {
  const collector = createCollector();
  const demands = { parameters, now: source.at };
  const connect = source.connect(parameters.keyAccountRoleName, signal);
  const telling = {
    ...collector,
    flow: (flow: Parameters<typeof collector.flow>[0]): void => {
      collector.flow(flow);
      progress.flowJudged();
    },
  };
  const readRegion = (aws: Parameters<typeof readPlace>[0]) => readPlace(aws, demands, concurrency, telling);
  const places = await readAccounts(source.accounts, connect, source.regionsOf, readRegion, progress, signal);
  return makeAudit(
    {
      version: VERSION,
      ...(source.rule === undefined ? {} : { rule: source.rule }),
      parameters: texts,
      ...collector.collected(),
    },
    [...source.toldPlaces, ...places],
    source.at,
    signal.aborted,
  );
};
