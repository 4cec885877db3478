import {
  DestinationConnectorProperties$ as DESTINATIONS,
  type DescribeFlowCommandOutput,
  SourceConnectorProperties$ as SOURCES,
} from '@aws-sdk/client-appflow';
import { bucketsIn } from '../../lambda/aws/flow-buckets.ts';

const flow = (members: Partial<DescribeFlowCommandOutput>): DescribeFlowCommandOutput => ({
  $metadata: {},
  ...members,
});
const from = (sourceConnectorProperties: object) =>
  bucketsIn(flow({ sourceFlowConfig: { connectorType: 'S3', sourceConnectorProperties } }));
const into = (...properties: readonly object[]) =>
  bucketsIn(
    flow({
      destinationFlowConfigList: properties.map((destinationConnectorProperties) => ({
        connectorType: 'S3' as const,
        destinationConnectorProperties,
      })),
    }),
  );
const errors = { errorHandlingConfig: { bucketName: 'errors' } };
const ERRORS = { name: 'errors', role: 'error handling' };

describe('a bucket that a flow names', () => {
  it('can be its source', () => {
    expect(from({ S3: { bucketName: 'raw' } })).toEqual([{ name: 'raw', role: 'source' }]);
  });

  it.each(['S3', 'Upsolver'])('can be its destination, of %s', (connector) => {
    expect(into({ [connector]: { bucketName: 'lake' } })).toEqual([{ name: 'lake', role: 'destination' }]);
  });

  it.each(['Redshift', 'Snowflake'])('can lie between it and %s, with another for errors', (connector) => {
    expect(into({ [connector]: { object: 'o', intermediateBucketName: 'stage', ...errors } })).toEqual([
      ERRORS,
      { name: 'stage', role: 'intermediate' },
    ]);
  });

  it.each(['CustomConnector', 'EventBridge', 'Honeycode', 'Marketo', 'Salesforce', 'Zendesk', 'SAPOData'])(
    'can take the errors of %s',
    (connector) => {
      expect(into({ [connector]: errors })).toEqual([ERRORS]);
    },
  );

  it('can take the answers of SAP', () => {
    expect(into({ SAPOData: { successResponseHandlingConfig: { bucketName: 'answers' } } })).toEqual([
      { name: 'answers', role: 'success responses' },
    ]);
  });

  it('is told once for each of its roles, whatever names it again', () => {
    const both = into(
      { S3: { bucketName: 'lake' } },
      { S3: { bucketName: 'lake' } },
      { Redshift: { intermediateBucketName: 'lake' } },
    );
    expect(both).toEqual([
      { name: 'lake', role: 'destination' },
      { name: 'lake', role: 'intermediate' },
    ]);
  });
});

it.each([
  {
    name: 'connectors that have no bucket',
    members: { Salesforce: { object: 'Order' }, CustomerProfiles: {}, LookoutMetrics: {} },
  },
  {
    name: 'a place that is left empty',
    members: { Redshift: { intermediateBucketName: '' }, Zendesk: { errorHandlingConfig: {} } },
  },
  { name: 'a connector that nobody knows yet', members: { Tomorrow: { bucketName: 'later' } } },
])('no bucket comes of $name', ({ members }) => {
  expect(into(members)).toEqual([]);
});

it('a flow without definition names no bucket', () => {
  expect(bucketsIn(flow({}))).toEqual([]);
});

/** A structure as the SDK describes it to itself: kind, namespace, name, traits, names of members, their schemas. */
type Structure = readonly [3, string, string, unknown, readonly string[], readonly unknown[]];
const isStructure = (schema: unknown): schema is Structure => Array.isArray(schema) && schema[0] === 3;

/** Properties in which every text member that speaks of a bucket's name holds a name of its own, which is added to `names`. */
const filled = (schema: Structure, path: string, names: string[]): object => {
  const [, , , , members, schemas] = schema;
  const values = members.map((member, index) => {
    const told = schemas[index];
    const inside: unknown = typeof told === 'function' ? told() : told;
    if (isStructure(inside)) return [member, filled(inside, `${path}.${member}`, names)];
    if (!/bucket(?!prefix)/i.test(member)) return [member, undefined];
    const name = `${path}.${member}`;
    names.push(name);
    return [member, name];
  });
  return Object.fromEntries(values);
};

it.each([
  { end: 'source', schema: SOURCES, read: from, places: 1 },
  { end: 'destination', schema: DESTINATIONS, read: into, places: 14 },
])('no place for a bucket that the SDK knows in a $end is passed over', ({ schema, read, places }) => {
  const names: string[] = [];
  const buckets = read(filled(schema as unknown as Structure, 'flow', names));
  expect(names).toHaveLength(places);
  expect(buckets.map(({ name }) => name).sort()).toEqual(names.sort());
});
