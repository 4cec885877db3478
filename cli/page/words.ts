const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "24 November 2026" of a day or a time of ISO 8601; a text that is neither stays as it is. */
export const dayInWords = (iso: string): string => {
  const [, year, month, day] = iso.match(/^(\d{4})-(\d{2})-(\d{2})(?:T|$)/) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year}`;
};

/** "24 November 2026, 08:00 UTC" of a time of ISO 8601 in UTC; a text that is none stays as it is. */
export const timeInWords = (iso: string): string => {
  const minute = iso.match(/T(\d{2}:\d{2})(?::[\d.]+)?Z$/)?.[1];
  return minute === undefined ? dayInWords(iso) : `${dayInWords(iso)}, ${minute} UTC`;
};

/** "1,234": Intl would need the language of whoever builds the page. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 flow", "1,234 flows". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** "$1,234.50" */
export const dollars = (amount: number): string => {
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return `$${grouped(Number(whole))}.${cents}`;
};

/**
 * A share from 0 to 1 in percent with at most one digit behind the point, rounded down: what is not all never shows as 100 %, and what
 * is not nothing never as 0 %.
 */
export const percent = (share: number): string => {
  const tenths = tenthsOfPercent(share);
  if (share > 0 && tenths === 0) return 'under 0.1 %';
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} %`;
};

/** Rounded down; the little that is added is what binary fractions lack. */
export const tenthsOfPercent = (share: number): number => Math.floor(share * 1000 + 1e-9);

const MILLISECONDS_PER_DAY = 86_400_000;

/** How long ago, in whole days, months or years: "12 days", "7 months", "3 years"; times of ISO 8601. */
export const ageInWords = (since: string, now: string): string => {
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / MILLISECONDS_PER_DAY);
  if (Number.isNaN(days)) return 'unknown';
  if (days < 60) return counted(Math.max(0, days), 'day');
  if (days < 730) return counted(Math.floor(days / 30.4375), 'month');
  return counted(Math.floor(days / 365.25), 'year');
};

/** A clause as a sentence: with a capital and a full stop. */
export const asSentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
