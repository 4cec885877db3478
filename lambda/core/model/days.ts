const MILLISECONDS_PER_DAY = 86_400_000;

/** The calendar day in UTC, YYYY-MM-DD. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The minute in UTC, YYYY-MM-DD HH:MM. */
export const minuteOf = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

/** How long ago, in days with fractions. */
export const daysBetween = (earlier: Date, later: Date): number =>
  (later.getTime() - earlier.getTime()) / MILLISECONDS_PER_DAY;

/** Whether the text is a day that the calendar has, written YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text;
};
