import { denied, given, refused } from '../../../lambda/core/model/answer.ts';

it('what was asked for and given comes with its value', () => {
  expect(given(0)).toEqual({ kind: 'given', value: 0 });
});

it('a refusal says why, and what to do where that is known', () => {
  expect(refused('it is far away')).toStrictEqual({ kind: 'refused', because: 'it is far away' });
  expect(refused('it is far away', 'Go there')).toStrictEqual({
    kind: 'refused',
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
  expect(denied(action)).toEqual({ kind: 'refused', because: `${action} is denied`, remedy });
});
