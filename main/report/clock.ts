/** Writes moments as a reader of the report's language does, in one time zone for the whole report. */
export interface Clock {
  /** Date alone, with the month's name. */
  day(at: number): string;
  /** Date and time to the minute, as in a sentence. */
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
  const short = format({ dateStyle: 'medium' });
  const time = format({ timeStyle: 'medium' });
  const span = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' });
  const offset = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(preparedAt)
    .find((part) => part.type === 'timeZoneName');
  return {
    day: format({ dateStyle: 'long' }),
    minute: (at) => span.format(at),
    range: (from, to) => span.formatRange(from, to),
    time: (at) => (short(at) === short(preparedAt) ? time(at) : `${short(at)}, ${time(at)}`),
    zone: `${timeZone} (${offset?.value ?? 'UTC'})`,
  };
}
