import type { RecordedWorld } from '../../../cli/recording/recorder.ts';
import { redacted } from '../../../cli/recording/redact.ts';
import { parseRuleParameters } from '../../../lambda/core/input/rule-parameters.ts';

const keyArn = 'arn:aws:kms:eu-west-1:444455556666:key/1b2c';

const recording: RecordedWorld = {
  account: '111122223333',
  region: 'eu-west-1',
  ruleParameters: {
    requiredKeyTags: 'Owner=sales|data,CostCenter',
    matchingTags: 'Owner',
    maxRotationPeriodInDays: '365',
    keyAliasPattern: 'alias/prod-*',
    allowedKeyAccounts: '444455556666,777788889999',
    keyUsers: 'arn:aws:iam::444455556666:role/*',
    exemptionTag: 'Until',
    keyAccountRoleName: 'reader',
    flowTagFilter: 'Until=2027*',
    executionRoleName: '',
  },
  recording: {
    at: '2026-11-24T08:00:00.000Z',
    version: '2.2.0',
    places: [
      { account: '111122223333', accountName: 'Sales', region: 'eu-west-1', status: 'read' },
      { account: '222233334444', region: 'all', status: 'unreadable', because: 'role arn:x could not be assumed' },
    ],
    asked: {
      '111122223333/eu-west-1 ListFlows ': 'given',
      '111122223333/eu-west-1 DescribeFlow orders': 'given',
      '111122223333/eu-west-1 DescribeFlow secret': 'AccessDeniedException',
      '111122223333/eu-west-1 DescribeConnectorProfiles *': 'given',
      '111122223333/eu-west-1 DescribeConnectorProfiles crm,erp': 'given',
      [`444455556666/eu-west-1 GetKeyPolicy ${keyArn}`]: 'given',
      '444455556666/eu-west-1 ListAliases ': 'given',
      '111122223333 AssumeRole arn:aws:iam::444455556666:role/reader': 'given',
      '111122223333 GetBucketEncryption lake': 'NoSuchBucket',
      '111122223333/eu-west-1 DescribeSecret arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1B2c3': 'given',
    },
  },
  flows: [
    {
      account: '111122223333',
      region: 'eu-west-1',
      flowName: 'orders',
      kmsArn: keyArn,
      flowStatus: 'Active',
      flowStatusMessage: 'Ann stopped it',
      createdAt: '2026-01-01T00:00:00.000Z',
      description: 'orders of Ann',
      tags: { Owner: 'data', Until: '2027-06-30' },
      triggerConfig: {
        triggerType: 'Scheduled',
        triggerProperties: { Scheduled: { scheduleExpression: 'rate(1hours)', timezone: 'Europe/Berlin' } },
      },
      sourceFlowConfig: {
        connectorType: 'CustomConnector',
        connectorProfileName: 'crm',
        sourceConnectorProperties: { CustomConnector: { entityName: 'orders', customProperties: { ann: 'x' } } },
      },
      destinationFlowConfigList: [
        { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: 'lake', bucketPrefix: 'ann' } } },
      ],
      lastRun: { mostRecentExecutionStatus: 'Successful', mostRecentExecutionTime: '2026-11-01T00:00:00.000Z' },
      executions: [{ executionStatus: 'Successful', startedAt: '2026-11-01T00:00:00.000Z', recordsProcessed: 7 }],
    },
  ],
  keys: [
    {
      Arn: keyArn,
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      CreationDate: '2026-01-01T00:00:00.000Z',
      Description: 'key of Ann',
      MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY', PrimaryKey: { Arn: keyArn, Region: 'eu-west-1' } },
      Rotation: { KeyRotationEnabled: true, RotationPeriodInDays: 365 },
      Tags: { Owner: 'data' },
      Aliases: ['alias/prod-lake', 'alias/old'],
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Id: 'of Ann',
        Statement: [
          {
            Sid: 'Ann reads',
            Effect: 'Allow',
            Principal: { AWS: ['arn:aws:iam::444455556666:role/etl', '444455556666'], Service: 'logs.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:DescribeKey'],
            Resource: '*',
            Condition: {
              StringEquals: { 'kms:EncryptionContext:customer': 'Ann', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
            },
          },
        ],
      }),
      Grants: [{ GranteePrincipal: 'arn:aws:iam::111122223333:user/ann', Operations: ['Decrypt'] }],
    },
  ],
  connectorProfiles: [
    {
      account: '111122223333',
      region: 'eu-west-1',
      connectorProfileName: 'crm',
      credentialsArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1B2c3',
    },
  ],
  secrets: [{ ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1B2c3', KmsKeyId: keyArn }],
  buckets: [
    { account: '111122223333', region: 'eu-west-1', Name: 'lake', SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '1b2c' },
  ],
  roles: [{ Arn: 'arn:aws:iam::444455556666:role/reader', Trusts: ['111122223333'] }],
};

it('accounts, names, ARNs, values of tags and free text become pseudonyms; the rest stays', () => {
  expect(redacted(recording)).toEqual({
    account: '100000000001',
    region: 'eu-west-1',
    ruleParameters: {
      requiredKeyTags: 'Owner=*A*,CostCenter',
      matchingTags: 'Owner',
      maxRotationPeriodInDays: '365',
      keyAliasPattern: '*/M-*',
      allowedKeyAccounts: '100000000003,100000000004',
      keyUsers: '*M-*,arn:aws:iam::2*:root',
      exemptionTag: 'Until',
      keyAccountRoleName: 'role-1',
      flowTagFilter: 'Until=*B*|2027*',
      executionRoleName: '',
    },
    recording: {
      at: '2026-11-24T08:00:00.000Z',
      version: '2.2.0',
      places: [
        { account: '100000000001', accountName: 'text-1', region: 'eu-west-1', status: 'read' },
        { account: '100000000002', region: 'all', status: 'unreadable', because: 'text-2' },
      ],
      asked: {
        '100000000001/eu-west-1 ListFlows ': 'given',
        '100000000001/eu-west-1 DescribeFlow flow-1': 'given',
        '100000000001/eu-west-1 DescribeFlow flow-2': 'AccessDeniedException',
        '100000000001/eu-west-1 DescribeConnectorProfiles *': 'given',
        '100000000001/eu-west-1 DescribeConnectorProfiles profile-1,profile-2': 'given',
        '100000000003/eu-west-1 GetKeyPolicy arn:aws:kms:eu-west-1:100000000003:key/key-1': 'given',
        '100000000003/eu-west-1 ListAliases ': 'given',
        '100000000001 AssumeRole arn:aws:iam::100000000003:role/role-1': 'given',
        '100000000001 GetBucketEncryption bucket-1': 'NoSuchBucket',
        '100000000001/eu-west-1 DescribeSecret arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1-000001':
          'given',
      },
    },
    flows: [
      {
        account: '100000000001',
        region: 'eu-west-1',
        flowName: 'flow-1',
        kmsArn: 'arn:aws:kms:eu-west-1:100000000003:key/key-1',
        flowStatus: 'Active',
        flowStatusMessage: 'text-3',
        createdAt: '2026-01-01T00:00:00.000Z',
        description: 'text-4',
        tags: { Owner: 'value-1-A', Until: '2027-06-30' },
        triggerConfig: {
          triggerType: 'Scheduled',
          triggerProperties: { Scheduled: { scheduleExpression: 'rate(1hours)', timezone: 'Europe/Berlin' } },
        },
        sourceFlowConfig: {
          connectorType: 'CustomConnector',
          connectorProfileName: 'profile-1',
          sourceConnectorProperties: {
            CustomConnector: { entityName: 'text-5', customProperties: { 'text-6': 'text-7' } },
          },
        },
        destinationFlowConfigList: [
          {
            connectorType: 'S3',
            destinationConnectorProperties: { S3: { bucketName: 'bucket-1', bucketPrefix: 'text-6' } },
          },
        ],
        lastRun: { mostRecentExecutionStatus: 'Successful', mostRecentExecutionTime: '2026-11-01T00:00:00.000Z' },
        executions: [{ executionStatus: 'Successful', startedAt: '2026-11-01T00:00:00.000Z', recordsProcessed: 7 }],
      },
    ],
    keys: [
      {
        Arn: 'arn:aws:kms:eu-west-1:100000000003:key/key-1',
        KeyManager: 'CUSTOMER',
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeySpec: 'SYMMETRIC_DEFAULT',
        KeyUsage: 'ENCRYPT_DECRYPT',
        CreationDate: '2026-01-01T00:00:00.000Z',
        Description: 'text-8',
        MultiRegionConfiguration: {
          MultiRegionKeyType: 'PRIMARY',
          PrimaryKey: { Arn: 'arn:aws:kms:eu-west-1:100000000003:key/key-1', Region: 'eu-west-1' },
        },
        Rotation: { KeyRotationEnabled: true, RotationPeriodInDays: 365 },
        Tags: { Owner: 'value-1-A' },
        Aliases: ['alias/M-1', 'alias/n-2'],
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Id: 'text-9',
          Statement: [
            {
              Sid: 'statement-1',
              Effect: 'Allow',
              Principal: { AWS: ['arn:aws:iam::100000000003:role/M-1', '100000000003'], Service: 'logs.amazonaws.com' },
              Action: ['kms:decrypt', 'kms:describekey'],
              Resource: '*',
              Condition: {
                StringEquals: { 'kms:EncryptionContext:key-1': 'text-10', 'aws:PrincipalOrgID': 'text-11' },
              },
            },
          ],
        }),
        Grants: [{ GranteePrincipal: 'arn:aws:iam::100000000001:user/n-2', Operations: ['Decrypt'] }],
      },
    ],
    connectorProfiles: [
      {
        account: '100000000001',
        region: 'eu-west-1',
        connectorProfileName: 'profile-1',
        credentialsArn: 'arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1-000001',
      },
    ],
    secrets: [
      {
        ARN: 'arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1-000001',
        KmsKeyId: 'arn:aws:kms:eu-west-1:100000000003:key/key-1',
      },
    ],
    buckets: [
      {
        account: '100000000001',
        region: 'eu-west-1',
        Name: 'bucket-1',
        SSEAlgorithm: 'aws:kms',
        KMSMasterKeyID: 'key-1',
      },
    ],
    roles: [{ Arn: 'arn:aws:iam::100000000003:role/role-1', Trusts: ['100000000001'] }],
  });
});

