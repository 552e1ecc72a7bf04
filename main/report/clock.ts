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

function formatsOf(locale: 'en' | 'fr', timeZone: string) {
  const language = locale === 'en' ? 'en-GB' : 'fr-FR';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  return {
    day: format({ dateStyle: 'long' }),
    short: format({ dateStyle: 'medium' }),
    time: format({ timeStyle: 'medium' }),
    span: format({ dateStyle: 'long', timeStyle: 'short' }),
    offset: format({ timeZoneName: 'shortOffset' }),
  };
}

/** By language and time zone: to make them takes longer than to write all the moments of a report. */
const made = new Map<string, ReturnType<typeof formatsOf>>();

/** A clock for a report that was prepared at `preparedAt`. */
export function createClock(locale: 'en' | 'fr', timeZone: string, preparedAt: number): Clock {
  const key = `${locale} ${timeZone}`;
  const formats = made.get(key) ?? formatsOf(locale, timeZone);
  made.set(key, formats);
  const short = (at: number) => formats.short.format(at);
  const time = (at: number) => formats.time.format(at);
  const offset = formats.offset.formatToParts(preparedAt).find((part) => part.type === 'timeZoneName');
  return {
    day: (at) => formats.day.format(at),
    minute: (at) => formats.span.format(at),
    range: (from, to) => formats.span.formatRange(from, to),
    time: (at) => (short(at) === short(preparedAt) ? time(at) : `${short(at)}, ${time(at)}`),
    zone: `${timeZone} (${offset?.value ?? 'UTC'})`,
  };
}
