import type { Say } from '../../../shared/locales/keys';
import type { LeftOut, ReadEntry } from '../../../shared/model/servers/readings';
import { readingOf } from '../../../shared/model/servers/readings';
import type { TargetView } from '../../../shared/bridge/session';
import { foundText } from '../../frame/foundText';
import type { Standing } from './standing';

/** How a server stands in the round of readings that was begun last, so far as its row says so. */
export type InRound = 'waiting' | LeftOut | null;

/** The standing of a server by its entry of the round, which it may lack. */
export const inRound = (entry: ReadEntry | undefined): InRound =>
  entry?.state === 'waiting' ? 'waiting' : (entry?.why ?? null);

/** One sentence about a server in the lists: what goes on there, else what it waits for. */
export function standingSentence(t: Say, view: TargetView, stands: Standing, round: InRound): string {
  if (stands.action !== null) return t('home:sentence.running', { ...stands.action });
  if (view.busy === 'restarting') return t('home:sentence.restarting');
  if (view.busy === 'connecting' || view.busy === 'reading') return t('home:round.entry.reading');
  if (round === 'waiting') return t('home:round.entry.waiting');
  if (stands.queued !== null)
    return t(`home:queued.${stands.queued.waits}`, { number: stands.queued.number });
  if (stands.group === 'unread') return unreadSentence(t, view, round);
  if (stands.unreached !== null) return t(`errors:${stands.unreached.code}.title`);
  if (stands.reason !== null) return t(`steps:${stands.reason.key}`, { ...stands.reason.values });
  if (stands.group === 'handedOver')
    return view.facts === null ? t('home:sentence.handedOver') : foundText(t, readingOf(view.facts, 0));
  return t(`home:sentence.${stands.forCloud ? 'cloud' : 'ready'}`);
}

/** Nothing was tried there: why the last round left it out, or that nobody has read it. */
function unreadSentence(t: Say, view: TargetView, round: InRound): string {
  const { account } = view.inputs.connection;
  if (round === 'password' && account.kind === 'named')
    return t('home:round.entry.password', { account: account.userName });
  if (round === 'stopped') return t('home:round.entry.stopped');
  const last = view.readings.at(-1);
  return last === undefined ? t('home:sentence.untried') : foundText(t, last);
}
