import fc from 'fast-check';
import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { policy } from '../core/key-policy/random-policies.ts';

type Flow = NonNullable<WorldInput['flows']>[number];
type Key = NonNullable<WorldInput['keys']>[number];
type Fault = NonNullable<WorldInput['faults']>[number];
type Grant = NonNullable<Key['Grants']>[number];
type Denial = NonNullable<WorldInput['denials']>[number];

/** How large a world is, and what it costs to judge it. */
export interface Extent {
  readonly flows: number;
  readonly keys: number;
}

const OWN = '111122223333';
const MEMBER = '444455556666';
const KEYS_ACCOUNT = '777788889999';
const HERE = 'eu-west-1';
const THERE = 'us-east-1';
const READER = 'key-reader';

/** What a file, a terminal or a pattern might trip over. */
const HOSTILE = [
  '{{today}}',
  '*',
  'a*',
  'M-1',
  '=1+1',
  '\u001b[2J',
  'ä\u2028b',
  '2026-01-01',
  '2031-12-31',
  'constructor',
  '',
];

const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: rare });

const place = fc.constantFrom(
  { account: OWN, region: HERE },
  { account: OWN, region: HERE },
  { account: OWN, region: THERE },
  { account: MEMBER, region: HERE },
);

const tagValue = fc.oneof(fc.constantFrom('data', 'prod', 'preprod', 'PII', 'C1'), fc.constantFrom(...HOSTILE));
const tags = fc
  .record(
    {
      Owner: tagValue,
      Stage: tagValue,
      DataClass: tagValue,
      Until: tagValue,
      constructor: tagValue,
      'aws:stack': tagValue,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((texts) => Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === 'string')));
const goodTags = fc.constant<Record<string, string>>({ Owner: 'data', Stage: 'prod', DataClass: 'PII' });

const date = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const dateText = date.map((day) => day.toISOString());

const keyArn = (account: string, region: string, id: string): string => `arn:aws:kms:${region}:${account}:key/${id}`;
const aliasArn = (account: string, region: string, alias: string): string =>
  `arn:aws:kms:${region}:${account}:${alias}`;

const keyPlace = fc.constantFrom(
  ...[
    [OWN, HERE],
    [OWN, HERE],
    [OWN, HERE],
    [OWN, THERE],
    [MEMBER, HERE],
    [KEYS_ACCOUNT, HERE],
  ].map(([account = '', region = '']) => ({ account, region })),
);

const grant = fc.record<Grant>({
  GranteePrincipal: fc.constantFrom(
    `arn:aws:iam::${OWN}:role/etl`,
    `arn:aws:iam::${MEMBER}:user/ann`,
    `arn:aws:iam::${OWN}:root`,
    'rds.amazonaws.com',
    'AROAEXAMPLEID',
  ),
  Operations: fc.constantFrom<Grant['Operations'][]>(['Decrypt'], ['Encrypt'], ['CreateGrant', 'Encrypt']),
});

const policyOrText: fc.Arbitrary<Key['Policy']> = fc.oneof(
  fc.constant(undefined),
  policy.map((Statement) => ({ Version: '2012-10-17', Id: 'key-policy', Statement: [...Statement] })),
  policy.map((Statement) =>
    JSON.stringify({ Statement: Statement.map((statement, index) => ({ Sid: `Sid ${index}`, ...statement })) }),
  ),
  rarely<Key['Policy']>(
    fc.constant(undefined),
    fc.constantFrom<Key['Policy'][]>(
      'no JSON',
      '{"Statement":[],"statement":[]}',
      '{"Version":"1","Version":"2","Statement":[]}',
    ),
  ),
);

/** Without the members that have no value: a strict shape would take them for something else. */
const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

