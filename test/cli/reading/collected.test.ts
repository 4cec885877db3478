import type { AuditedKey } from '../../../cli/audit/audit.ts';
import { createCollector } from '../../../cli/reading/collected.ts';

const KEY: AuditedKey = {
  arn: 'arn:aws:kms:eu-west-1:111122223333:key/lake',
  id: 'lake',
  account: '111122223333',
  region: 'eu-west-1',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  createdAt: '2025-01-01T00:00:00.000Z',
  monthlyCost: 1,
};

const unjudged = (account: string, region: string, flow: string) => ({ account, region, flow, because: 'throttled' });

it('what was collected is in order of account, Region and flow, whoever answered first', () => {
  const collector = createCollector();
  collector.unjudged(unjudged('222233334444', 'eu-west-1', 'b'));
  collector.unjudged(unjudged('111122223333', 'us-east-1', 'a'));
  collector.unjudged(unjudged('111122223333', 'eu-west-1', 'c'));
  collector.unjudged(unjudged('111122223333', 'eu-west-1', 'B'));
  const told = collector.collected().unjudged.map(({ account, region, flow }) => `${account} ${region} ${flow}`);
  expect(told).toEqual([
    '111122223333 eu-west-1 B',
    '111122223333 eu-west-1 c',
    '111122223333 us-east-1 a',
    '222233334444 eu-west-1 b',
  ]);
});

describe('a key that two places tell of is one key', () => {
  const read: AuditedKey = { ...KEY, rotation: { kind: 'on', periodInDays: 365 }, monthlyCost: 2 };
  const foreign: AuditedKey = { ...KEY, tags: { Owner: 'lake' } };

  it.each([
    { name: 'of which the first read more', order: [read, foreign] },
    { name: 'of which the second read more', order: [foreign, read] },
  ])('$name', ({ order }) => {
    const collector = createCollector();
    for (const key of order) collector.key(key);
    expect(collector.collected().keys).toEqual([
      { ...KEY, rotation: { kind: 'on', periodInDays: 365 }, tags: { Owner: 'lake' }, monthlyCost: 2 },
    ]);
  });
});

it('a note that two places make is told once', () => {
  const collector = createCollector();
  for (const note of ['B.', 'A.', 'B.']) collector.note(note);
  expect(collector.collected().notes).toEqual(['A.', 'B.']);
});
