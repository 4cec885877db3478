import { DateTime, Duration } from 'luxon';
import { isoSecond } from '../audit/iso-second.ts';
import type { FlowDetails, Schedule } from './flow-details.ts';

/**
 * When a flow runs next. Times are ISO 8601 in UTC to the second; a `because` is a clause in lower case without a full
 * stop.
 */
export type NextRun =
  | {
      readonly kind: 'at';
      readonly at: string;
      /** The same by the clocks of the flow's time zone, YYYY-MM-DD HH:MM; absent where it names none that exists. */
      readonly local?: string;
    }
  /** The schedule tells how often, but not since when: sooner or later before this. */
  | { readonly kind: 'before'; readonly until: string }
  | { readonly kind: 'with-the-next-event' }
  | { readonly kind: 'when-started' }
  | { readonly kind: 'not-at-all'; readonly because: string }
  /** It may run at any time. */
  | { readonly kind: 'unknown'; readonly because: string };

/**
 * In these states a flow does not run by itself;
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html
 */
const STANDS_STILL: ReadonlyMap<string, string> = new Map([
  ['Suspended', 'it is suspended'],
  ['Draft', 'it is not activated'],
  ['Errored', 'AppFlow stopped it after an error'],
  ['Deprecated', 'it is deprecated'],
]);

/**
 * The first run after `now`. A state that is not known counts as running, and what cannot be computed as "at any time":
 * no flow looks calmer than it is. An on-demand flow can be started in every state, suspending it has no effect.
 */
export const nextRunOf = ({ status, trigger }: Pick<FlowDetails, 'status' | 'trigger'>, now: Date): NextRun => {
  if (trigger.type === 'OnDemand') return { kind: 'when-started' };
  const because = STANDS_STILL.get(status);
  if (because !== undefined) return { kind: 'not-at-all', because };
  switch (trigger.type) {
    case 'Event':
      return { kind: 'with-the-next-event' };
    case 'Scheduled':
      return nextByScheduleOf(trigger.schedule, now);
    case 'other':
      return { kind: 'unknown', because: `its trigger is of the unknown type ${trigger.name}` };
  }
};

/**
 * `rate(5minutes)` as AWS documents it; with a space, or in the singular, as EventBridge writes it and AppFlow stores
 * it.
 */
const RATE = /^rate\(\s*(?<count>[1-9]\d{0,4})\s*(?<unit>minute|hour|day)s?\s*\)$/;

/**
 * Runs are counted in whole intervals from the start. Days have 24 hours: AWS calls the time zone a label, and a start
 * is a moment, so that by local clocks a daily run moves by an hour with daylight saving. AppFlow also takes cron(…),
 * but no page says how it reads it.
 */
const nextByScheduleOf = (schedule: Schedule, now: Date): NextRun => {
  const interval = intervalOf(schedule.expression);
  if (interval === undefined) {
    return { kind: 'unknown', because: `its schedule is not understood: ${schedule.expression || 'there is none'}` };
  }
  const { start, end, timezone } = schedule;
  const offset = schedule.offsetInSeconds * 1_000;
  const hasEnded = (turn: number): boolean => end !== undefined && turn > end.getTime();
  const over = { kind: 'not-at-all', because: `its schedule ended at ${isoSecond(end ?? now)}` } as const;
  if (start === undefined) {
    if (hasEnded(now.getTime() - offset)) return over;
    return { kind: 'before', until: isoSecond(new Date(now.getTime() + interval + offset)) };
  }
  const turnsSoFar = Math.floor((now.getTime() - offset - start.getTime()) / interval) + 1;
  const turn = start.getTime() + Math.max(0, turnsSoFar) * interval;
  if (hasEnded(turn)) return over;
  const at = new Date(turn + offset);
  const local = localMinute(at, timezone);
  return { kind: 'at', at: isoSecond(at), ...(local === undefined ? {} : { local }) };
};

/** In milliseconds; nothing where the expression is not one that AWS documents. */
const intervalOf = (expression: string): number | undefined => {
  const { count, unit } = RATE.exec(expression)?.groups ?? {};
  return unit === undefined ? undefined : Duration.fromObject({ [unit]: Number(count) }).toMillis();
};

/** YYYY-MM-DD HH:MM by the clocks of a time zone; nothing where there is no such zone. */
const localMinute = (at: Date, timezone: string | undefined): string | undefined => {
  if (!timezone) return undefined;
  const local = DateTime.fromJSDate(at, { zone: timezone }).reconfigure({ locale: 'en', numberingSystem: 'latn' });
  return local.isValid ? local.toFormat('yyyy-MM-dd HH:mm') : undefined;
};