const keyNumber = (number: number): fc.Arbitrary<Key> =>
  fc
    .record({
      at: keyPlace,
      KeyManager: rarely(fc.constant('CUSTOMER' as const), fc.constant('AWS' as const)),
      KeyState: rarely(fc.constant('Enabled'), fc.constantFrom('Disabled', 'PendingDeletion', 'PendingImport', 'New')),
      Origin: rarely(fc.constant('AWS_KMS'), fc.constantFrom('EXTERNAL', 'AWS_CLOUDHSM')),
      KeySpec: rarely(fc.constant('SYMMETRIC_DEFAULT'), fc.constant('RSA_2048')),
      CreationDate: dateText,
      DeletionDate: dateText,
      Description: fc.constantFrom('', 'keys of Ann', 'a {{today}} b'),
      Rotation: rarely<Key['Rotation']>(
        fc.constantFrom<Key['Rotation'][]>(
          { KeyRotationEnabled: true, RotationPeriodInDays: 365 },
          { KeyRotationEnabled: true, RotationPeriodInDays: 90 },
          { KeyRotationEnabled: true },
        ),
        fc.constant({ KeyRotationEnabled: false }),
      ),
      Rotations: fc.array(
        fc.record({
          RotationDate: dateText,
          RotationType: fc.constantFrom('AUTOMATIC' as const, 'ON_DEMAND' as const),
        }),
        { maxLength: 3 },
      ),
      Tags: rarely(goodTags, tags),
      alias: fc.oneof(
        fc.constant<string[]>([`alias/old/${number}`, `alias/prod-${number}`]),
        fc.subarray([`alias/prod-${number}`, `alias/old/${number}`, `alias/aws/of-${number}`]),
      ),
      Policy: fc.oneof(fc.constant(undefined), policyOrText),
      Grants: fc.array(grant, { maxLength: 2 }),
      KeyLastUsage: fc.oneof(
        fc.constant(undefined),
        fc.constant({}),
        dateText.map((Timestamp) => ({ Timestamp })),
      ),
      TrackingStartDate: fc.option(dateText, { nil: undefined }),
      SharedWith: rarely(fc.constant<string[]>([OWN, MEMBER]), fc.subarray([OWN, MEMBER])),
      replica: fc.boolean(),
    })
    .map(({ at: { account, region }, alias, replica, ...members }) => {
      const id = `${replica ? 'mrk-' : ''}lake-${number}`;
      const primary = { Arn: keyArn(account, THERE, id), Region: THERE };
      const multiRegion = { MultiRegionKeyType: 'REPLICA' as const, PrimaryKey: primary };
      return known({
        ...members,
        Arn: keyArn(account, region, id),
        Aliases: alias,
        ...(replica && region !== THERE ? { MultiRegionConfiguration: multiRegion } : {}),
      });
    });

const keysOf = (count: number): fc.Arbitrary<Key[]> =>
  fc.tuple(...Array.from({ length: count }, (_, number) => keyNumber(number)));

/** What a flow, a bucket or a secret may name as its key. */
const named = (keys: readonly Key[]): fc.Arbitrary<string> => {
  const arns = keys.map(({ Arn }) => Arn);
  const aliases = keys.flatMap(({ Arn, Aliases = [] }) => Aliases.map((alias) => Arn.replace(/key\/.*$/, alias)));
  return rarely(
    fc.constantFrom(...arns, ...aliases),
    fc.constantFrom(
      keyArn(OWN, HERE, 'missing'),
      keyArn(KEYS_ACCOUNT, HERE, 'missing'),
      aliasArn(OWN, HERE, 'alias/missing'),
      aliasArn(OWN, HERE, 'alias/aws/appflow'),
      'alias/lake',
      'not a key',
      'arn:aws:s3:::lake',
    ),
  );
};

const ends = fc.constantFrom<Flow>(
  { flowName: '' },
  {
    flowName: '',
    sourceFlowConfig: {
      connectorType: 'S3',
      sourceConnectorProperties: { S3: { bucketName: 'lake', bucketPrefix: 'ann/secret' } },
    },
    destinationFlowConfigList: [
      {
        connectorType: 'Snowflake',
        connectorProfileName: 'erp',
        destinationConnectorProperties: {
          Snowflake: {
            object: 'ann.orders',
            intermediateBucketName: 'staging',
            errorHandlingConfig: { bucketName: 'x', failOnFirstDestinationError: true },
          },
        },
      },
    ],
  },
  {
    flowName: '',
    sourceConnectorProfileName: 'crm',
    destinationFlowConfigList: [
      { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: 'elsewhere' } } },
      { connectorType: 'Upsolver', destinationConnectorProperties: { Upsolver: { bucketName: 'lake' } } },
    ],
  },
);

