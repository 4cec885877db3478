import { flowOfProperties } from '../../../lambda/core/planned/flow-of-properties.ts';
import { flowProperties } from '../../builders/hook-events.ts';

const WHERE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' } as const;
const flowOf = (overrides: Parameters<typeof flowProperties>[0] = {}) =>
  flowOfProperties(WHERE, 'Orders', flowProperties(overrides));

const RESOLVED_LATER = '{{resolve:ssm:/flows/value}}';
const BECAUSE = 'it is "{{resolve:ssm:/flows/value}}", which is not resolved yet';

it('a flow is what its properties say, and has never run', () => {
  expect(flowOf()).toEqual({
    flow: {
      name: 'orders',
      arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      where: WHERE,
      key: {
        kind: 'reference',
        reference: {
          arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
          partition: 'aws',
          account: '111122223333',
          region: 'eu-west-1',
          names: 'key',
          id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
        },
      },
      tags: new Map([['Owner', 'data-platform']]),
      connectorProfiles: ['crm-prod'],
      buckets: [{ name: 'company-lake', role: 'destination' }],
      lastRunStatus: undefined,
    },
    name: undefined,
    key: undefined,
    tags: new Map(),
    anyTag: undefined,
    connectorProfiles: [],
    buckets: [],
  });
});

describe('the key', () => {
  it.each([undefined, null, ''])('is none where KMSArn is %s', (KMSArn) => {
    expect(flowOf({ KMSArn })).toMatchObject({ flow: { key: { kind: 'none' } }, key: undefined });
  });

  it('may be a text that is no ARN, such as the bare id that Ref makes', () => {
    expect(flowOf({ KMSArn: '0a1b2c3d' })).toMatchObject({ flow: { key: { kind: 'not-an-arn', text: '0a1b2c3d' } } });
  });

  it.each([
    { KMSArn: RESOLVED_LATER, because: BECAUSE },
    {
      KMSArn: 'arn:aws:kms:eu-west-1:111122223333:key/{{resolve:ssm:/id}}',
      because: 'it is "arn:aws:kms:eu-west-1:111122223333:key/{{resolve:ssm:/id}}", which is not resolved yet',
    },
    {
      KMSArn: '{{changeSet:KNOWN_AFTER_APPLY}}',
      because: 'it is "{{changeSet:KNOWN_AFTER_APPLY}}", which is not resolved yet',
    },
    { KMSArn: { 'Fn::GetAtt': ['Key', 'Arn'] }, because: 'it is a function that is not resolved yet' },
    { KMSArn: ['a'], because: 'it is a function that is not resolved yet' },
  ])('is not known where KMSArn is $KMSArn', ({ KMSArn, because }) => {
    expect(flowOf({ KMSArn })).toMatchObject({
      flow: { key: { kind: 'none' } },
      key: { what: 'the key of the flow', because },
    });
  });
});

