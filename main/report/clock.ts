/** Writes moments as a reader of the report's language does, in one time zone for the whole report. */
export interface Clock {
  /** Date alone. */
  day(at: number): string;
  /** Date and time to the minute. */
  minute(at: number): string;
  /** From one moment to another, to the minute, the day said once. */
  range(from: number, to: number): string;
  /** Time to the second, with the date where it is not the report's own day. */
  time(at: number): string;
  /** Name of the time zone as it stood on the report's day, e.g. `Europe/Paris (UTC+1)`. */
  readonly zone: string;
}

/** A clock for a report that was prepared at `preparedAt`. */
export function createClock(locale: 'en' | 'fr', timeZone: string, preparedAt: number): Clock {
  const language = locale === 'en' ? 'en-GB' : 'fr-FR';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(language, { timeZone, ...options });
    return (at: number) => made.format(at);
  };
  const day = format({ dateStyle: 'medium' });
  const time = format({ timeStyle: 'medium' });
  const short = format({ timeStyle: 'short' });
  const span = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const offset = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(preparedAt)
    .find((part) => part.type === 'timeZoneName');
  return {
    day,
    minute: (at) => `${day(at)}, ${short(at)}`,
    range: (from, to) => span.formatRange(from, to),
    time: (at) => (day(at) === day(preparedAt) ? time(at) : `${day(at)}, ${time(at)}`),
    zone: `${timeZone} (${offset?.value ?? 'UTC'})`,
  };
}
