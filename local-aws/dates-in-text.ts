const dayInMs = 86_400_000;

/**
 * Replaces `{{today}}`, `{{today+3d}}` and `{{today-400d}}` by that day in UTC, as YYYY-MM-DD: a world with an exemption or a
 * rotation in it would otherwise grow old.
 * @param now milliseconds since the epoch
 */
export const expandDates = (text: string, now: number = Date.now()): string =>
  text.replace(/\{\{today(?:(?<sign>[+-])(?<days>\d{1,5})d)?\}\}/g, (_, sign?: string, days?: string) => {
    const distance = Number(`${sign ?? '+'}${days ?? 0}`) * dayInMs;
    return new Date(now + distance).toISOString().slice(0, 10);
  });
