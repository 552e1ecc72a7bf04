import type { Settings } from '../../shared/model/settings';
import type { StoredDocument } from '../disk/document';
import type { Platform } from '../platform';
import type { SessionStore } from '../session';

/** What a person is told when the window closes: which servers finish an action by themselves. */
export interface ClosingWords {
  readonly title: string;
  readonly body: string;
}

/**
 * The words for closing the window while changes are under way; null when nothing is. No question: the action finishes on
 * the server, and the rest of the plan waits, as do the servers of a queue whose turn has not come. What is under way is looked at before
 * anything is waited for: the app closes meanwhile.
 */
export async function closingWords({
  session,
  settings,
  platform,
}: {
  readonly session: SessionStore;
  readonly settings: StoredDocument<Settings>;
  readonly platform: Pick<Platform, 'locale'>;
}): Promise<ClosingWords | null> {
  const { targets, queues } = session.get();
  const busy = targets.filter((view) => view.busy === 'running' || view.busy === 'restarting');
  if (busy.length === 0) return null;
  const servers = busy.map((view) => view.target.name).join(', ');
  const waiting = [...queues.practice.entries, ...queues.real.entries].filter(
    ({ state }) => state === 'waiting',
  ).length;
  const { chooseLocale, createTexts } = await import('../texts');
  const t = createTexts(chooseLocale(settings.value().locale, platform.locale));
  const body = t('window:closing.body');
  return {
    title: t('window:closing.title', { servers, count: busy.length }),
    body: waiting === 0 ? body : `${body} ${t('queue:closingWords', { count: waiting })}`,
  };
}
