import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunView, TargetView } from '../../../shared/session';
import { useAnnouncer } from '../../announcer';
import { failureText } from '../failureText';

const everyMs = 15_000;
const keys: Partial<Record<RunView['outcome'], string>> = {
  done: 'done',
  conflict: 'conflict',
  restartRequired: 'restart',
  stopped: 'stopped',
  interrupted: 'contact',
};

/**
 * Speaks of a run while its page is shown: its start, every 10 percent or 15 seconds, loss of contact, and its end once.
 * `percent` is what the bar shows, `number` the action under way.
 */
export function useRunAnnouncements(view: TargetView, percent: number, number: number): void {
  const { t } = useTranslation();
  const announcer = useAnnouncer();
  const { run } = view;
  const { name } = view.target;
  const spoken = useRef<{ runId: string; outcome: RunView['outcome']; percent: number; at: number }>(
    undefined,
  );

  useEffect(() => {
    if (run === null) return;
    const { runId, outcome, failure } = run;
    const total = run.actions.length;
    const last = spoken.current;
    const remember = () => {
      spoken.current = { runId, outcome, percent, at: Date.now() };
    };
    if (last?.runId !== runId) {
      remember();
      if (outcome === 'running') announcer.say(t('install:spoken.started', { name }));
      return;
    }
    if (last.outcome !== outcome) {
      remember();
      const key = keys[outcome];
      if (outcome === 'failed' || outcome === 'unknown')
        announcer.fail(
          runId,
          t('install:spoken.failed', { name, title: failure === null ? '' : failureText(t, failure).title }),
        );
      else if (key !== undefined) announcer.say(t(`install:spoken.${key}`, { name }));
      return;
    }
    if (outcome !== 'running' || number === 0) return;
    const due = percent >= last.percent + 10 || (percent > last.percent && Date.now() - last.at >= everyMs);
    if (!due) return;
    remember();
    announcer.say(t('install:spoken.progress', { percent, number, total }));
  }, [announcer, name, number, percent, run, t]);
}
