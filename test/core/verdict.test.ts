import { given, refused } from '../../lambda/core/model/answer.ts';
import type { Flow } from '../../lambda/core/model/flow.ts';
import { type AwsAnswers, type Key, type KeyLookup, NOTHING_ASKED } from '../../lambda/core/model/key.ts';
import { decideByChecks, decideByFlow, decideByKey, type Verdict } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { parameters } from '../builders/parameters.ts';
import { OPEN_POLICY, someAnswers, tagged } from '../builders/some-answers.ts';

const now = new Date('2026-11-20T12:00:00Z');
const demands = (given: Parameters<typeof parameters>[0] = {}) => ({ parameters: parameters(given), now });
const id = '1b2c3d4e';

describe('by what AppFlow says', () => {
  it('it is the key that KMS must be asked about', () => {
    expect(decideByFlow('orders', { kind: 'found', flow: aFlow() }, demands())).toEqual({
      flow: aFlow(),
      reference: aReference(),
    });
  });

  it('needs no key for a flow that is gone', () => {
    expect(decideByFlow('orders', { kind: 'gone', because: 'AppFlow knows no flow orders.' }, demands())).toEqual({
      verdict: {
        complianceType: 'NOT_APPLICABLE',
        label: 'GONE',
        because: 'AppFlow knows no flow orders.',
      },
    });
  });

  it('needs no key for a flow that is out of scope', () => {
    expect(decideByFlow('orders', { kind: 'found', flow: aFlow() }, demands({ flowTagFilter: 'Stage' }))).toEqual({
      verdict: {
        complianceType: 'NOT_APPLICABLE',
        label: 'OUT_OF_SCOPE',
        because: 'The flow is not selected by flowTagFilter: its tag Stage is missing.',
      },
    });
  });

  it('takes the day of an exemption from the given time', () => {
    const flow = aFlow({ tags: { Until: '2026-11-20' } });
    expect(decideByFlow('orders', { kind: 'found', flow }, demands({ exemptionTag: 'Until' }))).toMatchObject({
      verdict: { label: 'EXEMPT' },
    });
    const tomorrow = { parameters: parameters({ exemptionTag: 'Until' }), now: new Date('2026-11-21T00:00:00Z') };
    expect(decideByFlow('orders', { kind: 'found', flow }, tomorrow)).toEqual({ flow, reference: aReference() });
  });

  const denied = refused('appflow:DescribeFlow is denied');
  const reasons = [
    { code: 'UNVERIFIED', problem: 'the flow orders could not be read: appflow:DescribeFlow is denied' },
  ];

  it('reports a flow that may not be read, and nothing else of it', () => {
    expect(decideByFlow('orders', denied, demands())).toEqual({
      verdict: { complianceType: 'NON_COMPLIANT', reasons },
    });
  });

  it('leaves out a flow that may not be read where the parameters say so', () => {
    expect(decideByFlow('orders', denied, demands({ unverified: 'NOT_APPLICABLE' }))).toEqual({
      verdict: { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons },
    });
  });

  it.each([
    { name: 'that names no key', kmsArn: undefined, code: 'NO_CMK' },
    { name: 'that names what is not a KMS ARN', kmsArn: 'alias/lake', code: 'KEY_NOT_FOUND' },
    {
      name: 'that names a reserved alias',
      kmsArn: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow',
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'whose key is of an account that may own none',
      kmsArn: 'arn:aws:kms:eu-west-1:777788889999:key/1b2c3d4e',
      code: 'KEY_ACCOUNT_NOT_ALLOWED',
    },
  ])('the list ends at a flow $name, before KMS is asked', ({ kmsArn, code }) => {
    const given = demands({ allowedKeyAccounts: '444455556666', unverified: 'NOT_APPLICABLE' });
    expect(decideByFlow('orders', { kind: 'found', flow: aFlow({ kmsArn }) }, given)).toEqual({
      verdict: { complianceType: 'NON_COMPLIANT', reasons: [{ code, problem: expect.any(String) }] },
    });
  });

  it('a flow that is left out is left out whatever its key', () => {
    const flow = aFlow({ kmsArn: undefined });
    expect(decideByFlow('orders', { kind: 'found', flow }, demands({ flowTagFilter: 'Stage' }))).toMatchObject({
      verdict: { label: 'OUT_OF_SCOPE' },
    });
  });
});

