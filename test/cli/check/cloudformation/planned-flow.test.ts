import { flowOf, worldOf } from '../../../builders/read-template.ts';

const known = (value: unknown) => ({ kind: 'known', value });

const flowWith = (...lines: readonly string[]) => `
Resources:
  Raw: { Type: AWS::S3::Bucket }
  Crm:
    Type: AWS::AppFlow::ConnectorProfile
    Properties: { ConnectorProfileName: crm, KMSArn: !GetAtt Key.Arn }
  Key: { Type: AWS::KMS::Key }
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: orders
${lines.map((line) => `      ${line}`).join('\n')}
`;

const destination = (connector: string, properties: string) =>
  `DestinationFlowConfigList: [{ ConnectorType: ${connector}, DestinationConnectorProperties: { ${connector}: { ${properties} } } }]`;
const bucketsWith = (...lines: readonly string[]) => flowOf(flowWith(...lines)).buckets;

describe('a flow', () => {
  it('stands where its logical id does', () => {
    expect(flowOf(flowWith())).toEqual({
      place: { file: 'template.yaml', line: 8 },
      resource: 'Orders',
      name: known('orders'),
      key: { kind: 'none' },
      tags: known({}),
      profiles: [],
      buckets: [],
    });
  });

  it('has tags', () => {
    expect(flowOf(flowWith('Tags: [{ Key: Owner, Value: data }]')).tags).toEqual(known({ Owner: 'data' }));
  });

  it('uses profiles, each once, by reference and by name', () => {
    const source = 'SourceFlowConfig: { ConnectorType: Salesforce, ConnectorProfileName: !Ref Crm }';
    const item = '{ ConnectorType: S3 }, { ConnectorProfileName: erp }, { ConnectorProfileName: erp }';
    expect(flowOf(flowWith(source, `DestinationFlowConfigList: [${item}]`)).profiles).toEqual([
      known({ planned: 'Crm' }),
      known({ name: 'erp' }),
    ]);
  });

  it.each([
    ['a profile', 'SourceFlowConfig: { ConnectorProfileName: !ImportValue x }'],
    ['a source', 'SourceFlowConfig: !ImportValue x'],
    ['destinations', 'DestinationFlowConfigList: !ImportValue x'],
    ['one destination', 'DestinationFlowConfigList: [!ImportValue x]'],
  ])('uses an unknown profile where %s is unknown', (_, line) => {
    expect(flowOf(flowWith(line)).profiles).toMatchObject([
      { kind: 'unknown', because: 'the import x is known only where it is deployed' },
    ]);
  });
});

describe('the buckets of a flow', () => {
  it('are its source', () => {
    const line = 'SourceFlowConfig: { ConnectorType: S3, SourceConnectorProperties: { S3: { BucketName: raw } } }';
    expect(bucketsWith(line)).toEqual([{ role: 'source', bucket: known({ name: 'raw' }) }]);
  });

  it.each([
    ['S3', 'BucketName: lake', ['destination']],
    ['Upsolver', 'BucketName: lake', ['destination']],
    [
      'Redshift',
      'IntermediateBucketName: lake, ErrorHandlingConfig: { BucketName: lake }',
      ['error handling', 'intermediate'],
    ],
    [
      'Snowflake',
      'IntermediateBucketName: lake, ErrorHandlingConfig: { BucketName: lake }',
      ['error handling', 'intermediate'],
    ],
    [
      'SAPOData',
      'SuccessResponseHandlingConfig: { BucketName: lake }, ErrorHandlingConfig: { BucketName: lake }',
      ['error handling', 'success responses'],
    ],
    ['CustomConnector', 'ErrorHandlingConfig: { BucketName: lake }', ['error handling']],
    ['EventBridge', 'ErrorHandlingConfig: { BucketName: lake }', ['error handling']],
    ['Marketo', 'ErrorHandlingConfig: { BucketName: lake }', ['error handling']],
    ['Salesforce', 'ErrorHandlingConfig: { BucketName: lake }', ['error handling']],
    ['Zendesk', 'ErrorHandlingConfig: { BucketName: lake }', ['error handling']],
    ['LookoutMetrics', 'BucketName: lake', []],
    ['constructor', 'BucketName: lake', []],
  ])('are those of %s', (connector, properties, roles) => {
    expect(bucketsWith(destination(connector, properties))).toEqual(
      roles.map((role) => ({ role, bucket: known({ name: 'lake' }) })),
    );
  });

  it('are found by reference', () => {
    expect(bucketsWith(destination('S3', 'BucketName: !Ref Raw'))).toEqual([
      { role: 'destination', bucket: known({ planned: 'Raw' }) },
    ]);
  });

  it.each([
    ['a name', destination('S3', 'BucketName: !ImportValue x'), 'destination'],
    [
      'the properties of a destination',
      'DestinationFlowConfigList: [{ DestinationConnectorProperties: !ImportValue x }]',
      'destination',
    ],
    ['destinations', 'DestinationFlowConfigList: !ImportValue x', 'destination'],
    ['the source', 'SourceFlowConfig: !ImportValue x', 'source'],
  ])('are unknown where %s is unknown', (_, line, role) => {
    expect(bucketsWith(line)).toMatchObject([
      { role, bucket: { kind: 'unknown', because: 'the import x is known only where it is deployed' } },
    ]);
  });
});

