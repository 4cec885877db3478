import { known, type Planned, type TagValues } from '../planned.ts';
import { isLeftOut, whyUnknown } from './attribute.ts';
import type { Configuration } from './configuration.ts';
import type { Follow } from './follow.ts';
import type { Instance } from './instances.ts';
import { holdsTrue, memberOf, membersOf } from './json.ts';
import { attributeAt, constantIn, referencesIn, type Spot } from './spot.ts';
import { SENSITIVE, shown, unknownBecause } from './words.ts';

type Tags = Readonly<Record<string, string>>;

/** As PlannedFlow and PlannedKey have them. */
export interface PlannedTags {
  readonly tags: Planned<Tags>;
  readonly tagValues?: TagValues;
}

export type TagsOf = (instance: Instance) => PlannedTags;

/**
 * The tags that a resource will have, with the provider's default tags. `tags_all` holds them all, but where it is not
 * known yet: for a resource without any tag, and where the value of one is empty or unknown.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
export const tagsIn =
  (configuration: Configuration, follow: Follow): TagsOf =>
  (instance) => {
    const own = attributeAt(instance.root, 'tags');
    const all = attributeAt(instance.root, 'tags_all');
    if (own.sensitive === true || all.sensitive === true) return { tags: SENSITIVE };
    if (all.unknown !== true && (all.value ?? null) !== null) {
      // The mark of a secret value is on `tags` alone.
      return together({ ...valuesAt(all), ...secretsAt(own) });
    }
    if (own.unknown === true && !isLeftOut(instance, own, follow)) {
      return { tags: unknownBecause(whyUnknown(instance, own, follow)) };
    }
    const defaults = defaultTags(instance, configuration);
    if (defaults.kind === 'unknown') return { tags: defaults };
    return together({ ...allKnown(defaults.value), ...valuesAt(own) });
  };

/** One unknown value leaves the tags unknown, and what is known of them is told besides. */
const together = (tagValues: TagValues): PlannedTags => {
  const values = Object.entries(tagValues);
  const open = values.flatMap(([key, { kind }]) => (kind === 'unknown' ? key : []));
  if (open.length > 0) {
    const because = `the value of ${open.map(shown).join(', ')} is not known before the plan is applied, or secret`;
    return { tags: unknownBecause(because), tagValues };
  }
  return {
    tags: known(Object.fromEntries(values.flatMap(([key, it]) => (it.kind === 'known' ? [[key, it.value]] : [])))),
  };
};

const NOT_YET = unknownBecause('it is known only when the plan is applied');

/** The value of each tag at the place. */
const valuesAt = ({ value, unknown, sensitive }: Spot): TagValues => {
  if (Array.isArray(value)) return listed({ value, unknown, sensitive });
  const marked = membersOf(unknown).flatMap(([key, mark]) => (holdsTrue(mark) ? [[key, NOT_YET] as const] : []));
  return { ...allKnown(value), ...Object.fromEntries(marked), ...secretsAt({ sensitive }) };
};

const secretsAt = ({ sensitive }: Pick<Spot, 'sensitive'>): TagValues =>
  Object.fromEntries(membersOf(sensitive).flatMap(([key, mark]) => (holdsTrue(mark) ? [[key, SENSITIVE]] : [])));

/** A list of `key` and `value`, as the Cloud Control provider has it. */
const listed = ({ value, unknown, sensitive }: Pick<Spot, 'value' | 'unknown' | 'sensitive'>): TagValues =>
  Object.fromEntries(
    (Array.isArray(value) ? value : []).flatMap((tag: unknown, at) => {
      const key = memberOf(tag, 'key');
      if (typeof key !== 'string') return [];
      const isMarked = (marks: unknown): boolean => holdsTrue(Array.isArray(marks) ? marks[at] : marks);
      if (isMarked(sensitive)) return [[key, SENSITIVE]];
      return [[key, isMarked(unknown) ? NOT_YET : known(textOf(memberOf(tag, 'value')))]];
    }),
  );

const allKnown = (tags: unknown): TagValues =>
  Object.fromEntries(membersOf(tags).map(([key, value]) => [key, known(textOf(value))]));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const defaultTags = (instance: Instance, configuration: Configuration): Planned<unknown> => {
  const key = instance.configuration?.providerKey;
  const blocks = memberOf(key === undefined ? undefined : configuration.provider(key), 'default_tags');
  const [block] = Array.isArray(blocks) ? blocks : [];
  if (block === undefined) return known({});
  const expression = memberOf(block, 'tags');
  const constant = constantIn(expression);
  if (constant !== undefined) return known(constant.value);
  const [reference] = referencesIn(expression) ?? [];
  const made = reference === undefined ? '' : ` made of ${reference}`;
  return unknownBecause(`the provider adds default tags${made}, which the plan does not tell here`);
};