describe('by what KMS says of the key', () => {
  it("it is the customer's key that all checks look at", () => {
    const lookup: KeyLookup = { kind: 'found', key: aKey({ id }) };
    expect(decideByKey(lookup, aReference(), demands())).toEqual({ key: aKey({ id }) });
  });

  it.each([
    { name: 'a missing key', lookup: { kind: 'missing' }, code: 'KEY_NOT_FOUND' },
    {
      name: 'an AWS managed key, whatever else is wrong with it',
      lookup: { kind: 'found', key: aKey({ manager: 'AWS', state: 'Disabled', spec: 'RSA_2048' }) },
      code: 'AWS_MANAGED_KEY',
    },
    { name: 'a key that may not be read', lookup: refused('it is denied'), code: 'UNVERIFIED' },
  ] as const)('the list ends at $name', ({ lookup, code }) => {
    expect(decideByKey(lookup, aReference(), demands())).toEqual({
      verdict: { complianceType: 'NON_COMPLIANT', reasons: [{ code, problem: expect.any(String) }] },
    });
  });

  it('a flow whose key may not be read is left out where the parameters say so', () => {
    const given = demands({ unverified: 'NOT_APPLICABLE' });
    expect(decideByKey(refused('it is denied'), aReference(), given)).toMatchObject({
      verdict: { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED' },
    });
  });
});

const decide = (flow: Flow, key: Key, answers: AwsAnswers, given: ReturnType<typeof demands>): Verdict =>
  decideByChecks({ flow, key, ...given }, answers);

describe('by all checks of the key', () => {
  it('finds a flow compliant under a good key, and says what is good about it', () => {
    expect(decide(aFlow(), aKey({ id }), someAnswers(), demands())).toEqual({
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 1b2c3d4e is enabled, rotates every 365 days and is tagged.',
    });
  });

  it('says nothing of a rotation that it did not judge', () => {
    const judged = decide(aFlow(), aKey({ id }), someAnswers(), demands({ requireRotation: 'false' }));
    expect(judged).toEqual({
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 1b2c3d4e is enabled and is tagged.',
    });
  });

  const codesIn = (judged: Verdict): readonly string[] =>
    'reasons' in judged ? judged.reasons.map(({ code }) => code) : [];

  const EVERYTHING = {
    allowedKeyAccounts: '444455556666',
    maxRotationPeriodInDays: '90',
    requiredKeyTags: 'Stage,Owner=crm',
    matchingTags: 'DataClass',
    keyAliasPattern: 'alias/prod-*',
    maxFlowsPerKey: '1',
    checkConnectorProfiles: 'true',
    checkKeyUse: 'true',
  };
  const flow = aFlow({ connectorProfiles: ['crm-prod', 'erp'] });
  const bad = someAnswers({
    policy: given(OPEN_POLICY),
    flowsOnKey: given({ certain: 2, possible: 0 }),
    profileSecrets: given(new Map([['erp', { kind: 'without-cmk', because: 'the secret of erp is under no key' }]])),
    keyUse: given({
      run: { beganAt: new Date('2026-11-20T08:00:00Z'), endedAt: new Date('2026-11-20T08:10:00Z') },
      lastUse: { at: undefined, trackedSince: new Date('2026-04-23T00:00:00Z') },
    }),
  });

  it('reports every reason that applies, in the order of the contract', () => {
    const key = aKey({ state: 'Disabled' });
    expect(codesIn(decide(flow, key, bad, demands(EVERYTHING)))).toEqual([
      'KEY_DISABLED',
      'KEY_POLICY_OPEN',
      'ROTATION_TOO_SLOW',
      'TAG_MISSING',
      'TAG_VALUE_NOT_ALLOWED',
      'TAG_MISMATCH',
      'ALIAS_NOT_CONVENTIONAL',
      'KEY_SHARED',
      'CREDENTIALS_WITHOUT_CMK',
      'KEY_NOT_SEEN_IN_USE',
      'UNVERIFIED',
    ]);
  });

  it('judges no rotation of a key that is not symmetric or is pending deletion', () => {
    const key = aKey({ state: 'PendingDeletion', spec: 'RSA_2048' });
    const answers = someAnswers({ rotation: given({ kind: 'off' }), tags: tagged({}) });
    expect(codesIn(decide(aFlow(), key, answers, demands()))).toEqual([
      'KEY_PENDING_DELETION',
      'KEY_NOT_SYMMETRIC',
      'KEY_UNTAGGED',
    ]);
  });

  it('decides what can be decided although other answers are refused', () => {
    const key = aKey({ account: '777788889999', state: 'Disabled' });
    const given = demands({ ...EVERYTHING, unverified: 'NOT_APPLICABLE' });
    const judged = decide(flow, key, NOTHING_ASKED, given);
    expect(judged.complianceType).toBe('NON_COMPLIANT');
    expect([...new Set(codesIn(judged))]).toEqual(['KEY_DISABLED', 'TAG_MISMATCH', 'UNVERIFIED']);
  });

  const denied = someAnswers({ tags: refused('kms:ListResourceTags is denied') });
  const reasons = [
    { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied' },
  ];

  it('reports one refused answer once, however many checks miss it', () => {
    expect(decide(aFlow(), aKey({ id }), denied, demands({ matchingTags: 'Owner' }))).toEqual({
      complianceType: 'NON_COMPLIANT',
      reasons,
    });
  });

  it('leaves out a flow of which something may not be read, where the parameters say so and nothing failed', () => {
    expect(decide(aFlow(), aKey({ id }), denied, demands({ unverified: 'NOT_APPLICABLE' }))).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'UNVERIFIED',
      reasons,
    });
  });

  it('loses no reason whose words are those of another', () => {
    const answers = someAnswers({
      tags: refused('x'),
      profileSecrets: given(
        new Map([['crm-prod', { kind: 'without-cmk', because: 'the tags of key 1b2c3d4e could not be read: x' }]]),
      ),
    });
    const judged = decide(aFlow(), aKey({ id }), answers, demands({ checkConnectorProfiles: 'true' }));
    expect(codesIn(judged)).toEqual(['CREDENTIALS_WITHOUT_CMK', 'UNVERIFIED']);
  });

  it('tells two reasons of one code', () => {
    const judged = decide(aFlow(), aKey(), someAnswers(), demands({ matchingTags: 'Stage,DataClass' }));
    expect(codesIn(judged)).toEqual(['TAG_MISMATCH', 'TAG_MISMATCH']);
  });
});
