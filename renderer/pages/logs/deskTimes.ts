import { useMemo } from 'react';
import type { LogsDesk } from '../../../shared/bridge/logs';
import { useTexts } from '../../useTexts';

const minute = 60_000;

/** A clock by how far it is from UTC, as `UTC+1` or `UTC-3:30`. */
export function zoneName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC';
  const away = Math.abs(offsetMinutes);
  const rest = away % 60;
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `UTC${sign}${Math.floor(away / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Moments of the logs in the clock that all of them are set to; all take epoch milliseconds. */
export interface DeskTimes {
  /** Time of day without seconds, with seconds, and with milliseconds. */
  short(at: number): string;
  time(at: number): string;
  precise(at: number): string;
  /** Day and month, in words. */
  day(at: number): string;
  /** Year, month and day as `2026-11-24`, for what is copied. */
  dayIso(at: number): string;
  /** Day, month and time of day without seconds. */
  dayAndTime(at: number): string;
  isSameDay(one: number, other: number): boolean;
  readonly zone: string;
}

/** How the page says the times of a desk: never in the clock of this computer, always in that of the desk. */
export function useDeskTimes(offsetMinutes: LogsDesk['zone']['offsetMinutes']): DeskTimes {
  const { i18n } = useTexts();
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language;
  return useMemo(() => {
    const make = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone: 'UTC', ...options });
      return (at: number) => format.format(at + offsetMinutes * minute);
    };
    const time = make({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    const day = make({ day: 'numeric', month: 'long' });
    return {
      short: make({ hour: '2-digit', minute: '2-digit' }),
      time,
      precise: (at) => `${time(at)}.${String(Math.floor(at % 1000)).padStart(3, '0')}`,
      day,
      dayIso: (at) => new Date(at + offsetMinutes * minute).toISOString().slice(0, 10),
      dayAndTime: make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
      isSameDay: (one, other) => day(one) === day(other) && Math.abs(one - other) < 2 * 24 * 60 * minute,
      zone: zoneName(offsetMinutes),
    };
  }, [locale, offsetMinutes]);
}
