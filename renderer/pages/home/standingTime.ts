import type { Say } from '../../../shared/locales/keys';
import type { TargetView } from '../../../shared/bridge/session';
import type { Times } from '../../frame/useTimes';

/** The times of a server in the lists: of what goes on there, else of its last reading, as far as it is known. */
export function standingTime(t: Say, times: Times, view: TargetView, now: number): string {
  const { run, busy, factsAt, lastReadAt } = view;
  const since = (at: number) => times.length(Math.max(0, now - at));
  if (run !== null && (busy === 'running' || busy === 'restarting')) {
    if (busy === 'restarting') {
      const asked = run.restartAskedAt;
      if (asked !== null) return t('home:sentence.gone', { length: since(asked) });
    } else if (run.contactLostAt !== null) {
      return t('home:sentence.noContact', { length: since(run.contactLostAt) });
    }
    const action = run.actions.find(({ state }) => state === 'running');
    const length = since(action?.startedAt ?? run.startedAt);
    return run.lastOutputAt === null
      ? t('home:sentence.elapsed', { length })
      : t('home:sentence.output', { length, ago: since(run.lastOutputAt) });
  }
  if (factsAt !== null) return t('home:sentence.read', { time: times.moment(factsAt) });
  return lastReadAt === undefined
    ? t('home:sentence.unread')
    : t('home:sentence.notSince', { time: times.moment(lastReadAt) });
}
