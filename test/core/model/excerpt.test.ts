import { excerpt } from '../../../lambda/core/model/text.ts';

it.each([
  { name: 'a text that is shorter', text: 'abc', limit: 4, expected: 'abc' },
  { name: 'a text that just fits', text: 'abcd', limit: 4, expected: 'abcd' },
  { name: 'the beginning of a text that is one too long', text: 'abcde', limit: 4, expected: 'abc…' },
  { name: 'an ellipsis where nothing else fits', text: 'abc', limit: 1, expected: '…' },
  { name: 'nothing within nothing', text: 'abc', limit: 0, expected: '' },
  { name: 'nothing within less than nothing', text: 'abc', limit: -1, expected: '' },
  { name: 'an empty text', text: '', limit: 0, expected: '' },
  { name: 'no blank before the ellipsis', text: 'ab cdef', limit: 4, expected: 'ab…' },
  { name: 'a whole surrogate pair or none of it', text: 'ab😀cd', limit: 4, expected: 'ab…' },
  { name: 'a surrogate pair that fits', text: 'ab😀cd', limit: 5, expected: 'ab😀…' },
  { name: 'a letter with its combining marks or none of it', text: 'abe\u0301\u0323cd', limit: 5, expected: 'ab…' },
  { name: 'a letter whose combining marks fit', text: 'abe\u0301\u0323cde', limit: 6, expected: 'abe\u0301\u0323…' },
  { name: 'a family that is one character or none of it', text: 'a👩‍👩‍👧bcd', limit: 8, expected: 'a…' },
  { name: 'a flag or none of it', text: 'a🇩🇪bcd', limit: 4, expected: 'a…' },
])('keeps $name', ({ text, limit, expected }) => {
  expect(excerpt(text, limit)).toBe(expected);
});
