import type { Tags } from '../../lambda/core/model/tags.ts';
import type { Planned, TagValues, UnknownValue } from './planned.ts';

/** Tags of which all keys are known; those in `open` have a stand-in as their value, and why. */
export interface KnownTags {
  readonly kind: 'known';
  readonly tags: Tags;
  readonly open: ReadonlyMap<string, UnknownValue>;
}

const STAND_IN = '(not known yet)';

/** What is known of planned tags: all keys, or nothing at all. */
export const readPlannedTags = (
  tags: Planned<Readonly<Record<string, string>>>,
  values: TagValues | undefined,
): KnownTags | UnknownValue => {
  if (tags.kind === 'known') return { kind: 'known', tags: new Map(Object.entries(tags.value)), open: new Map() };
  if (values === undefined) return tags;
  const all = Object.entries(values);
  return {
    kind: 'known',
    tags: new Map(all.map(([key, value]) => [key, value.kind === 'known' ? value.value : STAND_IN])),
    open: new Map(all.flatMap(([key, value]) => (value.kind === 'unknown' ? [[key, value]] : []))),
  };
};
