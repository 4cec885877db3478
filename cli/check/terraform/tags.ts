import { known, type Planned } from '../planned.ts';
import { isLeftOut, whyUnknown } from './attribute.ts';
import type { Configuration } from './configuration.ts';
import type { Follow } from './follow.ts';
import type { Instance } from './instances.ts';
import { holdsTrue, memberOf, membersOf } from './json.ts';
import { attributeAt, constantIn, readSpot, referencesIn } from './spot.ts';
import { SENSITIVE, shown, unknownBecause } from './words.ts';

type Tags = Readonly<Record<string, string>>;
export type TagsOf = (instance: Instance) => Planned<Tags>;

/**
 * The tags that a resource will have, with the provider's default tags. `tags_all` holds them all, but where it is not known yet:
 * for a resource without any tag, and where the value of one is empty or unknown.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
export const tagsIn =
  (configuration: Configuration, follow: Follow): TagsOf =>
  (instance) => {
    const spot = attributeAt(instance.root, 'tags');
    const own = readSpot(spot);
    const all = readSpot(attributeAt(instance.root, 'tags_all'));
    // The mark of a secret tag is on `tags` alone.
    if (holdsTrue(spot.sensitive) || all.kind === 'sensitive') return SENSITIVE;
    if (all.kind === 'known' && (all.value ?? null) !== null) return known(tagsOf(all.value));
    if (own.kind === 'unknown' && !isLeftOut(instance, spot, follow)) {
      const names = membersOf(spot.unknown).flatMap(([name, mark]) => (holdsTrue(mark) ? name : []));
      return unknownBecause(
        names.length > 0
          ? `the value of ${names.map(shown).join(', ')} is known only when the plan is applied`
          : whyUnknown(instance, spot, follow),
      );
    }
    const tags = tagsOf(own.kind === 'known' ? own.value : undefined);
    const defaults = defaultTags(instance, configuration);
    return defaults.kind === 'known' ? known(tagsOf({ ...defaults.value, ...tags })) : defaults;
  };

const defaultTags = (instance: Instance, configuration: Configuration): Planned<Tags> => {
  const key = instance.configuration?.providerKey;
  const blocks = memberOf(key === undefined ? undefined : configuration.provider(key), 'default_tags');
  const [block] = Array.isArray(blocks) ? blocks : [];
  const expression = memberOf(block, 'tags');
  if (block === undefined) return known({});
  const constant = constantIn(expression);
  if (constant !== undefined) return known(tagsOf(constant.value));
  const [reference] = referencesIn(expression) ?? [];
  return unknownBecause(
    `the provider adds default tags${reference === undefined ? '' : ` made of ${reference}`}, which a plan does not tell here`,
  );
};

/** Of a map, or of a list of `key` and `value` as the Cloud Control provider has it. */
const tagsOf = (value: unknown): Tags =>
  Object.fromEntries(
    Array.isArray(value)
      ? value.flatMap((tag) => pair(memberOf(tag, 'key'), memberOf(tag, 'value')))
      : membersOf(value).flatMap(([key, text]) => pair(key, text)),
  );

const pair = (key: unknown, value: unknown): readonly (readonly [string, string])[] =>
  typeof key === 'string' ? [[key, typeof value === 'string' ? value : '']] : [];
