import type { Answer } from '../../lambda/core/model/answer.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import { isoSecond } from '../audit/iso-second.ts';
import { effectOnBucket, effectOnProfile, effectsOn, type Loss, losesData, lossBy } from './effects.ts';
import type { FlowDetails, Trigger } from './flow-details.ts';
import {
  type AffectedFlow,
  type AffectedThing,
  type Deed,
  IMPACT_FORMAT,
  type Impact,
  type ImpactKey,
  type Tie,
  type ToldTrigger,
  type ToldUse,
  type UnreadThing,
} from './impact.ts';
import { blindSpots, notesOn } from './notes.ts';
import type { FlowReading, KeyReading, PlaceReading, Relation, ThingReading, WatchedUse } from './readings.ts';
import { riskOf, TIERS, tierOfFlow } from './risk.ts';
import { nextRunOf } from './schedule.ts';
import { type Told, toTold } from './told.ts';

/** Brings together what was read: what hangs on the key, what may, and how bad it would be. */
export const toImpact = (
  deed: Deed,
  at: Date,
  key: KeyReading,
  readings: readonly PlaceReading[],
  otherPlaces: readonly AuditedPlace[] = [],
): Impact => {
  const places = [...readings.map(({ place }) => place), ...otherPlaces];
  const loss = lossBy(deed, key.family.role);
  const flows = readings.flatMap((reading) => affectedFlows(reading, loss, at)).toSorted(worstFirst);
  const things = (of: (reading: PlaceReading) => readonly ThingReading[], uses: Uses, effect: string) =>
    readings.flatMap((reading) => affectedThings(reading, of(reading), uses, effect));
  const profiles = things(({ profiles: all }) => all, usesProfile, effectOnProfile(loss));
  const buckets = things(({ buckets: all }) => all, usesBucket, effectOnBucket(loss));
  const unread = readings.flatMap(unreadThings);
  const lastUse = lastUseOf(key);
  const facts = {
    at: isoSecond(at),
    if: deed,
    complete: unread.length === 0 && places.every(({ status }) => status !== 'unreadable'),
    flows,
    profiles,
    buckets,
    lastUse,
  };
  return {
    format: IMPACT_FORMAT,
    ...facts,
    risk: riskOf(facts),
    key: keyOf(key),
    relatedKeys: key.family.related,
    aliases: toTold(key.aliases),
    places,
    unread,
    notes: notesOn(key, deed),
    cannotSee: blindSpots(lastUse),
  };
};

type Uses = (flow: FlowDetails, name: string) => boolean;

const usesProfile: Uses = ({ connectorProfiles }, name) => connectorProfiles.includes(name);
const usesBucket: Uses = ({ buckets }, name) => buckets.some((bucket) => bucket.name === name);

const isOn = ({ relation }: { readonly relation: Relation }): boolean => relation.kind === 'on';

/** By what a flow hangs on the key for sure. */
const tiesOf = ({ details, relation }: FlowReading, { profiles, buckets }: PlaceReading): readonly Tie[] => [
  ...(relation.kind === 'on' ? [{ by: 'key' } as const] : []),
  ...profiles
    .filter((profile) => isOn(profile) && usesProfile(details, profile.name))
    .map(({ name }) => ({ by: 'connector profile', name }) as const),
  ...details.buckets
    .filter(({ name }) => buckets.some((bucket) => isOn(bucket) && bucket.name === name))
    .map(({ name, role }) => ({ by: 'bucket', name, role }) as const),
];

const affectedFlows = (reading: PlaceReading, loss: Loss, now: Date): readonly AffectedFlow[] =>
  reading.flows.flatMap((flow) => {
    const ties = tiesOf(flow, reading);
    if (ties.length === 0) return [];
    const { details } = flow;
    const { account, region } = reading.place;
    const facts = { nextRun: nextRunOf(details, now), losesData: losesData(details, ties, loss) };
    return {
      account,
      region,
      flow: details.name,
      arn: details.arn,
      tier: tierOfFlow(facts, isoSecond(now)),
      status: details.status,
      ...optional('statusMessage', details.statusMessage),
      trigger: toldTrigger(details.trigger),
      ...optional('lastRun', toldLastRun(details)),
      ties,
      effects: effectsOn(details, ties, loss),
      ...facts,
    };
  });

