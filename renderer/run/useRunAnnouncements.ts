import type { Between } from '../../shared/locales/keys';
import { useEffect, useRef } from 'react';
import { useTexts } from '../useTexts';
import { useAnnouncer } from '../announcer';
import type { RunView, TargetView } from '../../shared/bridge/session';
import { failureText } from '../frame/failureText';

const keys: Partial<Record<RunView['outcome'], Between<'install:spoken.'>>> = {
  done: 'done',
  conflict: 'conflict',
  restartRequired: 'restart',
  stopped: 'stopped',
  interrupted: 'contact',
};

/**
 * Speaks of a server's run wherever in the wizard a person is: its start, loss of contact, and its end, each once. It must
 * stand above the pages, since the page changes with the outcome and would forget what was said.
 */
export function useRunAnnouncements({ run, target: { name } }: TargetView): void {
  const { t } = useTexts();
  const announcer = useAnnouncer();
  const before = useRef<Pick<RunView, 'runId' | 'outcome'> | null>(run);

  useEffect(() => {
    const last = before.current;
    before.current = run;
    if (run === null) return;
    const { runId, outcome, failure } = run;
    if (last?.runId === runId && last.outcome === outcome) return;
    // Contact that came back goes on where the start was spoken already.
    if (outcome === 'running' && last?.runId !== runId) announcer.say(t('install:spoken.started', { name }));
    const key = keys[outcome];
    if (outcome === 'failed' || outcome === 'unknown')
      announcer.fail(
        runId,
        t('install:spoken.failed', { name, title: failure === null ? '' : failureText(t, failure).title }),
      );
    else if (key !== undefined) announcer.say(t(`install:spoken.${key}`, { name }));
  }, [announcer, name, run, t]);
}

const everyMs = 15_000;

/**
 * Speaks of the progress of a run while its page is shown: every 10 percent or 15 seconds. `percent` is what the bar shows,
 * `number` the action under way (0: between two actions), `total` how many there are.
 */
export function useProgressAnnouncements(percent: number, number: number, total: number): void {
  const { t } = useTexts();
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
