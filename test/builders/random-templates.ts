import fc from 'fast-check';
import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { ACCOUNT, policy, REGION } from './random-template-policies.ts';
import { flagSaid, mostly, type Node, optional, type Said, said, tags } from './random-template-values.ts';

export { ACCOUNT, REGION };

/** A template with the values of its parameters, and what a deployment with these makes. */
export interface RandomTemplate {
  readonly template: { readonly [name: string]: Node };
  readonly given: Readonly<Record<string, string>>;
  /** Parameters whose value may be kept from a reader. */
  readonly mayBeKept: readonly string[];
  readonly world: WorldInput;
  /** By logical id, how KMS calls the key. */
  readonly keyIds: Readonly<Record<string, string>>;
}

const spec = mostly(
  fc.constant({ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }),
  fc.constantFrom(
    { spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' },
    { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
    { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  ),
);

const keyDesign = fc.record({
  rotates: mostly(said(fc.constant('true')), optional(said(fc.constantFrom('true', 'false')))),
  period: optional(said(fc.constantFrom('90', '365', '400', '2560'))),
  enabled: optional(mostly(fc.constant<Said<boolean>>({ value: true, node: true }), flagSaid)),
  spec,
  origin: mostly(fc.constant('AWS_KMS'), fc.constant('EXTERNAL')),
  tags: mostly(tags, fc.constant(undefined)),
  policy: optional(policy),
});
type KeyDesign = typeof keyDesign extends fc.Arbitrary<infer D> ? D : never;

const KEYS = 3;
const ALIASES = 3;
const BUCKETS = 2;
const PROFILES = 2;
const number = (below: number) => fc.nat(below - 1);

const aliasDesign = fc.record({
  key: number(KEYS),
  name: said(fc.constantFrom('lake', 'prod-lake', 'prod-crm')),
  target: fc.constantFrom('Ref', 'Arn'),
  condition: fc.constantFrom(undefined, undefined, 'Holds', 'Fails'),
});

/** The ways in which a flow can name its key, and what AppFlow is told then. */
const FORMS = [
  'attribute',
  'attribute',
  'sub',
  'join',
  'split',
  'if',
  'alias',
  'alias by name',
  'bare id',
  'bare alias',
  'none',
  'no value',
  'aws',
  'missing',
  'given',
] as const;
type Form = (typeof FORMS)[number];

const use = fc.record({ index: number(BUCKETS), byName: fc.boolean() });

const flowDesign = fc.record({
  form: mostly(fc.constantFrom<Form[]>('attribute', 'sub', 'join', 'if', 'alias', 'given'), fc.constantFrom(...FORMS)),
  key: number(KEYS),
  alias: number(ALIASES),
  tags: optional(tags),
  source: fc.option(use, { nil: undefined }),
  destination: use,
  errors: fc.option(use, { nil: undefined }),
  profile: fc.option(use, { nil: undefined }),
  condition: fc.constantFrom(undefined, undefined, undefined, 'Holds', 'Fails'),
});
type FlowDesign = typeof flowDesign extends fc.Arbitrary<infer D> ? D : never;

const keyOfThing = fc.option(fc.record({ key: number(KEYS), form: fc.constantFrom('attribute', 'sub') }), {
  nil: undefined,
});
const bucketDesign = fc.record({
  algorithm: fc.constantFrom(undefined, 'AES256', 'aws:kms', 'aws:kms', 'aws:kms'),
  key: fc.option(fc.record({ key: number(KEYS), form: fc.constantFrom('attribute', 'bare') }), {
    nil: undefined,
    freq: 5,
  }),
  name: said(fc.constantFrom('lake', 'inbox')),
});

const design = fc.record({
  keys: fc.array(keyDesign, { minLength: KEYS, maxLength: KEYS }),
  aliases: fc.array(aliasDesign, { minLength: ALIASES, maxLength: ALIASES }),
  flows: fc.array(flowDesign, { minLength: 1, maxLength: 4 }),
  buckets: fc.array(bucketDesign, { minLength: BUCKETS, maxLength: BUCKETS }),
  profiles: fc.array(keyOfThing, { minLength: PROFILES, maxLength: PROFILES }),
});
type Design = typeof design extends fc.Arbitrary<infer D> ? D : never;

const keyIdOf = (index: number): string => `0000000${index}-aaaa-4bbb-8ccc-00000000000${index}`;
const arnOf = (resource: string): string => `arn:aws:kms:${REGION}:${ACCOUNT}:${resource}`;
const keyArnOf = (index: number): string => arnOf(`key/${keyIdOf(index)}`);
/** Two aliases of one name cannot be made. */
const aliasNameOf = ({ aliases }: Design, index: number): string => `alias/${aliases[index]?.name.value}-${index}`;
const bucketNameOf = ({ buckets }: Design, index: number): string => `${buckets[index]?.name.value}-${index}`;

const keyResource = ({
  rotates,
  period,
  enabled,
  spec: kind,
  origin,
  tags: tagList,
  policy: document,
}: KeyDesign): Node => ({
  Type: 'AWS::KMS::Key',
  Properties: {
    ...(rotates === undefined ? {} : { EnableKeyRotation: rotates.node }),
    ...(period === undefined ? {} : { RotationPeriodInDays: period.node }),
    ...(enabled === undefined ? { Enabled: { Ref: 'AWS::NoValue' } } : { Enabled: enabled.node }),
    ...(kind.spec === 'SYMMETRIC_DEFAULT' ? {} : { KeySpec: kind.spec, KeyUsage: kind.usage }),
    ...(origin === 'AWS_KMS' ? {} : { Origin: origin }),
    ...(tagList === undefined ? {} : { Tags: tagList.node }),
    ...(document === undefined ? {} : { KeyPolicy: document.node }),
  },
});

const madeKey = (all: Design, index: number, key: KeyDesign): NonNullable<WorldInput['keys']>[number] => ({
  Arn: keyArnOf(index),
  KeyState: key.enabled?.value === false ? 'Disabled' : key.origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
  Origin: key.origin,
  KeySpec: key.spec.spec,
  KeyUsage: key.spec.usage,
  Rotation: {
    KeyRotationEnabled: key.rotates?.value === 'true',
    RotationPeriodInDays: Number(key.period?.value ?? '365'),
  },
  Tags: key.tags?.value ?? {},
  Aliases: all.aliases.flatMap((alias, at) =>
    alias.key === index && alias.condition !== 'Fails' ? [aliasNameOf(all, at)] : [],
  ),
  ...(key.policy === undefined ? {} : { Policy: key.policy.value as Record<string, unknown> }),
});

const HERE = `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}`;
const GIVEN_KEY = arnOf('key/0000000f-aaaa-4bbb-8ccc-00000000000f');

const named = (all: Design, { form, key, alias }: FlowDesign): Said<string | undefined> => {
  const [id, aliasId] = [`K${key}`, `A${alias}`];
  // An alias that is not made cannot be named.
  const isThere = all.aliases[alias]?.condition !== 'Fails';
  switch (form) {
    case 'attribute':
      return { value: keyArnOf(key), node: { 'Fn::GetAtt': [id, 'Arn'] } };
    case 'sub':
      return { value: keyArnOf(key), node: { 'Fn::Sub': `${HERE}:key/\${${id}}` } };
    case 'join':
      return {
        value: keyArnOf(key),
        node: {
          'Fn::Join': [
            ':',
            ['arn:aws:kms', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, { 'Fn::Sub': `key/\${${id}}` }],
          ],
        },
      };
    case 'split':
      return {
        value: keyIdOf(key),
        node: { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': [id, 'Arn'] }] }] },
      };
    case 'if':
      return {
        value: keyArnOf(key),
        node: { 'Fn::If': ['Fails', { 'Fn::GetAtt': ['Dead', 'Arn'] }, { 'Fn::GetAtt': [id, 'Arn'] }] },
      };
    case 'alias':
      return isThere
        ? { value: arnOf(aliasNameOf(all, alias)), node: { 'Fn::Sub': `${HERE}:\${${aliasId}}` } }
        : { value: undefined, node: { Ref: 'AWS::NoValue' } };
    case 'alias by name':
      return { value: arnOf(aliasNameOf(all, alias)), node: { 'Fn::Sub': `${HERE}:${aliasNameOf(all, alias)}` } };
    case 'bare id':
      return { value: keyIdOf(key), node: { Ref: id } };
    case 'bare alias':
      return isThere
        ? { value: aliasNameOf(all, alias), node: { Ref: aliasId } }
        : { value: undefined, node: { Ref: 'AWS::NoValue' } };
    case 'none':
    case 'no value':
      return { value: undefined, node: { Ref: 'AWS::NoValue' } };
    case 'aws':
      return { value: arnOf('alias/aws/appflow'), node: { 'Fn::Sub': `${HERE}:alias/aws/appflow` } };
    case 'missing':
      return { value: arnOf('key/1234abcd'), node: arnOf('key/1234abcd') };
    case 'given':
      return { value: GIVEN_KEY, node: { Given: GIVEN_KEY } };
  }
};

const bucketUse = (
  all: Design,
  { index, byName }: { readonly index: number; readonly byName: boolean },
): Said<string> => {
  const value = bucketNameOf(all, index);
  return { value, node: byName ? value : { Ref: `B${index}` } };
};

const profileNameOf = (index: number): string => `profile-${index}`;
const profileUse = ({ index, byName }: { readonly index: number; readonly byName: boolean }): Said<string> => {
  const value = profileNameOf(index);
  return { value, node: byName ? value : { Ref: `P${index}` } };
};

interface MadeFlow {
  readonly resource: Node;
  readonly made: NonNullable<WorldInput['flows']>[number] | undefined;
}

const flowOf = (all: Design, index: number, flow: FlowDesign): MadeFlow => {
  const key = named(all, flow);
  const source = flow.source && bucketUse(all, flow.source);
  const destination = bucketUse(all, flow.destination);
  const errors = flow.errors && bucketUse(all, flow.errors);
  const profile = flow.profile && profileUse(flow.profile);
  const flowName = `flow-${index}`;
  const resource: Node = {
    Type: 'AWS::AppFlow::Flow',
    ...(flow.condition === undefined ? {} : { Condition: flow.condition }),
    Properties: {
      FlowName: flowName,
      ...(flow.form === 'none' ? {} : { KMSArn: key.node }),
      ...(flow.tags === undefined ? {} : { Tags: flow.tags.node }),
      SourceFlowConfig:
        source === undefined
          ? { ConnectorType: 'Salesforce', ...(profile === undefined ? {} : { ConnectorProfileName: profile.node }) }
          : { ConnectorType: 'S3', SourceConnectorProperties: { S3: { BucketName: source.node } } },
      DestinationFlowConfigList: [
        { ConnectorType: 'S3', DestinationConnectorProperties: { S3: { BucketName: destination.node } } },
        ...(errors === undefined
          ? []
          : [
              {
                ConnectorType: 'Zendesk',
                DestinationConnectorProperties: { Zendesk: { ErrorHandlingConfig: { BucketName: errors.node } } },
              },
            ]),
      ],
    },
  };
  if (flow.condition === 'Fails') return { resource, made: undefined };
  return {
    resource,
    made: {
      flowName,
      ...(key.value === undefined ? {} : { kmsArn: key.value }),
      tags: flow.tags?.value ?? {},
      sourceFlowConfig:
        source === undefined
          ? {
              connectorType: 'Salesforce',
              ...(profile === undefined ? {} : { connectorProfileName: profile.value }),
              sourceConnectorProperties: { Salesforce: { object: 'Order' } },
            }
          : { connectorType: 'S3', sourceConnectorProperties: { S3: { bucketName: source.value } } },
      destinationFlowConfigList: [
        { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: destination.value } } },
        ...(errors === undefined
          ? []
          : [
              {
                connectorType: 'Zendesk',
                destinationConnectorProperties: {
                  Zendesk: { object: 'x', errorHandlingConfig: { bucketName: errors.value } },
                },
              },
            ]),
      ],
    },
  };
};

const FRAME: { readonly [name: string]: Node } = {
  AWSTemplateFormatVersion: '2010-09-09',
  Conditions: {
    Holds: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] },
    Fails: { 'Fn::Not': [{ Condition: 'Holds' }] },
    HoldsToo: { 'Fn::Or': [{ Condition: 'Fails' }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, REGION] }] },
  },
};

