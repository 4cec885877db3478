import fc from 'fast-check';
import { annotationOf } from '../../lambda/core/annotation.ts';
import { known, NOT_READ } from '../../lambda/core/fact.ts';
import { type FactName, type Facts, NOTHING_READ } from '../../lambda/core/key.ts';
import { codesOf, type ReasonCode } from '../../lambda/core/reasons.ts';
import { factsNeeded, type Judgement, judgeKey } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { parameters } from '../builders/parameters.ts';
import { anyWorld, type World } from '../builders/random-worlds.ts';
import { OPEN_POLICY, tagged } from '../builders/some-facts.ts';

const RUNS = { numRuns: 500 };

const judge = ({ flow, reading, facts, given, now }: World): Judgement =>
  judgeKey(flow, reading, facts, { parameters: parameters(given), now });

const needed = ({ flow, reading, given, now }: World): readonly FactName[] =>
  reading?.kind === 'known' ? [...factsNeeded(flow, reading.key, { parameters: parameters(given), now })] : [];

/** A world whose flow names a customer managed key that could be described. */
const keyedWorld = anyWorld.filter(
  ({ flow, reading }) => flow.kmsArn !== undefined && reading?.kind === 'known' && reading.key.manager === 'CUSTOMER',
);

it('a fact that a check asks for is never given up for COMPLIANT', () => {
  const property = fc.property(keyedWorld, fc.nat(), (world, choice) => {
    const names = needed(world);
    const unread = names[choice % names.length] ?? 'tags';
    const judged = judge({ ...world, facts: { ...world.facts, [unread]: NOT_READ } });
    expect(judged.complianceType).not.toBe('COMPLIANT');
  });
  fc.assert(property, RUNS);
});

it('a fact that no check asks for changes nothing', () => {
  const property = fc.property(anyWorld, (world) => {
    const facts: Facts = {
      ...NOTHING_READ,
      ...Object.fromEntries(needed(world).map((name) => [name, world.facts[name]])),
    };
    expect(judge({ ...world, facts })).toEqual(judge(world));
  });
  fc.assert(property, RUNS);
});

it('COMPLIANT is only the flow that names a customer managed key which KMS described', () => {
  const property = fc.property(anyWorld, (world) => {
    const { flow, reading } = world;
    const isGood = flow.kmsArn !== undefined && reading?.kind === 'known' && reading.key.manager === 'CUSTOMER';
    expect(!isGood && judge(world).complianceType === 'COMPLIANT').toBe(false);
  });
  fc.assert(property, RUNS);
});

