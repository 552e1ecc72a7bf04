import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnouncer } from '../../announcer';

const everyMs = 15_000;

/**
 * Speaks of the progress of a run while its page is shown: every 10 percent or 15 seconds. `percent` is what the bar shows,
 * `number` the action under way (0: between two actions), `total` how many there are.
 */
export function useProgressAnnouncements(percent: number, number: number, total: number): void {
  const { t } = useTranslation();
  const announcer = useAnnouncer();
  const spoken = useRef<{ percent: number; at: number }>(undefined);

  useEffect(() => {
    const last = spoken.current ?? { percent, at: Date.now() };
    spoken.current = last;
    const due = percent >= last.percent + 10 || (percent > last.percent && Date.now() - last.at >= everyMs);
    if (!due || number === 0) return;
    spoken.current = { percent, at: Date.now() };
    announcer.say(t('install:spoken.progress', { percent, number, total }));
  }, [announcer, number, percent, t, total]);
}
