import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

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

/** Formats of dates and times for the chosen language. */
export function useTimes(): Times {
  const { i18n } = useTranslation();
  const locale = i18n.language;
  return useMemo(() => {
    const make = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options });
      return (at: number) => format.format(at);
    };
    const time = make({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    const short = make({ hour: '2-digit', minute: '2-digit' });
    const date = make({ day: 'numeric', month: 'short', year: 'numeric' });
    const dayAndTime = make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    const full = make({ dateStyle: 'short', timeStyle: 'medium' });
    const unit = (name: string) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' });
    const units = { second: unit('second'), minute: unit('minute'), hour: unit('hour'), day: unit('day') };
    return {
      time,
      short,
      date,
      full,
      moment: (at) => (new Date(at).toDateString() === new Date().toDateString() ? time(at) : dayAndTime(at)),
      length: (ms) => {
        if (ms < minute) return units.second.format(Math.max(0, Math.floor(ms / second)));
        if (ms < hour) return units.minute.format(Math.floor(ms / minute));
        if (ms < 2 * day) return units.hour.format(Math.floor(ms / hour));
        return units.day.format(Math.floor(ms / day));
      },
    };
  }, [locale]);
}