describe('one thing made worse never improves the verdict, and is told:', () => {
  const withKey = (world: World, change: Readonly<Record<string, unknown>>): World =>
    world.reading?.kind === 'known'
      ? { ...world, reading: { kind: 'known', key: { ...world.reading.key, ...change } } }
      : world;
  const withFacts = (world: World, facts: Partial<Facts>, given: World['given'] = {}): World => ({
    ...world,
    facts: { ...world.facts, ...facts },
    given: { ...world.given, ...given },
  });
  const rotatable = { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS' };

  const worsenings: readonly { readonly code: ReasonCode; readonly worsen: (world: World) => World }[] = [
    { code: 'NO_CMK', worsen: (world) => ({ ...world, flow: aFlow({ kmsArn: undefined }) }) },
    {
      code: 'KEY_NOT_FOUND',
      worsen: (world) => ({ ...world, reading: { kind: 'missing', because: 'it is missing' } }),
    },
    { code: 'AWS_MANAGED_KEY', worsen: (world) => withKey(world, { manager: 'AWS' }) },
    { code: 'KEY_PENDING_DELETION', worsen: (world) => withKey(world, { state: 'PendingDeletion' }) },
    { code: 'KEY_DISABLED', worsen: (world) => withKey(world, { state: 'Disabled' }) },
    { code: 'KEY_UNUSABLE', worsen: (world) => withKey(world, { state: 'Unavailable' }) },
    { code: 'KEY_NOT_SYMMETRIC', worsen: (world) => withKey(world, { spec: 'RSA_4096' }) },
    {
      code: 'KEY_ACCOUNT_NOT_ALLOWED',
      worsen: (world) => ({ ...world, reading: { kind: 'account-not-allowed', because: 'its account may not' } }),
    },
    {
      code: 'KEY_POLICY_OPEN',
      worsen: (world) => withFacts(world, { policy: known(OPEN_POLICY) }, { checkKeyPolicy: 'true' }),
    },
    {
      code: 'ROTATION_OFF',
      worsen: (world) =>
        withFacts(withKey(world, rotatable), { rotation: known({ kind: 'off' }) }, { requireRotation: 'true' }),
    },
    {
      code: 'ROTATION_TOO_SLOW',
      worsen: (world) =>
        withFacts(
          withKey(world, rotatable),
          { rotation: known({ kind: 'on', periodInDays: 91 }) },
          { requireRotation: 'true', maxRotationPeriodInDays: '90' },
        ),
    },
    {
      code: 'ROTATION_IMPOSSIBLE',
      worsen: (world) =>
        withFacts(
          withKey(world, { ...rotatable, origin: 'EXTERNAL' }),
          {},
          { requireRotation: 'true', nonRotatableKeys: 'reject' },
        ),
    },
    {
      code: 'ROTATION_OVERDUE',
      worsen: (world) =>
        withFacts(
          withKey(
            { ...world, now: new Date('2026-11-20') },
            { ...rotatable, origin: 'EXTERNAL', createdAt: new Date('2015-01-01') },
          ),
          { newestOnDemandRotation: known(new Date('2016-01-01')) },
          { requireRotation: 'true', nonRotatableKeys: 'onDemand' },
        ),
    },
    {
      code: 'KEY_UNTAGGED',
      worsen: (world) => withFacts(world, { tags: tagged({ 'aws:x': '' }) }, { requiredKeyTags: '' }),
    },
    { code: 'TAG_MISSING', worsen: (world) => withFacts(world, { tags: tagged({}) }, { requiredKeyTags: 'Owner' }) },
    {
      code: 'TAG_VALUE_NOT_ALLOWED',
      worsen: (world) => withFacts(world, { tags: tagged({ Owner: 'x' }) }, { requiredKeyTags: 'Owner=y' }),
    },
    { code: 'TAG_MISMATCH', worsen: (world) => withFacts(world, {}, { matchingTags: 'Nowhere' }) },
    {
      code: 'ALIAS_NOT_CONVENTIONAL',
      worsen: (world) => withFacts(world, { aliases: known([]) }, { keyAliasPattern: '*' }),
    },
    {
      code: 'KEY_SHARED',
      worsen: (world) => withFacts(world, { flowsOnKey: known({ certain: 2, possible: 0 }) }, { maxFlowsPerKey: '1' }),
    },
    {
      code: 'CREDENTIALS_WITHOUT_CMK',
      worsen: (world) =>
        withFacts(
          { ...world, flow: { ...world.flow, connectorProfiles: ['erp'] } },
          { credentials: known(new Map([['erp', { kind: 'without-cmk', because: 'the secret is under no key' }]])) },
          { checkConnectorProfiles: 'true' },
        ),
    },
  ];

  const goodness = { COMPLIANT: 2, NOT_APPLICABLE: 1, NON_COMPLIANT: 0 } as const;

  it.each(worsenings)('$code', ({ code, worsen }) => {
    const property = fc.property(keyedWorld, (world) => {
      const before = judge(world);
      const after = judge(worsen(world));
      expect(goodness[after.complianceType]).toBeLessThanOrEqual(goodness[before.complianceType]);
      expect('reasons' in after ? codesOf(after.reasons) : []).toContain(code);
    });
    fc.assert(property);
  });
});

it('judging and annotating a world ends within the form of the contract', () => {
  const property = fc.property(anyWorld, (world) => {
    const judged = judge(world);
    const annotation = annotationOf(judged);
    expect(annotation.length).toBeGreaterThanOrEqual(1);
    expect(annotation.length).toBeLessThanOrEqual(256);
    const beginning =
      judged.complianceType === 'NON_COMPLIANT'
        ? `${codesOf(judged.reasons).join(', ')}: `
        : judged.complianceType === 'COMPLIANT'
          ? 'OK: '
          : 'UNVERIFIED: ';
    expect(annotation.startsWith(beginning)).toBe(true);
  });
  fc.assert(property, RUNS);
});
