import { keyFigures, nameOfKey, ownerFigures, rotationInWords } from '../../../cli/page/key-figures.ts';
import { ownerOf } from '../../../cli/page/owner.ts';
import { anAuditedFlow, anAuditedKey } from '../../builders/an-organization-audit.ts';

const lake = anAuditedKey({ arn: 'arn:lake', tags: { Owner: 'data' }, monthlyCost: 2 });
const crm = anAuditedKey({ arn: 'arn:crm', tags: { team: 'sales' }, monthlyCost: 1 });
const idle = anAuditedKey({ arn: 'arn:idle', tags: {}, monthlyCost: 1 });
const on = (arn: string, verdict: 'COMPLIANT' | 'NON_COMPLIANT' = 'COMPLIANT') =>
  anAuditedFlow({ key: { arn, state: 'Enabled' }, verdict });

test('the key with most flows comes first, and one without any stays', () => {
  const flows = [on('arn:crm'), on('arn:lake'), on('arn:lake', 'NON_COMPLIANT'), on('arn:unknown')];
  expect(
    keyFigures({ keys: [idle, crm, lake], flows }).map(({ key, flows: hanging, nonCompliant, owner }) => [
      key.arn,
      hanging.length,
      nonCompliant,
      owner,
    ]),
  ).toEqual([
    ['arn:lake', 2, 1, 'data'],
    ['arn:crm', 1, 0, 'sales'],
    ['arn:idle', 0, 0, undefined],
  ]);
});

test('an owner pays for all of his keys, the dearest owner first', () => {
  const other = anAuditedKey({ arn: 'arn:other', tags: { owner: 'data' }, monthlyCost: 3 });
  const flows = [on('arn:lake'), on('arn:other', 'NON_COMPLIANT')];
  expect(ownerFigures(keyFigures({ keys: [idle, lake, other], flows }))).toEqual([
    { owner: 'data', keys: 2, flows: 2, nonCompliant: 1, monthlyCost: 5 },
    { keys: 1, flows: 0, nonCompliant: 0, monthlyCost: 1 },
  ]);
});

test.each([
  ['the flow itself says so', { Owner: 'a' }, { Owner: 'b' }, 'a'],
  ['only the key says so', {}, { owner: 'b' }, 'b'],
  ['Owner comes before Team', { TEAM: 'a', OWNER: 'b' }, {}, 'b'],
  ['an empty tag says nothing', { Owner: ' ' }, { Team: 'c' }, 'c'],
  ['nobody says so', { CostCenter: '1' }, {}, undefined],
])('the owner where %s', (_, own, others, owner) => {
  expect(ownerOf(own, others)).toBe(owner);
});

test.each([
  ['its first alias', { aliases: ['alias/lake', 'alias/old'], id: 'x' }, 'lake'],
  ['the beginning of its id', { aliases: [], id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' }, '0a1b2c3d'],
  ['its whole id where it is another kind of id', { id: 'mrk-1234' }, 'mrk-1234'],
])('a key is called by %s', (_, key, name) => {
  expect(nameOfKey(key)).toBe(name);
});

test.each([
  [{ rotation: { kind: 'on', periodInDays: 180 } }, 'every 180 days'],
  [{ rotation: { kind: 'off' } }, 'off'],
  [{ rotation: { kind: 'impossible' } }, 'impossible'],
  [{}, 'not read'],
] as const)('rotation %j is told as "%s"', (key, words) => {
  expect(rotationInWords(key)).toBe(words);
});
