import type { BucketRole } from '../../../lambda/core/model/flow.ts';
import { type Planned, type PlannedBucketUse, type PlannedFlow, unknownValue } from '../planned.ts';
import type { Reading } from './evaluate.ts';
import { idOfPlanned, keyNameOf } from './key-name.ts';
import { placeOfResource } from './place-of-resource.ts';
import { plannedTags } from './planned-tags.ts';
import { plannedText, propertyOf } from './planned-text.ts';
import { memberOf, textOf } from './template-node.ts';
import { type PlannedResource, type Value, valueAt } from './value.ts';

/** A path of property names to the bucket, by what it is used for. */
type Places = Readonly<Partial<Record<BucketRole, readonly string[]>>>;

const ERRORS: Places = { 'error handling': ['ErrorHandlingConfig', 'BucketName'] };

/**
 * Where the properties of each connector can name a bucket.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-appflow-flow-destinationconnectorproperties.html
 */
const SOURCES: Readonly<Record<string, Places>> = { S3: { source: ['BucketName'] } };
const DESTINATIONS: Readonly<Record<string, Places>> = {
  S3: { destination: ['BucketName'] },
  Upsolver: { destination: ['BucketName'] },
  Redshift: { ...ERRORS, intermediate: ['IntermediateBucketName'] },
  Snowflake: { ...ERRORS, intermediate: ['IntermediateBucketName'] },
  SAPOData: { ...ERRORS, 'success responses': ['SuccessResponseHandlingConfig', 'BucketName'] },
  CustomConnector: ERRORS,
  EventBridge: ERRORS,
  Marketo: ERRORS,
  Salesforce: ERRORS,
  Zendesk: ERRORS,
};

type Use = Planned<{ readonly planned: string } | { readonly name: string }>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appflow-flow.html */
export const plannedFlow = (of: PlannedResource, reading: Reading): PlannedFlow => {
  const { stack, resource } = of;
  const source = propertyOf(of, 'SourceFlowConfig', reading);
  const list = propertyOf(of, 'DestinationFlowConfigList', reading);
  const destinations = list.kind === 'list' ? list.items : [list];
  const constructPath = textOf(memberOf(memberOf(resource.node, 'Metadata'), 'aws:cdk:path'));
  return {
    place: placeOfResource(of),
    resource: `${stack.shownPath}${resource.id}`,
    ...(constructPath === undefined ? {} : { constructPath }),
    name:
      plannedText(propertyOf(of, 'FlowName', reading), reading) ?? unknownValue('it has no FlowName', resource.line),
    key: keyNameOf(propertyOf(of, 'KMSArn', reading), { stack, reading, takes: 'arn' }),
    ...plannedTags(of, reading),
    profiles: distinct(
      [source, ...destinations].flatMap((config) => useOf(valueAt(config, 'ConnectorProfileName'), reading)),
    ),
    buckets: distinct([
      ...bucketsIn(valueAt(source, 'SourceConnectorProperties'), SOURCES, 'source', reading),
      ...destinations.flatMap((config) =>
        bucketsIn(valueAt(config, 'DestinationConnectorProperties'), DESTINATIONS, 'destination', reading),
      ),
    ]),
  };
};

/** A profile or bucket by reference or by name; none where nothing is named. */
const useOf = (value: Value, reading: Reading): readonly Use[] => {
  const [only, ...more] = value.kind === 'text' ? value.parts : [];
  if (only?.kind === 'resource' && more.length === 0)
    return [{ kind: 'known', value: { planned: idOfPlanned(only.of) } }];
  const name = plannedText(value, reading);
  if (name === undefined || (name.kind === 'known' && name.value === '')) return [];
  return [name.kind === 'known' ? { kind: 'known', value: { name: name.value } } : name];
};

const bucketsIn = (
  properties: Value,
  table: Readonly<Record<string, Places>>,
  usually: BucketRole,
  reading: Reading,
): readonly PlannedBucketUse[] => {
  if (properties.kind === 'unknown') return [{ role: usually, bucket: properties }];
  if (properties.kind !== 'map') return [];
  const open: readonly PlannedBucketUse[] =
    properties.more === undefined ? [] : [{ role: usually, bucket: properties.more }];
  const named = [...properties.members].flatMap(([connector, value]) => {
    const places = Object.hasOwn(table, connector) ? (table[connector] ?? {}) : {};
    return Object.entries(places).flatMap(([role, path]) =>
      useOf(valueAt(value, ...path), reading).map((bucket) => ({ role: role as BucketRole, bucket })),
    );
  });
  return [...named, ...open];
};

const distinct = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
