import type { DescribeFlowCommandOutput } from '@aws-sdk/client-appflow';
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
