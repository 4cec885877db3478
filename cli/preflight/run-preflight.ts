import type { Operation } from '../../lambda/aws/calls.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { createLookups, type Lookups } from '../../lambda/aws/lookups.ts';
import { given } from '../../lambda/core/model/answer.ts';
import { isoSecond } from '../audit/iso-second.ts';
import { APPFLOW_REGIONS } from '../aws/appflow-regions.ts';
import { askAboutAccount, type ReadAccount } from '../aws/preflight-reads.ts';
import { costLines } from './cost-lines.ts';
import { type Counted, countFlowsAndKeys } from './count-flows-and-keys.ts';
import { countLines } from './count-lines.ts';
import type { PreflightLine } from './line.ts';
import { monthlyCosts } from './monthly-cost.ts';
import { type ActionOnResource, neededActions } from './needed-actions.ts';
import { simulatedLines, triedLines } from './permission-lines.ts';
import { hubLine, regionLine } from './place-lines.ts';
import { PREFLIGHT_FORMAT, type Preflight } from './preflight.ts';
import { recorderLines } from './recorder-lines.ts';
import { tryActions } from './try-actions.ts';

/** Who looks, when, and with which version of this command. */
export interface PreflightStamp {
  /** The ARN that STS gives of the caller. */
  readonly caller: string;
  readonly at: Date;
  readonly version: string;
}

/** Every flow is described once, and what is found out about a key is kept. */
const PLAN = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: false, listsAllAtOnce: false } as const;

/**
 * Looks at the account and Region of `aws` with its credentials, and changes nothing. `concurrency`: DescribeFlow calls at one time
 * to begin with. Nothing that AWS denies or does not answer throws: it becomes a line.
 */
export const runPreflight = async (
  aws: Aws,
  concurrency: number,
  { caller, at, version }: PreflightStamp,
): Promise<Preflight> => {
  const { account, region } = aws.where;
  const read = askAboutAccount(aws);
  const lookups = createLookups(aws, concurrency, PLAN);
  // Where AppFlow does not exist its address does not either, and each call would be tried to the last.
  const counted = APPFLOW_REGIONS.includes(region) ? await countFlowsAndKeys(aws, lookups) : undefined;
  const listed = counted?.unlistedBecause === undefined ? counted : undefined;
  const costs = listed === undefined ? [] : monthlyCosts(listed.flows);
  return {
    format: PREFLIGHT_FORMAT,
    version,
    at: isoSecond(at),
    account,
    region,
    caller,
    lines: [
      regionLine(region, APPFLOW_REGIONS),
      ...recorderLines(await read.recorder()),
      hubLine(await read.hub()),
      ...(await permissionLines(aws, read, caller, lookups, counted)),
      ...(counted === undefined ? [] : countLines(counted)),
      ...(listed === undefined ? [NO_COST] : costLines(costs, listed.flows)),
    ],
    ...(listed === undefined ? {} : { flows: listed.flows, keys: listed.keys }),
    monthlyCosts: costs,
  };
};

const NO_COST: PreflightLine = {
  check: 'Cost',
  outcome: 'warn',
  told: 'What the rule costs hangs on the number of flows, which is not known.',
  remedy: 'See docs/cost.md for the arithmetic.',
};

const permissionLines = async (
  aws: Aws,
  read: ReadAccount,
  caller: string,
  lookups: Lookups,
  counted: Counted | undefined,
): Promise<readonly PreflightLine[]> => {
  const actions = neededActions(aws.where);
  const simulated = await read.simulation(caller, actions);
  if (simulated.kind === 'given') {
    const allowed = simulated.value;
    return simulatedLines(given(actions.map(({ action, when }) => ({ action, when, isAllowed: allowed.has(action) }))));
  }
  const tried = new Map([...(await tryActions(aws, lookups, counted?.someKey)), ...whatCountingShowed(counted)]);
  return [...simulatedLines(simulated), ...linesOfTried(actions, tried)];
};

/** What was denied in counting has lines of its own. */
const whatCountingShowed = (counted: Counted | undefined): readonly (readonly [Operation, true])[] => {
  if (counted === undefined || counted.unlistedBecause !== undefined) return [];
  const described = counted.flows > 0 && counted.unreadFlows.size === 0;
  return [
    ['ListFlows', true],
    ...(described ? [['DescribeFlow', true] as const] : []),
    ...(counted.someKey === undefined ? [] : [['DescribeKey', true] as const]),
  ];
};

const linesOfTried = (
  actions: readonly ActionOnResource[],
  tried: ReadonlyMap<Operation, boolean>,
): readonly PreflightLine[] =>
  triedLines(
    actions.flatMap(({ operation, action, when }) => {
      const isAllowed = tried.get(operation);
      return isAllowed === undefined ? [] : [{ action, when, isAllowed }];
    }),
    actions.filter(({ operation }) => !tried.has(operation)).map(({ action }) => action),
  );