const flowNumber = (number: number, keys: readonly Key[]): fc.Arbitrary<Flow> =>
  fc
    .record({
      at: place,
      kmsArn: fc.option(named(keys), { nil: undefined, freq: 12 }),
      flowStatus: rarely(fc.constant('Active'), fc.constantFrom('Suspended', 'Deleted')),
      tags: rarely(goodTags, tags),
      description: fc.constantFrom(undefined, 'orders of Ann', '{{today-1d}}'),
      ends,
      executions: fc.array(
        fc.record({
          executionStatus: rarely(fc.constant('Successful'), fc.constant('Error')),
          startedAt: dateText,
          recordsProcessed: fc.constantFrom(0, 7),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ at, ends: { flowName: _, ...connectors }, executions, ...members }) =>
      known({
        ...connectors,
        ...members,
        ...at,
        flowName: number % 2 === 0 ? `orders-${number}` : `Bestellungen#${number}`,
        executions: executions.map((run) => ({ ...run, lastUpdatedAt: run.startedAt })),
      }),
    );

const denial: fc.Arbitrary<Denial> = fc.record(
  {
    action: fc.constantFrom(
      'kms:DescribeKey',
      'kms:ListResourceTags',
      'kms:GetKeyPolicy',
      'kms:ListGrants',
      'kms:GetKeyRotationStatus',
      'kms:ListKeyRotations',
      'kms:ListAliases',
      'kms:GetKeyLastUsage',
      'appflow:DescribeFlow',
      'appflow:DescribeFlowExecutionRecords',
      'appflow:DescribeConnectorProfiles',
      'secretsmanager:DescribeSecret',
      's3:GetEncryptionConfiguration',
      'sts:AssumeRole',
    ),
    resource: fc.constantFrom('*', '*-1', '*lake*', '*0'),
    caller: fc.constantFrom(OWN, MEMBER),
  },
  { requiredKeys: ['action', 'resource'], noNullPrototype: true },
);

/** Failures that no client tries again, so that flows stay without a verdict at once. */
const fault = fc.record<Fault>({
  operation: fc.constantFrom('DescribeFlow', 'ListResourceTags', 'GetKeyLastUsage', 'DescribeFlowExecutionRecords'),
  fault: fc.constantFrom('KMSInvalidStateException', 'ConflictException'),
  matching: fc.constantFrom('1', 'lake-0'),
});

const secretArn = (account: string, name: string): string =>
  `arn:aws:secretsmanager:${HERE}:${account}:secret:appflow!${name}-a1B2c3`;

/**
 * Accounts with flows, keys, secrets, buckets and roles, of which some may not be read: much is good, so that reasons do not hide one
 * another. Without `faults` every call gets an answer, be it a refusal.
 */
export const anyLocalWorld = (
  { flows, keys }: Extent,
  { faults: withFaults }: { readonly faults: boolean },
): fc.Arbitrary<WorldInput> =>
  keysOf(keys).chain((someKeys) => {
    const key = fc.option(named(someKeys), { nil: undefined });
    return fc
      .record({
        flows: fc.tuple(...Array.from({ length: flows }, (_, number) => flowNumber(number, someKeys))),
        denials: rarely<Denial[]>(fc.constant([]), fc.array(denial, { minLength: 1, maxLength: 3 })),
        faults: withFaults ? fc.array(fault, { maxLength: 1 }) : fc.constant<Fault[]>([]),
        secretKeys: fc.tuple(key, key, key),
        bucketKeys: fc.tuple(key, key),
        bucketAlgorithm: fc.constantFrom('AES256', 'aws:kms', undefined),
        trusts: fc.subarray([OWN, MEMBER]),
        emptyListPage: fc.boolean(),
      })
      .map(({ secretKeys, bucketKeys, bucketAlgorithm, trusts, ...members }): WorldInput => {
        const [crm, erp, ofMember] = secretKeys;
        const [lake, staging] = bucketKeys;
        return {
          account: OWN,
          region: HERE,
          keys: someKeys,
          connectorProfiles: [
            { connectorProfileName: 'crm', credentialsArn: secretArn(OWN, 'crm') },
            { connectorProfileName: 'erp', credentialsArn: secretArn(OWN, 'erp').slice(0, -7) },
            { account: MEMBER, connectorProfileName: 'crm', credentialsArn: secretArn(MEMBER, 'crm') },
            { account: MEMBER, connectorProfileName: 'erp' },
          ],
          secrets: [
            known({ ARN: secretArn(OWN, 'crm'), KmsKeyId: crm }),
            known({ ARN: secretArn(OWN, 'erp'), KmsKeyId: erp }),
            known({ ARN: secretArn(MEMBER, 'crm'), KmsKeyId: ofMember?.replace(/^.*:key\//, '') }),
          ],
          buckets: [
            known({ Name: 'lake', SSEAlgorithm: 'aws:kms', KMSMasterKeyID: lake }),
            known({ Name: 'staging', region: THERE, SSEAlgorithm: 'aws:kms', KMSMasterKeyID: staging }),
            known({ account: MEMBER, Name: 'elsewhere', SSEAlgorithm: bucketAlgorithm }),
          ],
          roles: [{ Arn: `arn:aws:iam::${KEYS_ACCOUNT}:role/${READER}`, Trusts: trusts }],
          ...members,
        };
      });
  });

/** A policy that looks at much of what there is. */
export const anyPolicy: fc.Arbitrary<Partial<Record<ParameterName, string>>> = fc.record(
  {
    requiredKeyTags: fc.constantFrom(
      'Owner',
      'Stage=prod*',
      'Owner,DataClass=PII|C?',
      'Owner=data|M*,Stage=*prod,Until=2*',
    ),
    matchingTags: fc.constantFrom('Owner', 'Owner,Stage'),
    requireRotation: fc.constantFrom('true', 'false'),
    maxRotationPeriodInDays: fc.constantFrom('90', '365'),
    nonRotatableKeys: fc.constantFrom('reject', 'onDemand', 'allow'),
    checkKeyPolicy: fc.constantFrom('true', 'false'),
    keyAliasPattern: fc.constantFrom('alias/prod-*', '*', '*/?', 'alias/aws/*'),
    allowedKeyAccounts: fc.constantFrom(KEYS_ACCOUNT, `${KEYS_ACCOUNT},${MEMBER}`, '123456789012'),
    maxFlowsPerKey: fc.constantFrom('1', '2'),
    checkConnectorProfiles: fc.constantFrom('true', 'false'),
    checkBuckets: fc.constantFrom('true', 'false'),
    keyUsers: fc.constantFrom(
      `arn:aws:iam::${OWN}:*`,
      `arn:aws:iam::${OWN}:role/etl*,arn:aws:iam::*:root,*.amazonaws.com`,
      `arn:aws:iam::${MEMBER}:root,logs.amazonaws.com,AROA*`,
      '*',
    ),
    // KMS is asked for it four times a second at most.
    checkKeyUse: fc.constantFrom('false', 'false', 'false', 'true'),
    keyDuties: fc.constantFrom('any', 'separated', 'strict'),
    flowTagFilter: fc.constantFrom('Stage', 'Stage=prod|pre*'),
    exemptionTag: fc.constantFrom('Until', 'Owner'),
    unverified: fc.constantFrom('NON_COMPLIANT', 'NOT_APPLICABLE'),
    keyAccountRoleName: fc.constant(READER),
  },
  { requiredKeys: [], noNullPrototype: true },
);
