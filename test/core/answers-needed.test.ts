import { CHECKS, KEY_CHECKS } from '../../lambda/core/checks/index.ts';
import { RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import { NOTHING_ASKED } from '../../lambda/core/model/key.ts';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { answersNeeded } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { parameters } from '../builders/parameters.ts';

const FINDING_THE_KEY: readonly string[] = ['key-is-customer-managed', 'key-account-is-allowed'];
const NOW = new Date('2026-11-20T12:00:00Z');
const EVERYTHING_OFF = { requireRotation: 'false', checkKeyPolicy: 'false' } as const;

describe('the answers that are asked for', () => {
  it.each([
    { name: 'by default', given: {}, expected: ['policy', 'rotation', 'tags'] },
    { name: 'where all is switched off', given: EVERYTHING_OFF, expected: ['tags'] },
    { name: 'for policies', given: { ...EVERYTHING_OFF, checkKeyPolicy: 'true' }, expected: ['policy', 'tags'] },
    { name: 'for rotation', given: { ...EVERYTHING_OFF, requireRotation: 'true' }, expected: ['rotation', 'tags'] },
    { name: 'for aliases', given: { ...EVERYTHING_OFF, keyAliasPattern: '*' }, expected: ['aliases', 'tags'] },
    { name: 'for users', given: { ...EVERYTHING_OFF, keyUsers: '*' }, expected: ['grants', 'policy', 'tags'] },
    { name: 'for duties', given: { ...EVERYTHING_OFF, keyDuties: 'separated' }, expected: ['policy', 'tags'] },
    { name: 'for sharing', given: { ...EVERYTHING_OFF, maxFlowsPerKey: '1' }, expected: ['flowsOnKey', 'tags'] },
    {
      name: 'for connector profiles',
      given: { ...EVERYTHING_OFF, checkConnectorProfiles: 'true' },
      expected: ['profileSecrets', 'tags'],
    },
    { name: 'for buckets', given: { ...EVERYTHING_OFF, checkBuckets: 'true' }, expected: ['bucketKeys', 'tags'] },
    { name: 'for use', given: { ...EVERYTHING_OFF, checkKeyUse: 'true' }, expected: ['keyUse', 'tags'] },
    {
      name: 'for what needs no answer of its own',
      given: { ...EVERYTHING_OFF, allowedKeyAccounts: '444455556666', matchingTags: 'Owner', requiredKeyTags: 'Owner' },
      expected: ['tags'],
    },
  ])('$name are $expected', ({ given, expected }) => {
    expect([...answersNeeded({ flow: aFlow(), key: aKey(), parameters: parameters(given), now: NOW })].sort()).toEqual(
      expected,
    );
  });

  it.each([
    {
      name: 'imported and old',
      key: { origin: 'EXTERNAL', createdAt: new Date('2025-11-20T11:59:59Z') },
      expected: ['newestOnDemandRotation', 'policy', 'tags'],
    },
    {
      name: 'imported, and too young to be overdue',
      key: { origin: 'EXTERNAL', createdAt: new Date('2025-11-20T12:00:00Z') },
      expected: ['policy', 'tags'],
    },
    { name: 'in a custom key store', key: { origin: 'AWS_CLOUDHSM' }, expected: ['policy', 'tags'] },
    { name: 'asymmetric', key: { spec: 'RSA_2048' }, expected: ['policy', 'tags'] },
    { name: 'pending deletion', key: { state: 'PendingDeletion' }, expected: ['policy', 'tags'] },
    {
      name: 'imported, pending import',
      key: { origin: 'EXTERNAL', state: 'PendingImport' },
      expected: ['policy', 'tags'],
    },
  ])('of a key that is $name, with on-demand rotation accepted, are $expected', ({ key, expected }) => {
    const given = parameters({ nonRotatableKeys: 'onDemand' });
    expect([...answersNeeded({ flow: aFlow(), key: aKey(key), parameters: given, now: NOW })].sort()).toEqual(expected);
  });

  it('of a flow without connector profiles are no secrets of profiles', () => {
    const given = parameters({ ...EVERYTHING_OFF, checkConnectorProfiles: 'true' });
    expect([
      ...answersNeeded({ flow: aFlow({ connectorProfiles: [] }), key: aKey(), parameters: given, now: NOW }),
    ]).toEqual(['tags']);
  });
});

it('no answer is given before it was asked for', () => {
  const notAsked = { kind: 'refused', because: 'it was not read' };
  expect(NOTHING_ASKED).toEqual({
    rotation: notAsked,
    newestOnDemandRotation: notAsked,
    policy: notAsked,
    grants: notAsked,
    tags: notAsked,
    aliases: notAsked,
    flowsOnKey: notAsked,
    profileSecrets: notAsked,
    bucketKeys: notAsked,
    keyUse: notAsked,
  });
});

describe('the catalogue of checks', () => {
  it('lists what each reports, in the order of the contract, and the parameters that steer it', () => {
    expect(CHECKS.map(({ name, reasons, parameters: steering }) => [name, reasons, steering])).toEqual([
      ['key-is-customer-managed', ['NO_CMK', 'KEY_NOT_FOUND', 'AWS_MANAGED_KEY'], ['keyAccountRoleName']],
      ['key-is-usable', ['KEY_PENDING_DELETION', 'KEY_DISABLED', 'KEY_UNUSABLE'], []],
      ['key-is-symmetric', ['KEY_NOT_SYMMETRIC'], []],
      ['key-account-is-allowed', ['KEY_ACCOUNT_NOT_ALLOWED'], ['allowedKeyAccounts']],
      ['key-policy-is-closed', ['KEY_POLICY_OPEN'], ['checkKeyPolicy']],
      ['key-users-are-allowed', ['KEY_USER_NOT_ALLOWED'], ['keyUsers']],
      ['duties-are-separated', ['DUTIES_NOT_SEPARATED'], ['keyDuties']],
      [
        'key-rotates',
        ['ROTATION_OFF', 'ROTATION_TOO_SLOW', 'ROTATION_IMPOSSIBLE'],
        ['requireRotation', 'maxRotationPeriodInDays', 'nonRotatableKeys'],
      ],
      ['key-can-rotate', ['ROTATION_IMPOSSIBLE'], ['requireRotation', 'nonRotatableKeys']],
      [
        'key-rotates-on-demand',
        ['ROTATION_OVERDUE'],
        ['requireRotation', 'maxRotationPeriodInDays', 'nonRotatableKeys'],
      ],
      ['key-is-tagged', ['KEY_UNTAGGED', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED'], ['requiredKeyTags']],
      ['tags-match', ['TAG_MISMATCH'], ['matchingTags']],
      ['key-alias-is-conventional', ['ALIAS_NOT_CONVENTIONAL'], ['keyAliasPattern']],
      ['key-is-not-overshared', ['KEY_SHARED'], ['maxFlowsPerKey']],
      ['credentials-use-cmk', ['CREDENTIALS_WITHOUT_CMK'], ['checkConnectorProfiles']],
      ['buckets-use-cmk', ['BUCKET_WITHOUT_CMK'], ['checkBuckets']],
      ['key-was-seen-in-use', ['KEY_NOT_SEEN_IN_USE'], ['checkKeyUse']],
    ]);
  });

  it('names all that each may need', () => {
    expect(KEY_CHECKS.map(({ name, mayNeed }) => [name, mayNeed])).toEqual([
      ['key-is-usable', []],
      ['key-is-symmetric', []],
      ['key-policy-is-closed', ['policy']],
      ['key-users-are-allowed', ['policy', 'grants']],
      ['duties-are-separated', ['policy']],
      ['key-rotates', ['rotation']],
      ['key-can-rotate', []],
      ['key-rotates-on-demand', ['newestOnDemandRotation']],
      ['key-is-tagged', ['tags']],
      ['tags-match', ['tags']],
      ['key-alias-is-conventional', ['aliases']],
      ['key-is-not-overshared', ['flowsOnKey']],
      ['credentials-use-cmk', ['profileSecrets']],
      ['buckets-use-cmk', ['bucketKeys']],
      ['key-was-seen-in-use', ['keyUse']],
    ]);
  });

  // KMS itself can say that a key of another origin cannot rotate: two checks come to that reason.
  it('covers every reason but UNVERIFIED, in order', () => {
    expect([...new Set(CHECKS.flatMap(({ reasons }) => reasons)), 'UNVERIFIED']).toEqual(REASON_CODES);
  });

  it('covers every parameter but those that choose flows, verdict and role', () => {
    const steering: readonly string[] = CHECKS.flatMap(({ parameters: names }) => names);
    expect(RULE_PARAMETERS.map(({ name }) => name).filter((name) => !steering.includes(name))).toEqual([
      'flowTagFilter',
      'exemptionTag',
      'unverified',
      'executionRoleName',
    ]);
  });

  it.each(CHECKS.map(({ name, goodState }) => ({ name, goodState })))(
    '$name says what good looks like',
    ({ goodState }) => {
      expect(goodState).toMatch(/^[A-Z].{15,}[^.]$/);
    },
  );

  it('holds every check of a key beside the two that find it', () => {
    const names = CHECKS.map(({ name }) => name).filter((name) => !FINDING_THE_KEY.includes(name));
    expect(names).toEqual(KEY_CHECKS.map(({ name }) => name));
  });
});