const templateOf = (all: Design): RandomTemplate => {
  const flows = all.flows.map((flow, index) => flowOf(all, index, flow));
  const resources: { [id: string]: Node } = {
    Dead: { Type: 'AWS::KMS::Key', Condition: 'Fails' },
    Reader: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', Path: '/etl/' } },
    Writer: { Type: 'AWS::IAM::Role' },
  };
  for (const [index, key] of all.keys.entries()) resources[`K${index}`] = keyResource(key);
  for (const [index, alias] of all.aliases.entries()) {
    const target: Node = alias.target === 'Ref' ? { Ref: `K${alias.key}` } : { 'Fn::GetAtt': [`K${alias.key}`, 'Arn'] };
    resources[`A${index}`] = {
      Type: 'AWS::KMS::Alias',
      ...(alias.condition === undefined ? {} : { Condition: alias.condition }),
      Properties: { AliasName: { 'Fn::Join': ['', ['alias/', alias.name.node, `-${index}`]] }, TargetKeyId: target },
    };
  }
  for (const [index, bucket] of all.buckets.entries()) {
    const id = `K${bucket.key?.key}`;
    const key: Node = bucket.key?.form === 'bare' ? { Ref: id } : { 'Fn::GetAtt': [id, 'Arn'] };
    const byDefault: Node = {
      SSEAlgorithm: bucket.algorithm ?? 'AES256',
      ...(bucket.key === undefined || bucket.algorithm !== 'aws:kms' ? {} : { KMSMasterKeyID: key }),
    };
    resources[`B${index}`] = {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: { 'Fn::Join': ['-', [bucket.name.node, String(index)]] },
        ...(bucket.algorithm === undefined
          ? {}
          : {
              BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] },
            }),
      },
    };
  }
  for (const [index, profile] of all.profiles.entries()) {
    const id = `K${profile?.key}`;
    const key: Node = profile?.form === 'sub' ? { 'Fn::Sub': `\${${id}.Arn}` } : { 'Fn::GetAtt': [id, 'Arn'] };
    resources[`P${index}`] = {
      Type: 'AWS::AppFlow::ConnectorProfile',
      Properties: { ConnectorProfileName: profileNameOf(index), ...(profile === undefined ? {} : { KMSArn: key }) },
    };
  }
  for (const [index, { resource }] of flows.entries()) resources[`F${index}`] = resource;
  const { node, given, texts } = withParameters({ ...FRAME, Resources: resources });
  const secretOf = (index: number): string =>
    `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:profile-${index}-AbCdEf`;
  return {
    template: {
      ...(node as { readonly [name: string]: Node }),
      Parameters: Object.fromEntries(
        ['Wanted', ...Object.keys(given)].map((name) => [name, { Type: 'String', Default: 'x' }]),
      ),
      Mappings: { Texts: { of: { none: 'none', ...texts } } },
    },
    given: { ...given, Wanted: 'yes', 'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION },
    mayBeKept: ['Wanted', 'AWS::AccountId', 'AWS::Region', ...Object.keys(given)],
    world: {
      account: ACCOUNT,
      region: REGION,
      keys: all.keys.map((key, index) => madeKey(all, index, key)),
      flows: flows.flatMap(({ made }) => made ?? []),
      buckets: all.buckets.map(({ algorithm, key }, index) => ({
        Name: bucketNameOf(all, index),
        ...(algorithm === undefined ? {} : { SSEAlgorithm: algorithm }),
        ...(key === undefined || algorithm !== 'aws:kms'
          ? {}
          : { KMSMasterKeyID: key.form === 'bare' ? keyIdOf(key.key) : keyArnOf(key.key) }),
      })),
      connectorProfiles: all.profiles.map((_, index) => ({
        connectorProfileName: profileNameOf(index),
        credentialsArn: secretOf(index),
      })),
      secrets: all.profiles.map((profile, index) => ({
        ARN: secretOf(index),
        ...(profile === undefined ? {} : { KmsKeyId: keyArnOf(profile.key) }),
      })),
    },
    keyIds: Object.fromEntries(all.keys.map((_, index) => [`K${index}`, keyIdOf(index)])),
  };
};

