import type { Planned, PlannedBucketUse, PlannedFlow } from '../planned.ts';
import { asText, plannedValue } from './attribute.ts';
import { bucketUsesOf, type NameUse } from './buckets.ts';
import type { Follow } from './follow.ts';
import type { Instance } from './instances.ts';
import type { NameKey } from './key-name.ts';
import { FLOW_NAMES } from './kinds.ts';
import { attributeAt, blocksAt, type Spot } from './spot.ts';
import type { TagsOf } from './tags.ts';
import { unknownBecause } from './words.ts';

/** What is needed to read a flow. */
export interface FlowReader {
  readonly file: string;
  readonly follow: Follow;
  readonly nameKey: NameKey;
  readonly nameProfile: NameUse;
  readonly nameBucket: NameUse;
  readonly tagsOf: TagsOf;
}

/**
 * A flow as the plan leaves it;
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/appflow_flow
 */
export const flowOf = (instance: Instance, reader: FlowReader): PlannedFlow => {
  const at = (name: string): Spot => attributeAt(instance.root, name);
  const nameless = unknownBecause('the plan shows no name');
  const ends = endsOf(instance);
  return {
    place: { file: reader.file },
    resource: instance.address,
    name: plannedValue<string>(instance, at(FLOW_NAMES.get(instance.type) ?? 'name'), reader.follow, asText, nameless),
    // AppFlow takes no bare ids, and a flow may do without a key.
    key: reader.nameKey(instance, at('kms_arn'), { takesIds: false, isRequired: false }),
    ...reader.tagsOf(instance),
    profiles: profilesOf(instance, ends, reader.nameProfile),
    buckets: bucketsIn(instance, ends, reader.nameBucket),
  };
};

interface End {
  readonly side: 'source' | 'destination';
  /** Nothing where nobody knows yet how many there are. */
  readonly blocks: readonly Spot[] | undefined;
}

const endsOf = ({ root, type }: Instance): readonly End[] => {
  const destinations = type === 'awscc_appflow_flow' ? 'destination_flow_config_list' : 'destination_flow_config';
  return [
    { side: 'source', blocks: blocksAt(attributeAt(root, 'source_flow_config')) },
    { side: 'destination', blocks: blocksAt(attributeAt(root, destinations)) },
  ];
};

const notYet = ({ side }: End) => unknownBecause(`its ${side} is known only when the plan is applied`);

const profilesOf = (instance: Instance, ends: readonly End[], nameProfile: NameUse): PlannedFlow['profiles'] =>
  distinct(
    ends.flatMap((end): readonly PlannedFlow['profiles'][number][] => {
      if (end.blocks === undefined) return [notYet(end)];
      return end.blocks.flatMap((block) => {
        const spot = attributeAt(block, 'connector_profile_name');
        const isGiven = spot.unknown === true || (typeof spot.value === 'string' && spot.value !== '');
        return isGiven ? [nameProfile(instance, spot)] : [];
      });
    }),
  );

const bucketsIn = (instance: Instance, ends: readonly End[], nameBucket: NameUse): readonly PlannedBucketUse[] =>
  distinct(
    ends.flatMap((end): readonly PlannedBucketUse[] =>
      end.blocks === undefined
        ? [{ role: end.side, bucket: notYet(end) }]
        : end.blocks.flatMap((block) => bucketUsesOf(instance, block, end.side, nameBucket)),
    ),
  );

const distinct = <T extends Planned<unknown> | PlannedBucketUse>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
