import { known, unreadable } from '../../lambda/core/fact.ts';
import { type KeyReading, NOTHING_READ } from '../../lambda/core/key.ts';
import { judgeFlow, judgeKey } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { parameters } from '../builders/parameters.ts';
import { OPEN_POLICY, someFacts, tagged } from '../builders/some-facts.ts';

const now = new Date('2026-11-20T12:00:00Z');
const policy = (given: Parameters<typeof parameters>[0] = {}) => ({ parameters: parameters(given), now });
const read = (key = aKey()): KeyReading => ({ kind: 'known', key });
const id = '1b2c3d4e';

describe('judgeFlow', () => {
  it('gives the flow whose key must be read', () => {
    expect(judgeFlow('orders', { kind: 'known', flow: aFlow() }, policy())).toEqual(aFlow());
  });

  it('needs no key for a flow that is gone', () => {
    expect(judgeFlow('orders', { kind: 'gone', because: 'AppFlow knows no flow orders.' }, policy())).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'GONE',
      because: 'AppFlow knows no flow orders.',
    });
  });

  it('needs no key for a flow that is out of scope', () => {
    expect(judgeFlow('orders', { kind: 'known', flow: aFlow() }, policy({ flowTagFilter: 'Stage' }))).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'OUT_OF_SCOPE',
      because: 'The flow is not selected by flowTagFilter: its tag Stage is missing.',
    });
  });

  it('takes the day of an exemption from the given time', () => {
    const flow = aFlow({ tags: { Until: '2026-11-20' } });
    expect(judgeFlow('orders', { kind: 'known', flow }, policy({ exemptionTag: 'Until' }))).toMatchObject({
      label: 'EXEMPT',
    });
    const tomorrow = { parameters: parameters({ exemptionTag: 'Until' }), now: new Date('2026-11-21T00:00:00Z') };
    expect(judgeFlow('orders', { kind: 'known', flow }, tomorrow)).toEqual(flow);
  });

  const denied = unreadable('appflow:DescribeFlow is denied');
  const reasons = [
    { code: 'UNVERIFIED', problem: 'the flow orders could not be read: appflow:DescribeFlow is denied' },
  ];

  it('reports a flow that may not be read, and nothing else of it', () => {
    expect(judgeFlow('orders', denied, policy())).toEqual({ complianceType: 'NON_COMPLIANT', reasons });
  });

  it('leaves out a flow that may not be read where the parameters say so', () => {
    expect(judgeFlow('orders', denied, policy({ unverified: 'NOT_APPLICABLE' }))).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'UNVERIFIED',
      reasons,
    });
  });
});