it('a policy that is not understood stays one, and says nothing any more', () => {
  const [key] = recording.keys ?? [];
  const policyFor = (Policy: string) =>
    redacted({ ...recording, keys: [{ ...key, Arn: keyArn, Policy }] }).keys?.[0]?.Policy;
  expect(policyFor('of Ann')).toBe('not a policy');
  expect(policyFor('{"Id":"Ann","Id":"Bob","Statement":[]}')).toBe('{"Version":"1","Version":"2","Statement":[]}');
});

it('a policy of the rule that its parameters can hold is one that they can hold with pseudonyms, too', () => {
  const requiredKeyTags = Array.from({ length: 60 }, (_, index) => `Tag${index}=value-${index}`).join(',');
  const { ruleParameters } = redacted({ ...recording, ruleParameters: { requiredKeyTags } });
  expect(() => parseRuleParameters(JSON.stringify(ruleParameters))).not.toThrow();
  expect(ruleParameters?.['requiredKeyTags']).toContain('Tag25=*Z*,Tag26=*\u4e00*');
});

describe('days on which an exemption may hang', () => {
  const flowsUntil = (...days: readonly string[]) =>
    days.map((Until, index) => ({ flowName: `flow-${index}`, tags: { Until } }));
  const filterFor = (flowTagFilter: string, ...days: readonly string[]) =>
    redacted({ ...recording, flows: flowsUntil(...days), ruleParameters: { exemptionTag: 'Until', flowTagFilter } })
      .ruleParameters?.['flowTagFilter'];

  it('are found by the pattern that found them, where that tells nothing else', () => {
    expect(filterFor('Until=2027-*|2028-*', '2027-01-01', '2027-02-02')).toBe('Until=*A*|2027-*');
  });

  it('are listed where the pattern would find pseudonyms, too', () => {
    expect(filterFor('Until=*1', '2027-01-01', '2027-01-01', '2027-02-02')).toBe('Until=*A*|2027-01-01');
  });

  it('are too many for a list that no rule would take', () => {
    const days = Array.from({ length: 100 }, (_, index) => `2${String(index).padStart(3, '0')}-01-01`);
    expect(() => filterFor('Until=*1', ...days)).toThrow(
      '--redact: the policy cannot be told with pseudonyms (together they have 1152 characters: at most 1024 are allowed); record without it',
    );
  });
});
