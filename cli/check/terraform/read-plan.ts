import { plainText } from '../../../lambda/core/model/text.ts';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import type { PlannedAlias, PlannedFile, PlannedProfile, PlannedWorld } from '../planned.ts';
import { callText } from './address.ts';
import { asText, plannedValue } from './attribute.ts';
import { bucketNamesIn, bucketsOf, namesOfUse } from './buckets.ts';
import { configurationOf } from './configuration.ts';
import { flowOf } from './flows.ts';
import { type Follow, followIn } from './follow.ts';
import { type Instance, type Instances, instancesOf } from './instances.ts';
import { keyNamingOf, type NameKey } from './key-name.ts';
import { doomedKeysOf, keysOf } from './keys.ts';
import { ALIAS_NAMES, FLOW_NAMES, isManaged, PROFILE } from './kinds.ts';
import { notesOf } from './notes.ts';
import { type Plan, parsePlan } from './parse-plan.ts';
import { attributeAt } from './spot.ts';
import { tagsIn } from './tags.ts';
import { whereOf } from './where.ts';
import { unknownBecause } from './words.ts';

/**
 * What would be there if a plan of Terraform or OpenTofu were applied, out of what `show -json` prints of it; `file` is
 * what to call it. One case, since a plan knows its variables.
 * https://developer.hashicorp.com/terraform/internals/json-format
 * @throws InvalidInputError that begins with the file, for anything else
 */
export const readPlan = (file: string, text: string): PlannedFile => {
  const plan = parsePlan(file, text);
  try {
    return read(file, plan);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new InvalidInputError(plainText(`${file} is not a plan that can be read: it is nested too deeply`));
    }
    throw error;
  }
};

const read = (file: string, plan: Plan): PlannedFile => {
  const configuration = configurationOf(plan.configuration);
  const instances = instancesOf(plan, configuration);
  const follow = followIn(configuration, instances, plan.variables);
  const assumed = new Map<string, Set<string>>();
  const naming = keyNamingOf(instances, follow, (instance, names) => {
    const { resource, module } = instance;
    const block = module.length === 0 ? resource : `${callText(module)}.${resource}`;
    assumed.set(block, new Set([...(assumed.get(block) ?? []), ...names]));
  });
  const tagsOf = tagsIn(configuration, follow);
  const nameBucket = bucketNamesIn(instances, follow);
  const flows = instances.all.filter((it) => isManaged(it, FLOW_NAMES));
  const reader = {
    file,
    follow,
    nameKey: naming.nameKey,
    nameProfile: namesOfUse(instances, follow, PROFILE, ['name']),
    nameBucket,
    tagsOf,
  };
  const world = {
    ...whereOf(instances, flows, configuration, plan.variables),
    flows: flows.map((it) => flowOf(it, reader)),
    aliases: aliasesOf(file, instances, follow, naming.nameKey),
    profiles: profilesOf(instances, follow, naming.nameKey),
    buckets: bucketsOf(instances, follow, naming.nameKey, nameBucket),
    keys: keysOf(file, instances, follow, naming, tagsOf),
  };
  const keys = [...world.keys, ...doomedKeysOf(file, instances, follow, naming, tagsOf)];
  return {
    file,
    cases: [{ condition: '', world: { ...world, keys } satisfies PlannedWorld }],
    notes: notesOf(plan, instances, assumed),
  };
};

const aliasesOf = (file: string, instances: Instances, follow: Follow, nameKey: NameKey): readonly PlannedAlias[] =>
  instances.all
    .filter((it) => isManaged(it, ALIAS_NAMES))
    .map((instance) => ({
      id: instance.address,
      place: { file },
      name: nameOf(instance, ALIAS_NAMES.get(instance.type) ?? 'name', follow),
      target: nameKey(instance, attributeAt(instance.root, 'target_key_id'), { takesIds: true, isRequired: true }),
    }));

const profilesOf = (instances: Instances, follow: Follow, nameKey: NameKey): readonly PlannedProfile[] =>
  instances.all
    .filter((it) => isManaged(it, new Set([PROFILE])))
    .map((instance) => ({
      id: instance.address,
      name: nameOf(instance, 'name', follow),
      key: nameKey(instance, attributeAt(instance.root, 'kms_arn'), { takesIds: false, isRequired: false }),
    }));

const nameOf = (instance: Instance, attribute: string, follow: Follow) =>
  plannedValue<string>(
    instance,
    attributeAt(instance.root, attribute),
    follow,
    asText,
    unknownBecause('the provider makes its name when the plan is applied'),
  );
