import { useMemo } from 'react';
import { hereClock } from '../../shared/model/servers/serverClock';
import type { TargetView } from '../../shared/bridge/session';
import { useTexts } from '../useTexts';

/** Moments in words of the chosen language; all take epoch milliseconds. */
export interface Times {
  /** Time of day with seconds: `14:32:08`. */
  time(at: number): string;
  /** Time of day without seconds: `14:32`. */
  short(at: number): string;
  /** Time when it is today, else date and time. */
  moment(at: number): string;
  date(at: number): string;
  /** Date and time with seconds, for what is copied. */
  full(at: number): string;
  /** How long ago, in the largest fitting unit: `9 s`, `12 min`, `3 h`, `4 d`. Takes milliseconds. */
  length(ms: number): string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type Format = (at: number) => string;
interface Formats {
  readonly time: Format;
  readonly short: Format;
  readonly date: Format;
  readonly dayAndTime: Format;
  readonly full: Format;
}

/** By locale. To make one takes longer than to use it, and every part of a page asks for them. */
const made = new Map<string, Formats>();

function formatsOf(locale: string): Formats {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const make = (options: Intl.DateTimeFormatOptions): Format => {
    const format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options });
    return (at) => format.format(at);
  };
  const formats = {
    time: make({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    short: make({ hour: '2-digit', minute: '2-digit' }),
    date: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayAndTime: make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    full: make({ dateStyle: 'short', timeStyle: 'medium' }),
  };
  made.set(locale, formats);
  return formats;
}

/** Formats of dates and times for the chosen language. */
export function useTimes(): Times {
  const { t, i18n } = useTexts('frame');
  // The day stands before the month, because the American order can be misread.
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language;
  return useMemo(() => {
    const { time, short, date, dayAndTime, full } = formatsOf(locale);
    return {
      time,
      short,
      date,
      full,
      moment: (at) => (new Date(at).toDateString() === new Date().toDateString() ? time(at) : dayAndTime(at)),
      length: (ms) => {
        if (ms < minute) return t('length.second', { n: Math.max(0, Math.floor(ms / second)) });
        if (ms < hour) return t('length.minute', { n: Math.floor(ms / minute) });
        if (ms < 2 * day) return t('length.hour', { n: Math.floor(ms / hour) });
        return t('length.day', { n: Math.floor(ms / day) });
      },
    };
  }, [locale, t]);
}

/** As `useTimes`, for moments that the server wrote down: a page shows one clock, that of this computer. */
export function useServerTimes({ skewMs }: Pick<TargetView, 'skewMs'>): Times {
  const times = useTimes();
  return useMemo(() => {
    const here = hereClock(skewMs);
    return {
      time: (at) => times.time(here(at)),
      short: (at) => times.short(here(at)),
      moment: (at) => times.moment(here(at)),
      date: (at) => times.date(here(at)),
      full: (at) => times.full(here(at)),
      length: (ms) => times.length(ms),
    };
  }, [times, skewMs]);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the largest unit that leaves a number above one, in powers of 1000 as the unit names say. */
export function sizeText(locale: string, bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
