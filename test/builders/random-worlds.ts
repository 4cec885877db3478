import fc from 'fast-check';
import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import type { PolicyStatement } from '../../lambda/core/key-policy/document.ts';
import { type Answer, given, refused } from '../../lambda/core/model/answer.ts';
import type { Flow } from '../../lambda/core/model/flow.ts';
import type { AwsAnswers, Key, KeyLookup, KeyOwnership, Rotation } from '../../lambda/core/model/key.ts';
import type { KeyUse } from '../../lambda/core/model/key-use.ts';
import { aFlow } from './a-flow.ts';
import { aKey } from './a-key.ts';
import { CLOSED_POLICY, OPEN_POLICY } from './some-answers.ts';

/** A flow, what AWS answers of it and its key, and what the organization demands. */
export interface World {
  readonly flow: Flow;
  readonly lookup: KeyLookup;
  readonly answers: AwsAnswers;
  readonly given: Partial<Readonly<Record<ParameterName, string>>>;
  readonly now: Date;
}

const date = fc.date({ min: new Date('2015-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });

/** Mostly good, so that a world is often COMPLIANT until one thing is made worse. */
const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: bad });

const tagsOf = (values: fc.Arbitrary<string>) =>
  fc.record(
    { Owner: values, Stage: values, DataClass: values, 'aws:stack': values },
    { requiredKeys: [], noNullPrototype: true },
  );
const tags = mostly<Readonly<Record<string, string>>>(
  fc.constant({ Owner: 'data', Stage: 'prod', DataClass: 'PII' }),
  tagsOf(fc.oneof(fc.constantFrom('', 'prod', 'PII'), fc.string({ maxLength: 300 }))),
).map((record) => new Map(Object.entries(record)));

const answer = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<Answer<T>> =>
  mostly(
    mostly(good, bad).map((value): Answer<T> => given(value)),
    fc.string({ maxLength: 40 }).map((because): Answer<T> => refused(because)),
  );

const anyKey: fc.Arbitrary<Key> = fc
  .record({
    account: fc.constantFrom('111122223333', '444455556666'),
    state: mostly(
      fc.constantFrom('Enabled', 'Updating'),
      fc.constantFrom('Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable', 'X'),
    ),
    spec: mostly(fc.constant('SYMMETRIC_DEFAULT'), fc.constant('RSA_2048')),
    usage: mostly(fc.constant('ENCRYPT_DECRYPT'), fc.constant('SIGN_VERIFY')),
    origin: fc.constantFrom('AWS_KMS', 'AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE', 'X'),
    createdAt: date,
  })
  .map((members) => aKey(members));

const lookup: fc.Arbitrary<KeyLookup> = mostly<KeyLookup>(
  anyKey.map((key) => ({ kind: 'found', key })),
  fc.oneof(
    anyKey.map((key) => ({ kind: 'found' as const, key: { ...key, manager: 'AWS' as const } })),
    fc.constant({ kind: 'missing' as const }),
    fc.constant(refused('kms:DescribeKey is denied')),
  ),
);

const profileSecret = mostly<KeyOwnership>(
  fc.constant({ kind: 'customer-managed' }),
  fc.constantFrom<KeyOwnership[]>(
    { kind: 'without-cmk', because: 'the secret is under aws/secretsmanager' },
    refused('secretsmanager:DescribeSecret is denied'),
  ),
);

const bucketKey = mostly<KeyOwnership>(
  fc.constant({ kind: 'customer-managed' }),
  fc.constantFrom<KeyOwnership[]>(
    { kind: 'without-cmk', because: 'the default encryption of bucket company-lake is AES256, under no KMS key' },
    refused('s3:GetEncryptionConfiguration is denied'),
  ),
);

const keyUse: fc.Arbitrary<KeyUse> = fc
  .record({ beganAt: date, at: fc.option(date, { nil: undefined }), trackedSince: date })
  .map(({ beganAt, at, trackedSince }) => ({ run: { beganAt, endedAt: beganAt }, lastUse: { at, trackedSince } }));

const anyAnswers: fc.Arbitrary<AwsAnswers> = fc.record({
  rotation: answer<Rotation>(
    fc.constantFrom(90, 365).map((periodInDays) => ({ kind: 'on', periodInDays })),
    fc.constantFrom<Rotation[]>({ kind: 'on', periodInDays: 2560 }, { kind: 'off' }, { kind: 'impossible' }),
  ),
  newestOnDemandRotation: answer<Date | undefined>(date, fc.constant(undefined)),
  policy: answer<readonly PolicyStatement[]>(fc.constant(CLOSED_POLICY), fc.constant(OPEN_POLICY)),
  grants: answer<readonly string[]>(fc.constant([]), fc.constant(['arn:aws:iam::444455556666:role/outsider'])),
  tags: answer(tags, fc.constant(new Map<string, string>())),
  aliases: answer<readonly string[]>(fc.constant(['alias/old', 'alias/prod-lake']), fc.subarray(['alias/old'])),
  flowsOnKey: answer(fc.constant({ certain: 1, possible: 0 }), fc.record({ certain: fc.nat(5), possible: fc.nat(2) })),
  profileSecrets: answer(
    fc.tuple(profileSecret, profileSecret).map(
      ([crm, erp]) =>
        new Map([
          ['crm-prod', crm],
          ['erp', erp],
        ]),
    ),
    fc.constant(new Map<string, KeyOwnership>()),
  ),
  bucketKeys: answer(
    bucketKey.map((key) => new Map([['company-lake', key]])),
    fc.constant(new Map<string, KeyOwnership>()),
  ),
  keyUse: answer<KeyUse | undefined>(fc.constant(undefined), keyUse),
});

const tagConditions = fc.constantFrom('Owner', 'Stage=prod*', 'Owner,DataClass=PII|C?');

/** What an organization may demand, but which flows it leaves out. */
export const anyParameters: fc.Arbitrary<World['given']> = fc.record(
  {
    requiredKeyTags: tagConditions,
    matchingTags: fc.constantFrom('Owner', 'Owner,Stage'),
    requireRotation: fc.constantFrom('true', 'false'),
    maxRotationPeriodInDays: mostly(fc.constant('2000'), fc.integer({ min: 90, max: 2560 }).map(String)),
    nonRotatableKeys: fc.constantFrom('reject', 'onDemand', 'allow', 'allow'),
    checkKeyPolicy: fc.constantFrom('true', 'false'),
    keyAliasPattern: fc.constantFrom('alias/prod-*', '*'),
    allowedKeyAccounts: mostly(fc.constant('444455556666'), fc.constant('777788889999')),
    maxFlowsPerKey: fc.integer({ min: 1, max: 5 }).map(String),
    checkConnectorProfiles: fc.constantFrom('true', 'false'),
    checkBuckets: fc.constantFrom('true', 'false'),
    keyUsers: mostly(fc.constant('arn:aws:iam::111122223333:root'), fc.constant('arn:aws:iam::444455556666:*')),
    keyDuties: mostly(fc.constantFrom('any', 'separated'), fc.constant('strict')),
    checkKeyUse: fc.constantFrom('true', 'false'),
    unverified: fc.constantFrom('NON_COMPLIANT', 'NOT_APPLICABLE'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    tags: tags.map((map) => Object.fromEntries(map)),
    connectorProfiles: fc.subarray(['crm-prod', 'erp']),
    lastRunStatus: mostly(fc.constant('Successful'), fc.constant('Error')),
    naming: mostly(fc.constant({}), fc.constantFrom({ kmsArn: undefined }, { kmsArn: 'alias/lake' })),
  })
  .map(({ naming, ...members }) => aFlow({ ...members, ...naming }));

export const anyWorld: fc.Arbitrary<World> = fc.record({
  flow: anyFlow,
  lookup,
  answers: anyAnswers,
  given: anyParameters,
  now: date,
});
