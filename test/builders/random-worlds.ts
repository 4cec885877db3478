import fc from 'fast-check';
import { type Fact, known, unreadable } from '../../lambda/core/fact.ts';
import type { Flow } from '../../lambda/core/flow.ts';
import type { Credentials, Facts, Key, KeyReading, Rotation } from '../../lambda/core/key.ts';
import type { ParameterName } from '../../lambda/core/rule-parameters.ts';
import { aFlow } from './a-flow.ts';
import { aKey } from './a-key.ts';
import { CLOSED_POLICY, OPEN_POLICY } from './some-facts.ts';

/** A flow, its key, what was read of both, and what the organization demands. */
export interface World {
  readonly flow: Flow;
  readonly reading: KeyReading | undefined;
  readonly facts: Facts;
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

const fact = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  mostly(
    mostly(good, bad).map((value): Fact<T> => known(value)),
    fc.string({ maxLength: 40 }).map((because): Fact<T> => unreadable(because)),
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
  .map((wish) => aKey(wish));

const reading: fc.Arbitrary<KeyReading | undefined> = mostly<KeyReading | undefined>(
  anyKey.map((key) => ({ kind: 'known', key })),
  fc.oneof(
    anyKey.map((key) => ({ kind: 'known' as const, key: { ...key, manager: 'AWS' as const } })),
    fc.constant({ kind: 'missing' as const, because: 'KMS knows no such key' }),
    fc.constant(unreadable('kms:DescribeKey is denied')),
    fc.constant(undefined),
  ),
);

const credentials = mostly<Credentials>(
  fc.constant({ kind: 'customer-managed' }),
  fc.constantFrom<Credentials[]>(
    { kind: 'without-cmk', because: 'the secret is under aws/secretsmanager' },
    unreadable('secretsmanager:DescribeSecret is denied'),
  ),
);

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  rotation: fact<Rotation>(
    fc.constantFrom(90, 365).map((periodInDays) => ({ kind: 'on', periodInDays })),
    fc.constantFrom<Rotation[]>({ kind: 'on', periodInDays: 2560 }, { kind: 'off' }, { kind: 'impossible' }),
  ),
  newestOnDemandRotation: fact<Date | undefined>(date, fc.constant(undefined)),
  policy: fact<string>(fc.constant(CLOSED_POLICY), fc.oneof(fc.constant(OPEN_POLICY), fc.string())),
  tags: fact(tags, fc.constant(new Map<string, string>())),
  aliases: fact<readonly string[]>(fc.constant(['alias/old', 'alias/prod-lake']), fc.subarray(['alias/old'])),
  flowsOnKey: fact(fc.constant({ certain: 1, possible: 0 }), fc.record({ certain: fc.nat(5), possible: fc.nat(2) })),
  credentials: fact(
    fc.tuple(credentials, credentials).map(
      ([crm, erp]) =>
        new Map([
          ['crm-prod', crm],
          ['erp', erp],
        ]),
    ),
    fc.constant(new Map<string, Credentials>()),
  ),
});

const tagConditions = fc.constantFrom('Owner', 'Stage=prod*', 'Owner,DataClass=PII|C?');

const anyParameters: fc.Arbitrary<World['given']> = fc.record(
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
    unverified: fc.constantFrom('NON_COMPLIANT', 'NOT_APPLICABLE'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    tags: tags.map((map) => Object.fromEntries(map)),
    connectorProfiles: fc.subarray(['crm-prod', 'erp']),
    wish: mostly(fc.constant({}), fc.constant({ kmsArn: undefined })),
  })
  .map(({ wish, ...members }) => aFlow({ ...members, ...wish }));

export const anyWorld: fc.Arbitrary<World> = fc.record({
  flow: anyFlow,
  reading,
  facts: anyFacts,
  given: anyParameters,
  now: date,
});