describe('the name', () => {
  it('is the logical id where it is not known', () => {
    expect(flowOf({ FlowName: RESOLVED_LATER })).toMatchObject({
      flow: { name: 'Orders', arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/Orders' },
      name: { what: 'the name of the flow', because: BECAUSE },
    });
  });
});

describe('tags', () => {
  it.each([undefined, null, []])('are none where Tags is %j', (Tags) => {
    expect(flowOf({ Tags })).toMatchObject({ flow: { tags: new Map() }, tags: new Map(), anyTag: undefined });
  });

  it('may have empty values, and numbers as values', () => {
    const Tags = [{ Key: 'Empty', Value: '' }, { Key: 'None' }, { Key: 'Cost', Value: 4711 }];
    expect(flowOf({ Tags }).flow.tags).toEqual(
      new Map([
        ['Empty', ''],
        ['None', ''],
        ['Cost', '4711'],
      ]),
    );
  });

  it('of which one has a value that is not known are known otherwise', () => {
    const Tags = [
      { Key: 'Owner', Value: 'data' },
      { Key: 'Class', Value: RESOLVED_LATER },
    ];
    expect(flowOf({ Tags })).toMatchObject({
      flow: { tags: new Map([['Owner', 'data']]) },
      tags: new Map([['Class', { what: 'the flow\'s tag "Class"', because: BECAUSE }]]),
      anyTag: undefined,
    });
  });

  it.each([
    {
      name: 'one has a key that is not known',
      Tags: [{ Key: RESOLVED_LATER, Value: 'x' }],
      because: 'one of them has a key that is not resolved yet',
    },
    { name: 'one is no tag', Tags: ['x'], because: 'one of them has a key that is not resolved yet' },
    { name: 'they are a function', Tags: { 'Fn::If': ['x', [], []] }, because: 'they are not resolved yet' },
  ])('may be any where $name', ({ Tags, because }) => {
    expect(flowOf({ Tags }).anyTag).toEqual({ what: 'the tags of the flow', because });
  });

  it('may be called as members of every object are', () => {
    const Tags = [
      { Key: '__proto__', Value: 'a' },
      { Key: 'constructor', Value: 'b' },
    ];
    expect(flowOf({ Tags }).flow.tags).toEqual(
      new Map([
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ]),
    );
  });
});

describe('connector profiles', () => {
  it('are those of the source and the destinations, each once', () => {
    const DestinationFlowConfigList = [
      { ConnectorProfileName: 'warehouse' },
      { ConnectorProfileName: 'crm-prod' },
      { ConnectorProfileName: '' },
      {},
    ];
    expect(flowOf({ DestinationFlowConfigList }).flow.connectorProfiles).toEqual(['crm-prod', 'warehouse']);
  });

  it('that are not known are told', () => {
    expect(flowOf({ SourceFlowConfig: { ConnectorProfileName: RESOLVED_LATER } })).toMatchObject({
      flow: { connectorProfiles: [] },
      connectorProfiles: [{ what: 'the connector profile of the source', because: BECAUSE }],
    });
  });
});

describe('buckets', () => {
  const destinationOf = (connector: string, properties: unknown) => ({
    DestinationConnectorProperties: { [connector]: properties },
  });

  it.each([
    { connector: 'S3', properties: { BucketName: 'a' }, buckets: [{ name: 'a', role: 'destination' }] },
    { connector: 'Upsolver', properties: { BucketName: 'a' }, buckets: [{ name: 'a', role: 'destination' }] },
    {
      connector: 'Redshift',
      properties: { IntermediateBucketName: 'a', ErrorHandlingConfig: { BucketName: 'b' } },
      buckets: [
        { name: 'b', role: 'error handling' },
        { name: 'a', role: 'intermediate' },
      ],
    },
    {
      connector: 'Snowflake',
      properties: { IntermediateBucketName: 'a', ErrorHandlingConfig: { BucketName: 'a' } },
      buckets: [
        { name: 'a', role: 'error handling' },
        { name: 'a', role: 'intermediate' },
      ],
    },
    {
      connector: 'SAPOData',
      properties: { SuccessResponseHandlingConfig: { BucketName: 'a' }, ErrorHandlingConfig: { BucketName: 'b' } },
      buckets: [
        { name: 'b', role: 'error handling' },
        { name: 'a', role: 'success responses' },
      ],
    },
    ...['CustomConnector', 'EventBridge', 'Marketo', 'Salesforce', 'Zendesk'].map((connector) => ({
      connector,
      properties: { ErrorHandlingConfig: { BucketName: 'a' } },
      buckets: [{ name: 'a', role: 'error handling' }],
    })),
    { connector: 'CustomerProfiles', properties: { DomainName: 'a' }, buckets: [] },
    { connector: 'LookoutMetrics', properties: {}, buckets: [] },
  ])('of a destination $connector have the roles that AppFlow gives them', ({ connector, properties, buckets }) => {
    expect(flowOf({ DestinationFlowConfigList: [destinationOf(connector, properties)] }).flow.buckets).toEqual(buckets);
  });

  it('of the source come first, and each is named once for each of its roles', () => {
    const SourceFlowConfig = { SourceConnectorProperties: { S3: { BucketName: 'a' } } };
    const s3 = destinationOf('S3', { BucketName: 'a' });
    expect(flowOf({ SourceFlowConfig, DestinationFlowConfigList: [s3, s3] }).flow.buckets).toEqual([
      { name: 'a', role: 'source' },
      { name: 'a', role: 'destination' },
    ]);
  });

  it('that are not known are told with their roles', () => {
    const DestinationFlowConfigList = [destinationOf('S3', { BucketName: RESOLVED_LATER })];
    expect(flowOf({ DestinationFlowConfigList })).toMatchObject({
      flow: { buckets: [] },
      buckets: [{ what: 'a bucket of the flow (destination)', because: BECAUSE }],
    });
  });
});

it.each([
  { SourceFlowConfig: 'text', DestinationFlowConfigList: 'text' },
  { SourceFlowConfig: [], DestinationFlowConfigList: {} },
  { SourceFlowConfig: { SourceConnectorProperties: 5 }, DestinationFlowConfigList: [null, 5, []] },
  { SourceFlowConfig: { SourceConnectorProperties: { S3: null } }, DestinationFlowConfigList: [{}] },
])('what is no configuration names nothing: %j', (overrides) => {
  expect(flowOf(overrides)).toMatchObject({
    flow: { connectorProfiles: [], buckets: [] },
    connectorProfiles: [],
    buckets: [],
  });
});
