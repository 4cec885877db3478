import { minuteOf } from '../../../lambda/core/model/days.ts';
import type { AffectedFlow, Deed, Impact, Tie, UnreadThing } from '../impact.ts';

/** When a flow runs next, in words: "2026-11-25 06:30 UTC (07:30 in Europe/Dublin)". */
export const whenItRuns = ({ nextRun, trigger: { timezone } }: Pick<AffectedFlow, 'nextRun' | 'trigger'>): string => {
  switch (nextRun.kind) {
    case 'at': {
      const utc = minuteOf(new Date(nextRun.at));
      if (nextRun.local === undefined || nextRun.local === utc) return `${utc} UTC`;
      const isSameDay = nextRun.local.slice(0, 10) === utc.slice(0, 10);
      return `${utc} UTC (${isSameDay ? nextRun.local.slice(11) : nextRun.local} in ${timezone})`;
    }
    case 'before':
      return `before ${minuteOf(new Date(nextRun.until))} UTC`;
    case 'with-the-next-event':
      return 'with the next event';
    case 'when-started':
      return 'when somebody starts it';
    case 'not-at-all':
      return `not at present: ${nextRun.because}`;
    case 'unknown':
      return `at any time: ${nextRun.because}`;
  }
};

/** When it ran last and how that ended: "2026-11-24 06:30 UTC, Successful". */
export const whenItRan = ({ lastRun }: Pick<AffectedFlow, 'lastRun'>): string => {
  const { at, status } = lastRun ?? {};
  const told = [
    ...(at === undefined ? [] : [`${minuteOf(new Date(at))} UTC`]),
    ...(status === undefined ? [] : [status]),
  ];
  return told.length === 0 ? 'never' : told.join(', ');
};

/** By what a flow hangs on the key: "connector profile crm-prod". */
export const tieInWords = (tie: Tie): string => {
  switch (tie.by) {
    case 'key':
      return 'its key';
    case 'connector profile':
      return `connector profile ${tie.name}`;
    case 'bucket':
      return `bucket ${tie.name} (${tie.role})`;
  }
};

/** "connector profile crm-prod (flows orders, leads)". */
export const unreadInWords = ({ what, name, flows }: UnreadThing): string =>
  [what, ...(name === undefined ? [] : [name]), ...(flows.length === 0 ? [] : [`(${flowsInWords(flows)})`])].join(' ');

/** "flow orders", "flows orders, leads". */
export const flowsInWords = (flows: readonly string[]): string =>
  flows.length === 0 ? 'no flow' : `${flows.length === 1 ? 'flow' : 'flows'} ${flows.join(', ')}`;

const IF: Readonly<Record<Deed, string>> = { disabled: 'is disabled', deleted: 'is deleted' };

/** What is asked, as a headline. */
export const questionOf = ({ key, if: deed }: Impact): string => `If ${nameOf(key.arn)} ${IF[deed]}`;

/** "key 0a1b…" or "alias/lake", without account and Region. */
const nameOf = (arn: string): string =>
  arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^key\//, 'key ');

/** "HIGH or worse"; nothing is worse than CRITICAL. */
export const riskInWords = ({ risk: { tier, atLeast } }: Impact): string =>
  atLeast && tier !== 'CRITICAL' ? `${tier} or worse` : tier;

/** What is known of the key itself, as name and text. */
export const factsOf = ({ key, relatedKeys, aliases, lastUse }: Impact): readonly (readonly [string, string])[] => [
  ['Key', key.arn],
  ['State', key.state ?? 'not known'],
  ['Aliases', 'value' in aliases ? aliases.value.join(', ') || 'none' : `not known: ${aliases.because}`],
  ['Kind', key.role === 'single-Region' || key.role === 'unknown' ? key.role : `multi-Region, ${key.role}`],
  ...relatedKeys.map(({ arn, role }) => [role === 'primary' ? 'Its primary' : 'A replica', arn] as const),
  ['Last use', lastUseInWords(lastUse)],
];

const lastUseInWords = (lastUse: Impact['lastUse']): string => {
  if (!('value' in lastUse)) return `not known: ${lastUse.because}`;
  const { at, operation, neverUsed, trackedSince } = lastUse.value;
  if (at !== undefined) return `${minuteOf(new Date(at))} UTC${operation === undefined ? '' : `, ${operation}`}`;
  return neverUsed === true ? 'never' : `none since ${minuteOf(new Date(trackedSince))} UTC`;
};

/** Places that were not read, each as a clause. */
export const placesNotRead = ({ places }: Impact): readonly string[] =>
  places.flatMap(({ account, region, status, because }) =>
    status === 'read'
      ? []
      : [`account ${account} in ${region} is ${status}${because === undefined ? '' : `: ${because}`}`],
  );

/** The last line: what was read, found and not read. */
export const totalsOf = (impact: Impact): string => {
  const read = impact.places.filter(({ status }) => status === 'read').length;
  const unreadable = impact.places.filter(({ status }) => status === 'unreadable').length;
  const hanging = [
    count(impact.flows.length, 'flow'),
    count(impact.profiles.length, 'connector profile'),
    count(impact.buckets.length, 'bucket'),
  ].join(', ');
  const missing = impact.complete
    ? 'complete'
    : `INCOMPLETE: ${count(impact.unread.length, 'thing')} that may hang on it and ${count(unreadable, 'place')} could not be read`;
  return `${hanging} hang on the key in ${count(read, 'place')} that ${read === 1 ? 'was' : 'were'} read; ${missing}`;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
