import { excerpt, plainText } from '../../lambda/core/model/text.ts';
import type { AffectedFlow, Impact } from './impact.ts';

/** How bad it would be, worst first. */
export const TIERS = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NONE'] as const;
export type Tier = (typeof TIERS)[number];

export interface Risk {
  readonly tier: Tier;
  /** It may be worse: something that may hang on the key could not be read. */
  readonly atLeast: boolean;
  /** The rules of the table below that led to the tier, with what they found. */
  readonly because: readonly string[];
}

/** What the rules look at. */
export type RiskFacts = Pick<Impact, 'at' | 'if' | 'complete' | 'flows' | 'profiles' | 'buckets' | 'lastUse'>;

/** Of one flow; a risk is at least as bad as that of each of its flows. */
export type FlowFacts = Pick<AffectedFlow, 'nextRun' | 'losesData'>;

interface RiskRule {
  readonly tier: Tier;
  /** As a clause, for people: what the tier stands for. */
  readonly rule: string;
  /** What it fits, by name; nothing where it does not fit. An empty name adds no name to the clause. */
  readonly finds: (facts: RiskFacts) => readonly string[];
}

const HOURS_UNTIL_SOON = 24;
const HOURS_UNTIL_THIS_WEEK = 7 * 24;
const DAYS_OF_RECENT_USE = 90;
const MILLISECONDS_PER_HOUR = 3_600_000;
const MOST_NAMES = 5;
const LONGEST_NAME = 80;

const runsWithin = ({ nextRun }: FlowFacts, hours: number, at: string): boolean =>
  nextRun.kind === 'at' && Date.parse(nextRun.at) - Date.parse(at) <= hours * MILLISECONDS_PER_HOUR;

const mayRunAnyTime = ({ nextRun: { kind } }: FlowFacts): boolean => kind === 'unknown' || kind === 'before';

const flowsThat = (
  fits: (flow: AffectedFlow, facts: RiskFacts) => boolean,
): ((facts: RiskFacts) => readonly string[]) => {
  return (facts) => facts.flows.filter((flow) => fits(flow, facts)).map(({ flow }) => flow);
};

const namesOf = (things: readonly { readonly name: string }[]): readonly string[] => things.map(({ name }) => name);

/** A sentence without names, if something holds. */
const where = (holds: boolean): readonly string[] => (holds ? [''] : []);

/** The one table of what makes a risk. The first tier with a rule that fits is the risk; documented from here. */
export const RISK_RULES: readonly RiskRule[] = [
  {
    tier: 'CRITICAL',
    rule: 'a flow that hangs on the key runs within 24 hours',
    finds: flowsThat((flow, { at }) => runsWithin(flow, HOURS_UNTIL_SOON, at)),
  },
  {
    tier: 'CRITICAL',
    rule: 'a flow that hangs on the key runs with the next event of its source',
    finds: flowsThat(({ nextRun }) => nextRun.kind === 'with-the-next-event'),
  },
  {
    tier: 'CRITICAL',
    rule: 'a flow that hangs on the key may run at any time: its schedule has no start, or is not understood',
    finds: flowsThat(mayRunAnyTime),
  },
  {
    tier: 'HIGH',
    rule: 'a flow that hangs on the key runs within 7 days',
    finds: flowsThat((flow, { at }) => runsWithin(flow, HOURS_UNTIL_THIS_WEEK, at)),
  },
  {
    tier: 'HIGH',
    rule: 'objects that a flow wrote, or reads, become unreadable for good',
    finds: flowsThat(({ losesData }) => losesData),
  },
  {
    tier: 'MEDIUM',
    rule: 'a flow that hangs on the key runs later, when somebody starts it, or not at present',
    finds: flowsThat(() => true),
  },
  {
    tier: 'MEDIUM',
    rule: 'credentials of a connector profile become unreadable',
    finds: ({ profiles }) => namesOf(profiles),
  },
  { tier: 'MEDIUM', rule: 'objects in a bucket become unreadable', finds: ({ buckets }) => namesOf(buckets) },
  {
    tier: 'MEDIUM',
    rule: 'something that may hang on the key could not be read',
    finds: ({ complete }) => where(!complete),
  },
  {
    tier: 'LOW',
    rule: 'nothing that was read hangs on the key, but it was used within the last 90 days, by something else',
    finds: (facts) => where(wasUsedLately(facts)),
  },
  {
    tier: 'LOW',
    rule: 'nothing that was read hangs on the key, but nobody knows whether it was used within the last 90 days',
    finds: (facts) => where(!isUseKnown(facts)),
  },
  {
    tier: 'NONE',
    rule: 'nothing that was read hangs on the key, and it was not used within the last 90 days',
    finds: () => where(true),
  },
];

const isRecent = (time: string, at: string): boolean =>
  Date.parse(at) - Date.parse(time) <= DAYS_OF_RECENT_USE * 24 * MILLISECONDS_PER_HOUR;

const wasUsedLately = ({ lastUse, at }: RiskFacts): boolean =>
  'value' in lastUse && lastUse.value.at !== undefined && isRecent(lastUse.value.at, at);

/**
 * Of a key that KMS has not watched for so long, nothing is known of the time before; but a new key has no such time.
 */
const isUseKnown = ({ lastUse, at }: RiskFacts): boolean =>
  'value' in lastUse &&
  (lastUse.value.at !== undefined || lastUse.value.neverUsed === true || !isRecent(lastUse.value.trackedSince, at));

export const riskOf = (facts: RiskFacts): Risk => {
  const found = RISK_RULES.map((rule) => ({ ...rule, names: rule.finds(facts) })).filter(
    ({ names }) => names.length > 0,
  );
  const tier = found[0]?.tier ?? 'NONE';
  return {
    tier,
    atLeast: !facts.complete,
    because: found.filter((it) => it.tier === tier).map(({ rule, names }) => withNames(rule, names)),
  };
};

/** The tier of one flow by the same rules. */
export const tierOfFlow = (flow: FlowFacts, at: string): Tier => {
  if (runsWithin(flow, HOURS_UNTIL_SOON, at)) return 'CRITICAL';
  if (flow.nextRun.kind === 'with-the-next-event' || mayRunAnyTime(flow)) return 'CRITICAL';
  return runsWithin(flow, HOURS_UNTIL_THIS_WEEK, at) || flow.losesData ? 'HIGH' : 'MEDIUM';
};

const withNames = (rule: string, names: readonly string[]): string => {
  const told = names.filter((name) => name !== '').map((name) => excerpt(plainText(name), LONGEST_NAME));
  if (told.length === 0) return rule;
  const more = told.length > MOST_NAMES ? ` and ${told.length - MOST_NAMES} more` : '';
  return `${rule} (${told.slice(0, MOST_NAMES).join(', ')}${more})`;
};
