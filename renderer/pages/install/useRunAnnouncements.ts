import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunView, TargetView } from '../../../shared/session';
import { useAnnouncer } from '../../announcer';
import { failureText } from '../failureText';

const keys: Partial<Record<RunView['outcome'], string>> = {
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
  const { t } = useTranslation();
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
