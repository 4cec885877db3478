import fc from 'fast-check';
import { given, NOT_ASKED } from '../../lambda/core/model/answer.ts';
import { type AnswerName, type AwsAnswers, NOTHING_ASKED } from '../../lambda/core/model/key.ts';
import { codesOf, type ReasonCode } from '../../lambda/core/model/reasons.ts';
import { annotationOf } from '../../lambda/core/output/annotation.ts';
import { answersNeeded, decideByChecks, decideByFlow, decideByKey, type Verdict } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { parameters } from '../builders/parameters.ts';
import { anyWorld, type World } from '../builders/random-worlds.ts';
import { CLOSED_POLICY, OPEN_POLICY, tagged } from '../builders/some-answers.ts';

const RUNS = { numRuns: 500 };

const demandsOf = ({ given, now }: World) => ({ parameters: parameters(given), now });

/** As the judge does: by the flow, by its key, then by all checks. */
const judge = (world: World): Verdict => {
  const demands = demandsOf(world);
  const byFlow = decideByFlow(world.flow.name, { kind: 'found', flow: world.flow }, demands);
  if ('verdict' in byFlow) return byFlow.verdict;
  const byKey = decideByKey(world.lookup, byFlow.reference, demands);
  if ('verdict' in byKey) return byKey.verdict;
  return decideByChecks({ flow: world.flow, key: byKey.key, ...demands }, world.answers);
};

const needed = (world: World): readonly AnswerName[] =>
  world.lookup.kind === 'found'
    ? [...answersNeeded({ flow: world.flow, key: world.lookup.key, ...demandsOf(world) })]
    : [];

const hasGoodKey = ({ flow, lookup }: World): boolean =>
  flow.key.kind === 'reference' && lookup.kind === 'found' && lookup.key.manager === 'CUSTOMER';

/** A world whose flow names a customer managed key that could be described. */
const keyedWorld = anyWorld.filter(hasGoodKey);

it('an answer that a check needs is never given up for COMPLIANT', () => {
  const property = fc.property(keyedWorld, fc.nat(), (world, choice) => {
    const names = needed(world);
    const unread = names[choice % names.length] ?? 'tags';
    const judged = judge({ ...world, answers: { ...world.answers, [unread]: NOT_ASKED } });
    expect(judged.complianceType).not.toBe('COMPLIANT');
  });
  fc.assert(property, RUNS);
});

it('an answer that no check needs changes nothing', () => {
  const property = fc.property(anyWorld, (world) => {
    const answers: AwsAnswers = {
      ...NOTHING_ASKED,
      ...Object.fromEntries(needed(world).map((name) => [name, world.answers[name]])),
    };
    expect(judge({ ...world, answers })).toEqual(judge(world));
  });
  fc.assert(property, RUNS);
});

it('COMPLIANT is only the flow that names a customer managed key which KMS described', () => {
  const property = fc.property(anyWorld, (world) => {
    expect(!hasGoodKey(world) && judge(world).complianceType === 'COMPLIANT').toBe(false);
  });
  fc.assert(property, RUNS);
});