describe('a connector profile', () => {
  it('has the key of its secret', () => {
    expect(worldOf(flowWith()).profiles).toEqual([{ id: 'Crm', name: known('crm'), key: { kind: 'key', id: 'Key' } }]);
  });
});

describe('the default encryption of a bucket', () => {
  const encryptionWith = (properties: string) =>
    worldOf(`
Resources:
  Key: { Type: AWS::KMS::Key }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/lake, TargetKeyId: !Ref Key } }
  Raw: { Type: AWS::S3::Bucket, Properties: { ${properties} } }
`).buckets[0]?.encryption;
  const rule = (members: string) =>
    `BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { ${members} } }] }`;

  it.each([
    ['is AES256 where nothing is said', '', { algorithm: 'AES256', key: { kind: 'none' } }],
    [
      'is AES256 where only a bucket key is asked for',
      'BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }] }',
      { algorithm: 'AES256', key: { kind: 'none' } },
    ],
    ['is under the key of AWS', rule('SSEAlgorithm: aws:kms'), { algorithm: 'aws:kms', key: { kind: 'none' } }],
    [
      'is under a key by its bare id',
      rule('SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key'),
      { algorithm: 'aws:kms', key: { kind: 'key', id: 'Key' } },
    ],
    [
      'is under a key by its ARN',
      rule('SSEAlgorithm: aws:kms:dsse, KMSMasterKeyID: !GetAtt Key.Arn'),
      { algorithm: 'aws:kms:dsse', key: { kind: 'key', id: 'Key' } },
    ],
    [
      'is under a key by its alias',
      rule('SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Alias'),
      { algorithm: 'aws:kms', key: { kind: 'alias', id: 'Alias' } },
    ],
    [
      'is under a key by the name of an alias',
      rule('SSEAlgorithm: aws:kms, KMSMasterKeyID: alias/aws/s3'),
      { algorithm: 'aws:kms', key: { kind: 'text', text: 'alias/aws/s3' } },
    ],
  ])('%s', (_, properties, expected) => {
    expect(encryptionWith(properties)).toEqual(known(expected));
  });

  it.each([
    ['it is open', 'BucketEncryption: !ImportValue x', 'the import x is known only where it is deployed'],
    ['its algorithm is open', rule('SSEAlgorithm: !ImportValue x'), 'the import x is known only where it is deployed'],
    ['it has no algorithm', rule('KMSMasterKeyID: x'), 'the default encryption has no SSEAlgorithm'],
  ])('is unknown where %s', (_, properties, because) => {
    expect(encryptionWith(properties)).toMatchObject({ kind: 'unknown', because });
  });
});
