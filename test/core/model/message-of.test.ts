import { messageOf } from '../../../lambda/core/model/text.ts';

it.each([
  { name: 'an error', cause: new TypeError('it broke'), expected: 'it broke' },
  { name: 'a text', cause: 'it broke', expected: 'it broke' },
  { name: 'nothing', cause: undefined, expected: 'undefined' },
])('$name tells "$expected"', ({ cause, expected }) => {
  expect(messageOf(cause)).toBe(expected);
});
