import fc from 'fast-check';
import {
  known,
  type Planned,
  type PlannedAlias,
  type PlannedBucket,
  type PlannedBucketUse,
  type PlannedFlow,
  type PlannedKey,
  type PlannedKeyName,
  type PlannedProfile,
  type PlannedWorld,
  unknownValue,
} from '../../cli/check/planned.ts';
import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import { anyParameters } from './random-worlds.ts';

/** What would be made, how much of it is known beforehand, and what is demanded. */
export interface PlannedTruth {
  /** Every value as it will be. */
  readonly truth: PlannedWorld;
  /** The same with some values that nobody knows yet. */
  readonly seen: PlannedWorld;
  /** Whether both are the same. */
  readonly isAllSeen: boolean;
  readonly given: Partial<Readonly<Record<ParameterName, string>>>;
}

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const arnOf = (id: string): string => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`;
const aliasArn = (name: string): string => `arn:aws:kms:${REGION}:${ACCOUNT}:${name}`;

const KEYS = ['LakeA', 'LakeB', 'LakeC', 'LakeD', 'LakeE', 'LakeF'] as const;
/** Of one world: what is asked about a key is asked once, so that many flows cost little more than one. */
const MOST_FLOWS = 40;
const place = { file: 'template.yaml', line: 1 };

const often = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 7, arbitrary: good }, { weight: 1, arbitrary: bad });

const tags = often<Readonly<Record<string, string>>>(
  fc.constant({ Owner: 'data', Stage: 'prod', DataClass: 'PII' }),
  fc.oneof(
    fc.constant({}),
    fc.record(
      {
        Owner: fc.constantFrom('data', 'sales'),
        Stage: fc.constantFrom('prod', 'dev'),
        DataClass: fc.constantFrom('PII', 'Public'),
        Until: fc.constantFrom('2026-11-23', '2026-11-24', '2027-01-01', 'soon'),
        'aws:stack': fc.constant('x'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  ),
);

const statement = (principal: unknown, action: unknown, sid?: string) => ({
  ...(sid === undefined ? {} : { Sid: sid }),
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: '*',
});
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const policy = often<string>(
  fc.constantFrom('default', policyOf(statement(root, 'kms:*'))),
  fc.constantFrom(
    policyOf(statement('*', 'kms:Decrypt', 'Open')),
    policyOf(statement(root, 'kms:Put*'), statement({ AWS: 'arn:aws:iam::444455556666:role/etl' }, 'kms:Decrypt')),
    policyOf(statement({ AWS: '444455556666' }, ['kms:Decrypt', 'kms:ScheduleKeyDeletion'], 'Both')),
    policyOf({ ...statement('*', 'kms:*'), Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } } }),
    '{"Statement":"none"}',
  ),
);

type KeyKind = Pick<PlannedKey, 'state' | 'spec' | 'usage' | 'origin' | 'rotation'>;

const kind = (
  origin: string,
  state: string,
  rotation: { readonly kind: 'on'; readonly periodInDays: number } | { readonly kind: 'off' | 'impossible' },
  spec = 'SYMMETRIC_DEFAULT',
  usage = 'ENCRYPT_DECRYPT',
): KeyKind => ({
  origin: known(origin),
  state: known(state),
  rotation: known(rotation),
  spec: known(spec),
  usage: known(usage),
});

const YEARLY = { kind: 'on', periodInDays: 365 } as const;
const OFF = { kind: 'off' } as const;
const IMPOSSIBLE = { kind: 'impossible' } as const;

const keyKind = often<KeyKind>(
  fc.constant(kind('AWS_KMS', 'Enabled', YEARLY)),
  fc.constantFrom(
    kind('AWS_KMS', 'Enabled', OFF),
    kind('AWS_KMS', 'Enabled', { kind: 'on', periodInDays: 2560 }),
    kind('AWS_KMS', 'Disabled', YEARLY),
    kind('AWS_KMS', 'Disabled', OFF),
    kind('AWS_KMS', 'Enabled', OFF, 'RSA_2048', 'SIGN_VERIFY'),
    kind('AWS_KMS', 'Enabled', OFF, 'HMAC_256', 'GENERATE_VERIFY_MAC'),
    kind('EXTERNAL', 'PendingImport', IMPOSSIBLE),
    kind('EXTERNAL', 'Enabled', IMPOSSIBLE),
    kind('AWS_CLOUDHSM', 'Enabled', IMPOSSIBLE),
  ),
);

const keyOf = (id: string): fc.Arbitrary<PlannedKey> =>
  fc.record({ keyKind, tags, policy }).map(({ keyKind: members, ...rest }) => ({
    id,
    place,
    ...members,
    tags: known(rest.tags),
    policy: known(rest.policy),
  }));

/** LakeB is sometimes a replica of LakeA, in whose rotation it shares. */
const keys = fc
  .tuple(
    keyOf('LakeA'),
    keyOf('LakeB'),
    fc.tuple(...KEYS.slice(2).map(keyOf)),
    often(fc.constant(false), fc.constant(true)),
  )
  .map(([a, b, others, isReplica]): readonly PlannedKey[] => [
    a,
    isReplica
      ? {
          ...b,
          state: known('Enabled'),
          origin: a.origin,
          spec: a.spec,
          usage: a.usage,
          rotation: a.rotation,
          primary: known('LakeA'),
        }
      : b,
    ...others,
  ]);

/** What a property that takes an ARN names; now and then something that exists already, or that is no ARN. */
const keyName: fc.Arbitrary<PlannedKeyName> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...KEYS).map((id): PlannedKeyName => ({ kind: 'key', id })) },
  { weight: 3, arbitrary: fc.constantFrom('AliasA', 'AliasB').map((id): PlannedKeyName => ({ kind: 'alias', id })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PlannedKeyName[]>(
      { kind: 'text', text: aliasArn('alias/prod-a') },
      { kind: 'text', text: arnOf('Old') },
      { kind: 'text', text: arnOf('OldOff') },
      { kind: 'text', text: aliasArn('alias/old') },
      { kind: 'text', text: aliasArn('alias/nowhere') },
      { kind: 'text', text: `arn:aws:kms:${REGION}:999900001111:key/Foreign` },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PlannedKeyName[]>(
      { kind: 'none' },
      { kind: 'text', text: '' },
      { kind: 'text', text: 'alias/lake' },
      { kind: 'text', text: aliasArn('alias/aws/appflow') },
      { kind: 'not-an-arn', of: 'LakeA' },
      { kind: 'not-an-arn', of: 'AliasA' },
    ),
  },
);

const aliases: fc.Arbitrary<readonly PlannedAlias[]> = fc
  .tuple(
    often<PlannedKeyName>(
      fc.constant({ kind: 'key', id: 'LakeA' }),
      fc.constantFrom<PlannedKeyName[]>({ kind: 'text', text: 'Old' }, { kind: 'not-an-arn', of: 'LakeC' }),
    ),
    fc.constantFrom('LakeA', 'LakeB'),
  )
  .map(([targetOfA, targetOfB]) => [
    { id: 'AliasA', place, name: known('alias/prod-a'), target: targetOfA },
    { id: 'AliasB', place, name: known('alias/b'), target: { kind: 'key', id: targetOfB } },
  ]);

/** AppFlow refuses a profile whose key is no ARN, so that no world has one. */
const keyOfProfile = keyName.filter(
  (name) => name.kind !== 'not-an-arn' && !(name.kind === 'text' && name.text.startsWith('alias/')),
);
const profiles: fc.Arbitrary<readonly PlannedProfile[]> = fc
  .tuple(keyOfProfile, often(keyOfProfile, fc.constant<PlannedKeyName>({ kind: 'none' })))
  .map(([crm, erp]) => [
    { id: 'Crm', name: known('crm-prod'), key: crm },
    { id: 'Erp', name: known('erp'), key: erp },
  ]);

const bucketEncryption: fc.Arbitrary<PlannedBucket['encryption']> = often<PlannedBucket['encryption']>(
  keyName.map((key) => known({ algorithm: 'aws:kms', key })),
  fc.constantFrom(
    known({ algorithm: 'AES256', key: { kind: 'none' } as const }),
    known({ algorithm: 'aws:kms', key: { kind: 'none' } as const }),
    known({ algorithm: 'aws:kms', key: { kind: 'text', text: 'alias/aws/s3' } as const }),
    known({ algorithm: 'aws:kms:dsse', key: { kind: 'not-an-arn', of: 'LakeA' } as const }),
  ),
);
const buckets: fc.Arbitrary<readonly PlannedBucket[]> = bucketEncryption.map((encryption) => [
  { id: 'Bucket', name: known('company-lake'), encryption },
]);

const profileUses = fc.subarray<PlannedFlow['profiles'][number]>([
  known({ planned: 'Crm' }),
  known({ planned: 'Erp' }),
]);
const bucketUses = fc.subarray<PlannedBucketUse>([
  { role: 'destination', bucket: known({ planned: 'Bucket' }) },
  { role: 'error handling', bucket: known({ planned: 'Bucket' }) },
]);

const flowOf = (index: number): fc.Arbitrary<PlannedFlow> =>
  fc.record({ key: keyName, tags, profiles: profileUses, buckets: bucketUses }).map(({ tags: values, ...flow }) => ({
    place,
    resource: `Flow${index}`,
    name: known(`flow-${index}`),
    tags: known(values),
    ...flow,
  }));

const flows = fc
  .integer({ min: 1, max: MOST_FLOWS })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => flowOf(i))));

const anyTruth: fc.Arbitrary<PlannedWorld> = fc
  .record({ flows, keys, aliases, profiles, buckets })
  .map((world) => ({ account: known(ACCOUNT), region: known(REGION), ...world }));

const WHY = unknownValue('nobody knows it');

/** Takes values away from what is known; `hides` tells of each in turn whether it is taken. */
const veiled = (world: PlannedWorld, hides: () => boolean): PlannedWorld => {
  const hide = <T>(value: Planned<T>): Planned<T> => (hides() ? WHY : value);
  const hideName = (name: PlannedKeyName): PlannedKeyName => (hides() ? WHY : name);
  /** All of them, or the values of some alone. */
  const hideTags = (all: PlannedKey['tags']): Pick<PlannedKey, 'tags' | 'tagValues'> => {
    if (all.kind === 'unknown' || !hides()) return { tags: all };
    if (hides()) return { tags: WHY };
    const values = Object.entries(all.value).map(([key, value]) => [key, hides() ? WHY : known(value)] as const);
    return { tags: WHY, tagValues: Object.fromEntries(values) };
  };
  return {
    ...world,
    flows: world.flows.map((flow) => ({
      ...flow,
      key: hideName(flow.key),
      ...hideTags(flow.tags),
      profiles: flow.profiles.map(hide),
      buckets: flow.buckets.map(({ role, bucket }) => ({ role, bucket: hide(bucket) })),
    })),
    keys: world.keys.map((key) => ({
      ...key,
      state: hide(key.state),
      spec: hide(key.spec),
      usage: hide(key.usage),
      origin: hide(key.origin),
      rotation: hide(key.rotation),
      policy: hide(key.policy),
      ...hideTags(key.tags),
    })),
    aliases: world.aliases.map((alias) => ({ ...alias, name: hide(alias.name), target: hideName(alias.target) })),
    profiles: world.profiles.map((profile) => ({ ...profile, key: hideName(profile.key) })),
    buckets: world.buckets.map((bucket) => ({ ...bucket, encryption: hide(bucket.encryption) })),
  };
};

type Given = PlannedTruth['given'];

/** A few demands at a time, so that some flows meet them; as many flows on a key as a world can have. */
const demands: fc.Arbitrary<Given> = fc
  .tuple(
    anyParameters,
    fc.record(
      {
        maxFlowsPerKey: fc.integer({ min: 1, max: MOST_FLOWS }).map(String),
        flowTagFilter: fc.constantFrom('Stage', 'Stage=prod', 'DataClass=P*,Owner=data'),
        exemptionTag: fc.constant('Until'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .chain(([parameters, others]) =>
    fc.subarray(Object.entries({ ...parameters, ...others }), { minLength: 1, maxLength: 7 }),
  )
  .map((some): Given => Object.fromEntries(some));

/** Half of the worlds are seen as a whole; of the others one value in twelve is not known. */
export const anyPlannedTruth: fc.Arbitrary<PlannedTruth> = fc
  .record({ truth: anyTruth, given: demands, isAllSeen: fc.boolean(), hidden: fc.infiniteStream(fc.nat(11)) })
  .map(({ truth, given, isAllSeen, hidden }) => ({
    truth,
    given,
    isAllSeen,
    seen: isAllSeen ? truth : veiled(truth, () => hidden.next().value === 0),
  }));
