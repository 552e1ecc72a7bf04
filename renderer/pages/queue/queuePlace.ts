import type { Queues } from '../../../shared/model/servers/queue';
import { pilotAhead } from '../../../shared/several/queueRules';
import type { TargetView } from '../../../shared/bridge/session';
import { waitsForPassword } from './queueWords';

/** The number of a server that waits for its turn, and what it waits behind. */
export interface QueuePlace {
  readonly number: number;
  readonly waits: 'turn' | 'pilot' | 'stopped' | 'paused';
}

/** Where a server waits in its queue; null for one that does not, or whose password somebody must give first. */
export function queuePlace(queues: Queues, view: TargetView): QueuePlace | null {
  const queue = view.target.kind === 'practice' ? queues.practice : queues.real;
  const index = queue.entries.findIndex(({ targetId }) => targetId === view.target.id);
  const entry = queue.entries[index];
  if (entry?.state !== 'waiting' || waitsForPassword(entry, view)) return null;
  const number = index + 1;
  if (queue.heldBy !== null && queue.heldBy !== entry.targetId) return { number, waits: 'stopped' };
  if (!queue.going) return { number, waits: 'paused' };
  const first = queue.entries.find(({ state }) => state === 'waiting') === entry;
  return { number, waits: pilotAhead(queue) && !first ? 'pilot' : 'turn' };
}
