import { chooseLocale, createTexts } from '../texts';
import type { Context } from './context';

/** What a person is told when the window closes: which servers finish an action by themselves. */
export interface Farewell {
  readonly title: string;
  readonly body: string;
}

/**
 * The words for closing the window while changes are under way; null when nothing is. No question: the action finishes on
 * the server, and the rest of the plan waits.
 */
export function farewell({
  session,
  settings,
  platform,
}: Pick<Context, 'session' | 'settings' | 'platform'>): Farewell | null {
  const busy = session.get().targets.filter((view) => view.busy === 'running' || view.busy === 'restarting');
  if (busy.length === 0) return null;
  const t = createTexts(chooseLocale(settings.value().locale, platform.locale));
  const servers = busy.map((view) => view.target.name).join(', ');
  return {
    title: t('window:closing.title', { servers, count: busy.length }),
    body: t('window:closing.body'),
  };
}