const affectedThings = (
  { flows, place: { account, region } }: PlaceReading,
  things: readonly ThingReading[],
  uses: Uses,
  effect: string,
): readonly AffectedThing[] =>
  things
    .filter(isOn)
    .map(({ name }) => ({ account, region, name, flows: usersOf(flows, uses, name), effect }))
    .toSorted((a, b) => compare(a.name, b.name));

const usersOf = (flows: readonly FlowReading[], uses: Uses, name: string): readonly string[] =>
  flows.flatMap(({ details }) => (uses(details, name) ? [details.name] : [])).toSorted();

const unreadThings = (reading: PlaceReading): readonly UnreadThing[] => {
  const { flows, undescribed, profiles, profilesUnlisted, buckets, place } = reading;
  const unread = (what: UnreadThing['what'], because: string, name?: string, users: readonly string[] = []) => ({
    account: place.account,
    region: place.region,
    what,
    ...optional('name', name),
    because,
    flows: users,
  });
  const things = (what: UnreadThing['what'], uses: Uses, all: readonly ThingReading[]) =>
    all.flatMap(({ name, relation }) =>
      relation.kind === 'unsure' ? [unread(what, relation.because, name, usersOf(flows, uses, name))] : [],
    );
  return [
    ...undescribed.map(({ flow, because }) => unread('flow', because, flow)),
    ...flows.flatMap(({ details, relation }) =>
      relation.kind === 'unsure' ? [unread('flow', relation.because, details.name)] : [],
    ),
    ...things('connector profile', usesProfile, profiles),
    ...(profilesUnlisted === undefined ? [] : [unread('every other connector profile', profilesUnlisted)]),
    ...things('bucket', usesBucket, buckets),
  ];
};

const toldTrigger = (trigger: Trigger): ToldTrigger => {
  if (trigger.type === 'other') return { type: trigger.name };
  if (trigger.type !== 'Scheduled') return { type: trigger.type };
  const { expression, start, end, offsetInSeconds, timezone, pullMode, recordsFrom } = trigger.schedule;
  return {
    type: trigger.type,
    schedule: expression,
    ...optional('start', start && isoSecond(start)),
    ...optional('end', end && isoSecond(end)),
    ...optional('offsetInSeconds', offsetInSeconds || undefined),
    ...optional('timezone', timezone),
    ...optional('pullMode', pullMode),
    ...optional('recordsFrom', recordsFrom && isoSecond(recordsFrom)),
  };
};

const toldLastRun = ({ lastRun }: FlowDetails): AffectedFlow['lastRun'] =>
  lastRun && { ...optional('at', lastRun.at && isoSecond(lastRun.at)), ...optional('status', lastRun.status) };

const keyOf = ({ reference, lookup, family }: KeyReading): ImpactKey => {
  if (lookup.kind !== 'found') {
    const { arn, account, region } = reference;
    return { arn, account, region, role: family.role };
  }
  const { arn, account, region, state, manager, deletionDate } = lookup.key;
  return {
    arn,
    account,
    region,
    role: family.role,
    state,
    manager,
    ...optional('deletionDate', deletionDate && isoSecond(deletionDate)),
  };
};

const lastUseOf = ({ lastUse, lookup }: KeyReading): Told<ToldUse> => {
  const toUse = ({ at, operation, trackedSince }: WatchedUse): ToldUse => {
    const isWatchedFromTheStart = lookup.kind === 'found' && lookup.key.createdAt >= trackedSince;
    return {
      ...optional('at', at && isoSecond(at)),
      ...optional('operation', operation),
      ...(at === undefined && isWatchedFromTheStart ? { neverUsed: true } : {}),
      trackedSince: isoSecond(trackedSince),
    };
  };
  const told: Answer<ToldUse> = lastUse.kind === 'refused' ? lastUse : { kind: 'given', value: toUse(lastUse.value) };
  return toTold(told);
};

/** By tier, then by the time of the next run where there is one, then by place and name. */
const worstFirst = (a: AffectedFlow, b: AffectedFlow): number =>
  TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
  compare(timeOf(a), timeOf(b)) ||
  compare(a.account, b.account) ||
  compare(a.region, b.region) ||
  compare(a.flow, b.flow);

const LATER_THAN_EVERY_TIME = 'later';

/** ISO 8601 in UTC sorts as text. */
const timeOf = ({ nextRun }: AffectedFlow): string => (nextRun.kind === 'at' ? nextRun.at : LATER_THAN_EVERY_TIME);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A member that is left out where it has no value. */
const optional = <N extends string, V>(name: N, value: V | undefined): { readonly [K in N]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: V };
