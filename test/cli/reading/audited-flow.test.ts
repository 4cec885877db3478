import { auditedFlow } from '../../../cli/reading/audited-flow.ts';
import { auditedKey } from '../../../cli/reading/audited-key.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import type { JudgedFlow } from '../../../lambda/judge/judge-flow.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { statementsOf } from '../../builders/a-policy.ts';
import { someAnswers } from '../../builders/some-answers.ts';

const WHERE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const NOW = new Date('2026-11-24T08:00:00Z');
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

const judged = (overrides: Partial<JudgedFlow> = {}): JudgedFlow => ({
  flowName: 'orders',
  flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
  key: aKey(),
  evidence: { flow: aFlow(), answers: someAnswers() },
  verdict: { complianceType: 'COMPLIANT', because: 'Customer managed key 0a1b is enabled.' },
  ...overrides,
});

describe('a flow is shown', () => {
  it('with the annotation of the rule, its key and its tags', () => {
    expect(auditedFlow(WHERE, judged())).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
      flow: 'orders',
      arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      verdict: 'COMPLIANT',
      annotation: 'OK: Customer managed key 0a1b is enabled.',
      severity: 'INFORMATIONAL',
      reasons: [],
      key: { arn: KEY, state: 'Enabled' },
      tags: { Owner: 'data-platform' },
    });
  });

  it('with the highest severity of its reasons, and with the remedy of the catalogue where a reason has none', () => {
    const { severity, reasons } = auditedFlow(
      WHERE,
      judged({
        verdict: {
          complianceType: 'NON_COMPLIANT',
          reasons: [
            { code: 'KEY_DISABLED', problem: 'key 0a1b is disabled' },
            { code: 'TAG_MISSING', problem: 'tag Owner\u202e is missing', remedy: 'Ask the owner' },
          ],
        },
      }),
    );
    expect(severity).toBe('HIGH');
    expect(reasons).toEqual([
      {
        code: 'KEY_DISABLED',
        severity: 'HIGH',
        problem: 'key 0a1b is disabled',
        remedy: 'Enable the key with kms:EnableKey, or recreate the flow with another one',
      },
      { code: 'TAG_MISSING', severity: 'LOW', problem: 'tag Owner\ufffd is missing', remedy: 'Ask the owner' },
    ]);
  });

  it('without key and tags where neither was read', () => {
    const { key: _, ...unread } = judged({ evidence: {} });
    const flow = auditedFlow(WHERE, {
      ...unread,
      verdict: { complianceType: 'NOT_APPLICABLE', label: 'GONE', because: 'The flow is deleted.' },
    });
    expect(flow).toMatchObject({ verdict: 'NOT_APPLICABLE', annotation: 'GONE: The flow is deleted.', tags: {} });
    expect(flow).not.toHaveProperty('key');
  });
});

describe('a key is shown', () => {
  it('with what the checks read of it, and with what it costs', () => {
    const policy = statementsOf(
      '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/etl"},"Action":"kms:Decrypt","Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/admin"},"Action":"kms:PutKeyPolicy","Resource":"*"}]}',
    );
    const answers = someAnswers({
      policy: given(policy),
      grants: given(['arn:aws:iam::111122223333:role/etl', 'arn:aws:iam::111122223333:role/backup']),
    });
    const key = aKey({ createdAt: new Date('2025-01-01T00:00:00Z') });
    expect(auditedKey(key, { kind: 'on', periodInDays: 365 }, answers, NOW)).toEqual({
      arn: KEY,
      id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      account: '111122223333',
      region: 'eu-west-1',
      manager: 'CUSTOMER',
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      createdAt: '2025-01-01T00:00:00.000Z',
      rotation: { kind: 'on', periodInDays: 365 },
      tags: { Owner: 'data-platform' },
      aliases: ['alias/lake-appflow'],
      users: ['arn:aws:iam::111122223333:role/etl', 'arn:aws:iam::111122223333:role/backup'],
      monthlyCost: 2,
    });
  });

  it('without what was refused or never asked for', () => {
    const nothing = refused('it was not read');
    const answers = someAnswers({ tags: nothing, aliases: nothing, policy: nothing });
    const key = auditedKey(aKey(), undefined, answers, NOW);
    expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['tags']));
    expect(key).not.toHaveProperty('aliases');
    expect(key).not.toHaveProperty('users');
    expect(key).not.toHaveProperty('rotation');
  });

  it('of AWS as free of charge', () => {
    expect(auditedKey(aKey({ manager: 'AWS' }), undefined, undefined, NOW).monthlyCost).toBe(0);
  });
});
