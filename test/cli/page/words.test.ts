import {
  ageInWords,
  asSentence,
  counted,
  dayInWords,
  dollars,
  grouped,
  percent,
  timeInWords,
} from '../../../cli/page/words.ts';

test.each([
  ['2026-11-24T08:00:00Z', '24 November 2026, 08:00 UTC'],
  ['2026-01-05T23:59:59.123Z', '5 January 2026, 23:59 UTC'],
  ['2026-12-31', '31 December 2026'],
  ['2026-13-01', '2026-13-01'],
  ['yesterday', 'yesterday'],
])('the time %s is told as "%s"', (iso, words) => {
  expect(timeInWords(iso)).toBe(words);
});

test('a day is told without its time', () => {
  expect(dayInWords('2026-11-24T08:00:00Z')).toBe('24 November 2026');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567, '1,234,567'],
])('%d is grouped as %s', (value, words) => {
  expect(grouped(value)).toBe(words);
});

test('one is told in the singular, everything else in the plural', () => {
  expect([counted(0, 'flow'), counted(1, 'flow'), counted(1_234, 'flow')]).toEqual([
    '0 flows',
    '1 flow',
    '1,234 flows',
  ]);
});

test.each([
  [0, '$0.00'],
  [3, '$3.00'],
  [1234.5, '$1,234.50'],
])('%d dollars are %s', (amount, words) => {
  expect(dollars(amount)).toBe(words);
});

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.5, '50 %'],
  [24 / 35, '68.5 %'],
  // Neither all nor nothing, however near.
  [49_999 / 50_000, '99.9 %'],
  [1 / 50_000, 'under 0.1 %'],
  // 0.29 * 100 is a little less than 29 in binary fractions.
  [0.29, '29 %'],
])('the share %d is %s', (share, words) => {
  expect(percent(share)).toBe(words);
});

test.each([
  ['2026-11-24T07:00:00Z', '0 days'],
  ['2026-11-23T08:00:00Z', '1 day'],
  ['2026-10-24T08:00:00Z', '31 days'],
  ['2026-03-02T08:30:11Z', '8 months'],
  ['2019-03-01T00:00:00Z', '7 years'],
  // A clock that goes wrong.
  ['2026-11-25T08:00:00Z', '0 days'],
  ['no time', 'unknown'],
])('what is of %s is %s old', (since, words) => {
  expect(ageInWords(since, '2026-11-24T08:00:00Z')).toBe(words);
});

test('a clause becomes a sentence', () => {
  expect(asSentence('tag Owner is missing')).toBe('Tag Owner is missing.');
});