describe('judgeKey', () => {
  it('finds a flow compliant under a good key, and says what is good about it', () => {
    expect(judgeKey(aFlow(), read(aKey({ id })), someFacts(), policy())).toEqual({
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 1b2c3d4e is enabled, rotates every 365 days and is tagged.',
    });
  });

  it('says nothing of a rotation that it did not judge', () => {
    const judged = judgeKey(aFlow(), read(aKey({ id })), someFacts(), policy({ requireRotation: 'false' }));
    expect(judged).toEqual({
      complianceType: 'COMPLIANT',
      because: 'Customer managed key 1b2c3d4e is enabled and is tagged.',
    });
  });

  it.each([
    { name: 'a flow without a key', flow: { kmsArn: undefined }, reading: undefined, code: 'NO_CMK' },
    { name: 'a missing key', flow: {}, reading: { kind: 'missing', because: 'it is missing' }, code: 'KEY_NOT_FOUND' },
    {
      name: 'an AWS managed key',
      flow: {},
      reading: read(aKey({ manager: 'AWS', state: 'Disabled', spec: 'RSA_2048' })),
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'a key of an account that is not allowed',
      flow: {},
      reading: { kind: 'account-not-allowed', because: 'account 444455556666 may not own it' },
      code: 'KEY_ACCOUNT_NOT_ALLOWED',
    },
    { name: 'a key that may not be read', flow: {}, reading: unreadable('it is denied'), code: 'UNVERIFIED' },
  ] as const)('ends the list at $name, whatever else is wrong', ({ flow, reading, code }) => {
    const given = policy({ matchingTags: 'Stage', maxFlowsPerKey: '1', requiredKeyTags: 'Stage' });
    const facts = someFacts({ policy: known(OPEN_POLICY), flowsOnKey: known({ certain: 9, possible: 0 }) });
    expect(judgeKey(aFlow(flow), reading, facts, given)).toEqual({
      complianceType: 'NON_COMPLIANT',
      reasons: [{ code, problem: expect.any(String) }],
    });
  });

  const codesIn = (judged: ReturnType<typeof judgeKey>): readonly string[] =>
    'reasons' in judged ? judged.reasons.map(({ code }) => code) : [];

  const EVERYTHING = {
    allowedKeyAccounts: '444455556666',
    maxRotationPeriodInDays: '90',
    requiredKeyTags: 'Stage,Owner=crm',
    matchingTags: 'DataClass',
    keyAliasPattern: 'alias/prod-*',
    maxFlowsPerKey: '1',
    checkConnectorProfiles: 'true',
  };
  const flow = aFlow({ connectorProfiles: ['crm-prod', 'erp'] });
  const bad = someFacts({
    policy: known(OPEN_POLICY),
    flowsOnKey: known({ certain: 2, possible: 0 }),
    credentials: known(new Map([['erp', { kind: 'without-cmk', because: 'the secret of erp is under no key' }]])),
  });

  it('reports every reason that applies, in the order of the contract', () => {
    const key = aKey({ state: 'Disabled' });
    expect(codesIn(judgeKey(flow, read(key), bad, policy(EVERYTHING)))).toEqual([
      'KEY_DISABLED',
      'KEY_POLICY_OPEN',
      'ROTATION_TOO_SLOW',
      'TAG_MISSING',
      'TAG_VALUE_NOT_ALLOWED',
      'TAG_MISMATCH',
      'ALIAS_NOT_CONVENTIONAL',
      'KEY_SHARED',
      'CREDENTIALS_WITHOUT_CMK',
      'UNVERIFIED',
    ]);
  });

  it('judges no rotation of a key that is not symmetric or is pending deletion', () => {
    const key = aKey({ state: 'PendingDeletion', spec: 'RSA_2048' });
    const facts = someFacts({ rotation: known({ kind: 'off' }), tags: tagged({}) });
    expect(codesIn(judgeKey(aFlow(), read(key), facts, policy()))).toEqual([
      'KEY_PENDING_DELETION',
      'KEY_NOT_SYMMETRIC',
      'KEY_UNTAGGED',
    ]);
  });

  it('decides what can be decided although other facts are unreadable', () => {
    const key = aKey({ account: '777788889999', state: 'Disabled' });
    const given = policy({ ...EVERYTHING, unverified: 'NOT_APPLICABLE' });
    const judged = judgeKey(flow, read(key), NOTHING_READ, given);
    expect(judged.complianceType).toBe('NON_COMPLIANT');
    expect([...new Set(codesIn(judged))]).toEqual(['KEY_DISABLED', 'TAG_MISMATCH', 'UNVERIFIED']);
  });

  const untold = someFacts({ tags: unreadable('kms:ListResourceTags is denied') });
  const reasons = [
    { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied' },
  ];

  it('reports one unread fact once, however many checks miss it', () => {
    expect(judgeKey(aFlow(), read(aKey({ id })), untold, policy({ matchingTags: 'Owner' }))).toEqual({
      complianceType: 'NON_COMPLIANT',
      reasons,
    });
  });

  it('leaves out a flow of which a fact may not be read, where the parameters say so and nothing failed', () => {
    expect(judgeKey(aFlow(), read(aKey({ id })), untold, policy({ unverified: 'NOT_APPLICABLE' }))).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'UNVERIFIED',
      reasons,
    });
  });

  it('loses no reason whose words are those of another', () => {
    const facts = someFacts({
      tags: unreadable('x'),
      credentials: known(
        new Map([['crm-prod', { kind: 'without-cmk', because: 'the tags of key 1b2c3d4e could not be read: x' }]]),
      ),
    });
    const judged = judgeKey(aFlow(), read(aKey({ id })), facts, policy({ checkConnectorProfiles: 'true' }));
    expect(codesIn(judged)).toEqual(['CREDENTIALS_WITHOUT_CMK', 'UNVERIFIED']);
  });

  it('tells two reasons of one code', () => {
    const judged = judgeKey(aFlow(), read(), someFacts(), policy({ matchingTags: 'Stage,DataClass' }));
    expect(codesIn(judged)).toEqual(['TAG_MISMATCH', 'TAG_MISMATCH']);
  });
});
