import { useEffect, useState } from 'react';

/** The time of this computer in epoch ms, renewed every so many milliseconds while the component is shown. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