/** Gives each `{ Given: text }` a parameter of its own, and each `{ MapKey: text }` a place in the map. */
const withParameters = (root: Node) => {
  const given: Record<string, string> = {};
  const texts: Record<string, string> = {};
  const visit = (node: Node): Node => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const members = node as { readonly [name: string]: Node };
    if ('Given' in members) {
      const name = `Given${Object.keys(given).length}`;
      given[name] = String(members['Given']);
      return { Ref: name };
    }
    if ('MapKey' in members) {
      const name = `at${Object.keys(texts).length}`;
      texts[name] = String(members['MapKey']);
      return name;
    }
    return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, visit(member)]));
  };
  return { node: visit(root), given, texts };
};

/**
 * Templates of keys, aliases, flows, buckets and profiles with conditions and parameters, each with the world that it
 * makes.
 */
export const anyTemplate: fc.Arbitrary<RandomTemplate> = design.map(templateOf);

/** Once in so many times: all demands at once would leave nothing that passes. */
const seldom = (times: number, text: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text });

/** Rule parameters that ask for everything that a template can say. */
export const anyDemands: fc.Arbitrary<Partial<Readonly<Record<ParameterName, string>>>> = fc
  .record({
    requiredKeyTags: seldom(4, fc.constantFrom('Owner', 'Stage=prod*', 'Owner,DataClass=PII|C?')),
    matchingTags: seldom(4, fc.constantFrom('Owner', 'Owner,Stage')),
    requireRotation: seldom(8, fc.constantFrom('true', 'false')),
    maxRotationPeriodInDays: seldom(4, fc.constantFrom('365', '2000')),
    nonRotatableKeys: seldom(4, fc.constantFrom('reject', 'allow')),
    checkKeyPolicy: seldom(4, fc.constantFrom('true', 'true', 'false')),
    keyAliasPattern: seldom(4, fc.constantFrom('alias/prod-*', '*', 'alias/lake-?')),
    allowedKeyAccounts: seldom(4, fc.constant('444455556666')),
    maxFlowsPerKey: seldom(4, fc.constantFrom('1', '2')),
    checkConnectorProfiles: seldom(4, fc.constantFrom('true', 'false')),
    checkBuckets: seldom(4, fc.constantFrom('true', 'false')),
    keyUsers: seldom(
      4,
      fc.constantFrom(
        `arn:aws:iam::${ACCOUNT}:*`,
        'arn:aws:iam::*:role/etl/*',
        'arn:aws:iam::*:role/stack-*,*.amazonaws.com',
      ),
    ),
    keyDuties: seldom(4, fc.constantFrom('any', 'separated', 'strict')),
    flowTagFilter: seldom(15, fc.constantFrom('Stage', 'Owner=data')),
    exemptionTag: seldom(6, fc.constant('Exempt')),
    unverified: seldom(4, fc.constantFrom('NON_COMPLIANT', 'NOT_APPLICABLE')),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined)));
