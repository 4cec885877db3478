import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { UnjudgedFlow } from '../audit/audit.ts';
import { isoSecond } from '../audit/iso-second.ts';
import type { Policy } from '../options/policy-of.ts';
import type { ConnectAccount } from '../reading/account.ts';
import { auditedFlow } from '../reading/audited-flow.ts';
import { byFlow } from '../reading/collected.ts';
import { judgePlace } from '../reading/judge-place.ts';
import type { Progress } from '../reading/progress.ts';
import { readAccounts } from '../reading/read-accounts.ts';
import type { Source } from '../source/source.ts';
import { changeBetween, countChanges, type FlowChange, PREVIEW_FORMAT, type Preview } from './preview.ts';

/**
 * Reads every place of the source once and judges its flows by both policies. Never rejects: what is missing is named in the
 * preview.
 */
export const readPreview = async (
  source: Source,
  old: Policy,
  wanted: Policy,
  concurrency: number,
  progress: Progress,
  signal: AbortSignal,
): Promise<Preview> => {
  const changes: FlowChange[] = [];
  const unjudged: UnjudgedFlow[] = [];
  let flows = 0;
  const bench = (aws: Aws, { parameters }: Policy) => ({ aws, demands: { parameters, now: source.at } });
  const connectFor = ({ parameters }: Policy) => source.connect(parameters.keyAccountRoleName, signal);
  const connectOld = oldConnections(source, old, wanted, connectFor(old));
  const judgeRegion = async (aws: Aws): Promise<void> => {
    const before = await connectOld(aws);
    await judgePlace([bench(before, old), bench(aws, wanted)], concurrency, {
      judged: (verdicts) => {
        flows += 1;
        progress.flowJudged();
        const [was, is] = verdicts.map((judged) => auditedFlow(aws.where, judged));
        const change = was === undefined || is === undefined ? undefined : changeBetween(was, is);
        if (change !== undefined) changes.push(change);
      },
      unjudged: (flow) => unjudged.push(flow),
      note: () => {},
    });
  };
  const { accounts, regionsOf } = source;
  const places = await readAccounts(accounts, connectFor(wanted), regionsOf, judgeRegion, progress, signal);
  const sorted = changes.sort(byFlow);
  return {
    format: PREVIEW_FORMAT,
    at: isoSecond(source.at),
    complete: unjudged.length === 0 && places.every(({ status }) => status !== 'unreadable'),
    old: old.texts,
    new: wanted.texts,
    flows,
    places: [...source.toldPlaces, ...places],
    changes: sorted,
    counts: countChanges(sorted),
    unjudged: unjudged.sort(byFlow),
  };
};

/** The connection by which the old policy reads a place: the same one, unless it reads keys of other accounts by another role. */
const oldConnections = (source: Source, old: Policy, wanted: Policy, connect: ConnectAccount) => {
  const accounts = new Map(source.accounts.map((account) => [account.id, account]));
  return async (aws: Aws): Promise<Aws> => {
    const account = accounts.get(aws.where.account);
    const isSame = old.parameters.keyAccountRoleName === wanted.parameters.keyAccountRoleName;
    return isSame || account === undefined ? aws : connect(account)(aws.where.region);
  };
};
