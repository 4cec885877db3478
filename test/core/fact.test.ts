import { denied, known, unreadable } from '../../lambda/core/fact.ts';

it('a fact that was read is known, with its value', () => {
  expect(known(0)).toEqual({ kind: 'known', value: 0 });
});

it('a fact that was not read says why, and what to do where that is known', () => {
  expect(unreadable('it is far away')).toStrictEqual({ kind: 'unreadable', because: 'it is far away' });
  expect(unreadable('it is far away', 'Go there')).toStrictEqual({
    kind: 'unreadable',
    because: 'it is far away',
    remedy: 'Go there',
  });
});

it.each([
  {
    action: 'kms:GetKeyPolicy',
    remedy: 'Allow kms:GetKeyPolicy to the role of the rule, in its own policy and in the key policy',
  },
  { action: 'appflow:DescribeFlow', remedy: 'Allow appflow:DescribeFlow to the role of the rule' },
])('a denial of $action says what to allow', ({ action, remedy }) => {
  expect(denied(action)).toEqual({ kind: 'unreadable', because: `${action} is denied`, remedy });
});
