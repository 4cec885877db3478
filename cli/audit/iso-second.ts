/** A time as every JSON of the command tells it: ISO 8601 in UTC, to the second. */
export const isoSecond = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');
