import { useMemo } from 'react';
import { hereClock } from '../../../shared/serverClock';
import type { TargetView } from '../../../shared/session';
import { useTimes, type Times } from './useTimes';

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
