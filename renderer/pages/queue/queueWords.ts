import type { Say } from '../../../shared/locales/keys';
import type { Queue, QueueEntry } from '../../../shared/model/servers/queue';
import { interruption } from '../../../shared/steps/interruption';
import { hasEnded, pilotAhead } from '../../../shared/several/queueRules';
import type { TargetView } from '../../../shared/bridge/session';
import type { GlyphState } from '../../components/glyphState';

/** The glyph of each state of a queue's server. */
export const queueGlyphs: Readonly<Record<QueueEntry['state'], GlyphState>> = {
  waiting: 'ahead',
  running: 'running',
  restarting: 'waiting',
  needsYou: 'restart',
  done: 'done',
  stopped: 'stopped',
  failed: 'stopped',
  conflict: 'conflict',
  unknown: 'notProvable',
  changed: 'toFix',
};

/** One sentence about what the queue does now, or why it does nothing. */
export function queueSentence(
  t: Say,
  queue: Queue,
  viewOf: (targetId: string) => TargetView | undefined,
): string {
  const nameOf = (id: string): string => viewOf(id)?.target.name ?? id;
  const { entries, going, heldBy } = queue;
  const count = (state: QueueEntry['state']) => entries.filter((entry) => entry.state === state).length;
  const waiting = count('waiting');
  const running = count('running');
  // Practice servers of one Windows share a name; the number tells them apart.
  const number = entries.findIndex(({ targetId }) => targetId === heldBy) + 1;
  const held = entries[number - 1];
  if (held !== undefined && waitsForPassword(held, viewOf(held.targetId)))
    return t('queue:says.password', { number, name: nameOf(held.targetId) });
  // The password was given since then, so the queue only waits for a person to start it.
  if (held?.state === 'waiting') return t('queue:says.resting', { count: waiting });
  if (heldBy !== null) return t('queue:says.held', { number, name: nameOf(heldBy), count: waiting });
  if (going && running === 0 && pilotAhead(queue)) {
    const pilot = entries.find(({ state }) => state === 'needsYou' || state === 'restarting');
    if (pilot !== undefined)
      return t('queue:says.pilotWaits', { name: nameOf(pilot.targetId), count: waiting });
  }
  if (going && pilotAhead(queue)) return t('queue:says.pilot', { count: waiting });
  // Nothing goes on by itself, so the sentence says what the queue waits for.
  const asking = entries.filter(({ state }) => state === 'needsYou');
  if (going && running === 0 && asking[0] !== undefined)
    return t('queue:says.asks', { count: asking.length, name: nameOf(asking[0].targetId) });
  if (going) return t('queue:says.going', { count: running, waiting });
  if (running > 0) return t('queue:says.pausing', { count: running });
  if (waiting > 0)
    return t(entries.some(hasEnded) ? 'queue:says.resting' : 'queue:says.paused', { count: waiting });
  return t('queue:says.over');
}

/** True for a server that was not started because its password is missing. */
export const waitsForPassword = ({ state, failure }: QueueEntry, view: TargetView | undefined): boolean =>
  state === 'waiting' && failure?.code === 'credential.needed' && view?.connection?.credential !== 'held';

/** One sentence about a server of the queue. */
export function entrySentence(t: Say, entry: QueueEntry, view: TargetView | undefined): string {
  const account = view?.inputs.connection.account;
  if (waitsForPassword(entry, view) && account?.kind === 'named')
    return t('queue:entry.waitingPassword', { account: account.userName });
  if (entry.state === 'unknown' && view?.run?.outcome === 'interrupted') {
    const waitsFor = interruption({ view, known: null })?.waitsFor;
    return t(waitsFor === 'password' ? 'queue:entry.password' : 'queue:entry.cutOff');
  }
  if (entry.state === 'running') {
    if (entry.runId === null) return t('queue:entry.beginning');
    const action = view?.run?.actions.find(({ state }) => state === 'running');
    if (view?.run?.stopAsked === true) return t('queue:entry.stopping');
    if (action !== undefined)
      return t('home:sentence.running', { number: action.nn, total: view?.run?.actions.length ?? 0 });
  }
  if (entry.failure !== null && entry.state === 'failed')
    return t('queue:entry.failure', { title: t(`errors:${entry.failure.code}.title`) });
  return t(`queue:entry.${entry.state}`);
}
