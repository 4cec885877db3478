import type { Properties } from '../input/hook-event.ts';
import type { AccountRegion } from '../model/account-region.ts';
import { flowArn } from '../model/arn.ts';
import type { BucketRole, FlowBucket } from '../model/flow.ts';
import { parseNamedKey } from '../model/key-reference.ts';
import { quote } from '../model/text.ts';
import type { PlannedFlow, Unknown } from './planned-flow.ts';
import { propertyText } from './property-text.ts';

/**
 * The flow that these properties of AWS::AppFlow::Flow make. `logicalId` stands for a name that is not known.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appflow-flow.html
 */
export const flowOfProperties = (where: AccountRegion, logicalId: string, properties: Properties): PlannedFlow => {
  const name = sort([['the name of the flow', properties['FlowName']]]);
  const key = sort([['the key of the flow', properties['KMSArn']]]);
  const ends = endsOf(properties);
  const profiles = sort(
    ends.map(({ what, config }) => [`the connector profile of ${what}`, memberOf(config, 'ConnectorProfileName')]),
  );
  const bucketUses = ends.flatMap(bucketUsesOf);
  const buckets = sort(bucketUses.map(({ role, name: value }) => [`a bucket of the flow (${role})`, value]));
  const tags = tagsIn(properties['Tags']);
  const flowName = name.texts[0] ?? logicalId;
  return {
    flow: {
      name: flowName,
      arn: flowArn(where, flowName),
      where,
      key: parseNamedKey(key.texts[0]),
      tags: tags.known,
      connectorProfiles: [...new Set(profiles.texts)],
      buckets: bucketsAmong(bucketUses),
      lastRunStatus: undefined,
    },
    name: name.unknown[0],
    key: key.unknown[0],
    tags: tags.unknown,
    anyTag: tags.any,
    connectorProfiles: profiles.unknown,
    buckets: buckets.unknown,
  };
};

/** The texts among these values, without empty ones, and what is not known of the others. */
const sort = (
  values: readonly (readonly [what: string, value: unknown])[],
): { readonly texts: readonly string[]; readonly unknown: readonly Unknown[] } => {
  const read = values.map(([what, value]) => ({ what, property: propertyText(value) }));
  return {
    texts: read.flatMap(({ property }) => (property.kind === 'text' && property.text !== '' ? [property.text] : [])),
    unknown: read.flatMap(({ what, property }) =>
      property.kind === 'unknown' ? [{ what, because: property.because }] : [],
    ),
  };
};

interface End {
  readonly what: string;
  readonly config: unknown;
  /** Properties of the connector, by its name. */
  readonly connectors: readonly unknown[];
  /** What the connector uses its own bucket for. */
  readonly ownBucket: BucketRole;
}

const endsOf = (properties: Properties): readonly End[] => {
  const source = properties['SourceFlowConfig'];
  const destinations = listOf(properties['DestinationFlowConfigList']);
  return [
    {
      what: 'the source',
      config: source,
      connectors: valuesOf(memberOf(source, 'SourceConnectorProperties')),
      ownBucket: 'source',
    },
    ...destinations.map(
      (config): End => ({
        what: 'a destination',
        config,
        connectors: valuesOf(memberOf(config, 'DestinationConnectorProperties')),
        ownBucket: 'destination',
      }),
    ),
  ];
};

interface BucketUse {
  readonly role: BucketRole;
  readonly name: unknown;
}

/** Connectors name their buckets alike, so that one of tomorrow is understood, too. */
const bucketUsesOf = ({ connectors, ownBucket }: End): readonly BucketUse[] =>
  connectors.flatMap((connector) => [
    { role: ownBucket, name: memberOf(connector, 'BucketName') },
    { role: 'error handling' as const, name: memberOf(memberOf(connector, 'ErrorHandlingConfig'), 'BucketName') },
    {
      role: 'success responses' as const,
      name: memberOf(memberOf(connector, 'SuccessResponseHandlingConfig'), 'BucketName'),
    },
    { role: 'intermediate' as const, name: memberOf(connector, 'IntermediateBucketName') },
  ]);

/** Each bucket that is known once for each of its roles. */
const bucketsAmong = (uses: readonly BucketUse[]): readonly FlowBucket[] => {
  const buckets = uses.flatMap(({ role, name }) => sort([['', name]]).texts.map((text) => ({ name: text, role })));
  return buckets.filter(
    ({ name, role }, index) => buckets.findIndex((it) => it.name === name && it.role === role) === index,
  );
};

interface PlannedTags {
  readonly known: ReadonlyMap<string, string>;
  readonly unknown: ReadonlyMap<string, Unknown>;
  readonly any: Unknown | undefined;
}

const tagsIn = (value: unknown): PlannedTags => {
  const what = 'the tags of the flow';
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    return { known: new Map(), unknown: new Map(), any: { what, because: 'they are not resolved yet' } };
  }
  const read = listOf(value).map((tag) => ({
    key: propertyText(memberOf(tag, 'Key')),
    value: propertyText(memberOf(tag, 'Value')),
  }));
  const known = new Map<string, string>();
  const unknown = new Map<string, Unknown>();
  let any: Unknown | undefined;
  for (const tag of read) {
    if (tag.key.kind !== 'text') {
      any ??= { what, because: 'one of them has a key that is not resolved yet' };
    } else if (tag.value.kind === 'unknown') {
      unknown.set(tag.key.text, { what: `the flow's tag ${quote(tag.key.text)}`, because: tag.value.because });
    } else {
      known.set(tag.key.text, tag.value.kind === 'text' ? tag.value.text : '');
    }
  }
  return { known, unknown, any };
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const valuesOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** A member of its own, whatever the value is. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
