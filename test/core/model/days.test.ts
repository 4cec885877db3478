import { dayOf, daysBetween, isDay } from '../../../lambda/core/model/days.ts';

it.each([
  { date: '2026-01-15T00:00:00.000Z', expected: '2026-01-15' },
  { date: '2026-01-15T23:59:59.999Z', expected: '2026-01-15' },
  { date: '2026-01-15T23:30:00.000-02:00', expected: '2026-01-16' },
])('the day of $date in UTC is $expected', ({ date, expected }) => {
  expect(dayOf(new Date(date))).toBe(expected);
});

it.each([
  { name: 'none', later: '2026-01-01T00:00:00Z', expected: 0 },
  { name: 'half a day', later: '2026-01-01T12:00:00Z', expected: 0.5 },
  { name: 'a year', later: '2027-01-01T00:00:00Z', expected: 365 },
  { name: 'less than none for a date to come', later: '2025-12-31T00:00:00Z', expected: -1 },
])('the days from New Year 2026 to $later are $name', ({ later, expected }) => {
  expect(daysBetween(new Date('2026-01-01T00:00:00Z'), new Date(later))).toBe(expected);
});

it.each([
  { text: '2026-01-31', expected: true },
  { text: '2024-02-29', expected: true },
  { text: '2026-02-29', expected: false },
  { text: '2026-04-31', expected: false },
  { text: '2026-13-01', expected: false },
  { text: '2026-00-10', expected: false },
  { text: '2026-01-00', expected: false },
  { text: '2026-1-1', expected: false },
  { text: '26-01-01', expected: false },
  { text: '2026/01/01', expected: false },
  { text: '2026-01-01T00:00:00Z', expected: false },
  { text: ' 2026-01-01', expected: false },
  { text: '2026-01-01 ', expected: false },
  { text: '+002026-01-01', expected: false },
  { text: '+010000-01', expected: false },
  { text: 'never', expected: false },
  { text: '', expected: false },
])('"$text" is a day of the calendar: $expected', ({ text, expected }) => {
  expect(isDay(text)).toBe(expected);
});