describe('one thing made worse never improves the verdict, and is told:', () => {
  const withKey = (world: World, change: Readonly<Record<string, unknown>>): World =>
    world.lookup.kind === 'found'
      ? { ...world, lookup: { kind: 'found', key: { ...world.lookup.key, ...change } } }
      : world;
  const withAnswers = (world: World, answers: Partial<AwsAnswers>, given: World['given'] = {}): World => ({
    ...world,
    answers: { ...world.answers, ...answers },
    given: { ...world.given, ...given },
  });
  const rotatable = { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS' };

  const worsenings: readonly { readonly code: ReasonCode; readonly worsen: (world: World) => World }[] = [
    { code: 'NO_CMK', worsen: (world) => ({ ...world, flow: aFlow({ kmsArn: undefined }) }) },
    {
      code: 'KEY_NOT_FOUND',
      worsen: (world) => ({ ...world, lookup: { kind: 'missing' } }),
    },
    { code: 'AWS_MANAGED_KEY', worsen: (world) => withKey(world, { manager: 'AWS' }) },
    { code: 'KEY_PENDING_DELETION', worsen: (world) => withKey(world, { state: 'PendingDeletion' }) },
    { code: 'KEY_DISABLED', worsen: (world) => withKey(world, { state: 'Disabled' }) },
    { code: 'KEY_UNUSABLE', worsen: (world) => withKey(world, { state: 'Unavailable' }) },
    { code: 'KEY_NOT_SYMMETRIC', worsen: (world) => withKey(world, { spec: 'RSA_4096' }) },
    {
      code: 'KEY_ACCOUNT_NOT_ALLOWED',
      worsen: (world) => ({
        ...world,
        flow: aFlow({ kmsArn: 'arn:aws:kms:eu-west-1:777788889999:key/1b2c3d4e' }),
        given: { ...world.given, allowedKeyAccounts: '444455556666' },
      }),
    },
    {
      code: 'KEY_POLICY_OPEN',
      worsen: (world) => withAnswers(world, { policy: given(OPEN_POLICY) }, { checkKeyPolicy: 'true' }),
    },
    {
      code: 'KEY_USER_NOT_ALLOWED',
      worsen: (world) =>
        withAnswers(world, { policy: given(OPEN_POLICY) }, { keyUsers: 'arn:aws:iam::111122223333:*' }),
    },
    {
      code: 'DUTIES_NOT_SEPARATED',
      worsen: (world) => withAnswers(world, { policy: given(CLOSED_POLICY) }, { keyDuties: 'strict' }),
    },
    {
      code: 'ROTATION_OFF',
      worsen: (world) =>
        withAnswers(withKey(world, rotatable), { rotation: given({ kind: 'off' }) }, { requireRotation: 'true' }),
    },
    {
      code: 'ROTATION_TOO_SLOW',
      worsen: (world) =>
        withAnswers(
          withKey(world, rotatable),
          { rotation: given({ kind: 'on', periodInDays: 91 }) },
          { requireRotation: 'true', maxRotationPeriodInDays: '90' },
        ),
    },
    {
      code: 'ROTATION_IMPOSSIBLE',
      worsen: (world) =>
        withAnswers(
          withKey(world, { ...rotatable, origin: 'EXTERNAL' }),
          {},
          { requireRotation: 'true', nonRotatableKeys: 'reject' },
        ),
    },
    {
      code: 'ROTATION_OVERDUE',
      worsen: (world) =>
        withAnswers(
          withKey(
            { ...world, now: new Date('2026-11-20') },
            { ...rotatable, origin: 'EXTERNAL', createdAt: new Date('2015-01-01') },
          ),
          { newestOnDemandRotation: given(new Date('2016-01-01')) },
          { requireRotation: 'true', nonRotatableKeys: 'onDemand' },
        ),
    },
    {
      code: 'KEY_UNTAGGED',
      worsen: (world) => withAnswers(world, { tags: tagged({ 'aws:x': '' }) }, { requiredKeyTags: '' }),
    },
    { code: 'TAG_MISSING', worsen: (world) => withAnswers(world, { tags: tagged({}) }, { requiredKeyTags: 'Owner' }) },
    {
      code: 'TAG_VALUE_NOT_ALLOWED',
      worsen: (world) => withAnswers(world, { tags: tagged({ Owner: 'x' }) }, { requiredKeyTags: 'Owner=y' }),
    },
    { code: 'TAG_MISMATCH', worsen: (world) => withAnswers(world, {}, { matchingTags: 'Nowhere' }) },
    {
      code: 'ALIAS_NOT_CONVENTIONAL',
      worsen: (world) => withAnswers(world, { aliases: given([]) }, { keyAliasPattern: '*' }),
    },
    {
      code: 'KEY_SHARED',
      worsen: (world) =>
        withAnswers(world, { flowsOnKey: given({ certain: 2, possible: 0 }) }, { maxFlowsPerKey: '1' }),
    },
    {
      code: 'BUCKET_WITHOUT_CMK',
      worsen: (world) =>
        withAnswers(
          { ...world, flow: { ...world.flow, buckets: [{ name: 'stage', role: 'intermediate' }] } },
          { bucketKeys: given(new Map([['stage', { kind: 'without-cmk', because: 'bucket stage does not exist' }]])) },
          { checkBuckets: 'true' },
        ),
    },
    {
      code: 'CREDENTIALS_WITHOUT_CMK',
      worsen: (world) =>
        withAnswers(
          { ...world, flow: { ...world.flow, connectorProfiles: ['erp'] } },
          { profileSecrets: given(new Map([['erp', { kind: 'without-cmk', because: 'the secret is under no key' }]])) },
          { checkConnectorProfiles: 'true' },
        ),
    },
    {
      code: 'KEY_NOT_SEEN_IN_USE',
      worsen: (world) => {
        const { where } = world.flow;
        const trackedSince = new Date('2026-04-23T00:00:00Z');
        const ran = new Date('2026-11-20T08:00:00Z');
        const keyUse = given({ run: { beganAt: ran, endedAt: ran }, lastUse: { at: undefined, trackedSince } });
        const flow = { ...world.flow, lastRunStatus: 'Successful' };
        return withAnswers(
          { ...withKey(world, { account: where.account }), flow },
          { keyUse },
          { checkKeyUse: 'true' },
        );
      },
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
