import { emptyQueue, type Queue, type QueueEntry } from '../../../../shared/model/servers/queue';

/** How a server of a queue stands. */
export type State = QueueEntry['state'];
const begun: readonly State[] = ['running', 'restarting', 'needsYou', 'done', 'stopped', 'failed'];
/** A server of a queue in a state; it has a run once it was begun. */
export const entry = (targetId: string, state: State, change: Partial<QueueEntry> = {}): QueueEntry => ({
  targetId,
  journey: 'onboard',
  planHash: 'x',
  addedAt: 1,
  state,
  startedAt: begun.includes(state) ? 2 : null,
  runId: begun.includes(state) ? 'r' : null,
  failure: null,
  ...change,
});
/** A queue of servers a, b, c… in these states. */
export const queue = (states: readonly State[], change: Partial<Queue> = {}): Queue => ({
  ...emptyQueue,
  going: true,
  pilotFirst: false,
  entries: states.map((state, n) => entry('abcdefg'[n] ?? '', state)),
  ...change,
});
/** Each server with its state. */
export const states = ({ entries }: Queue) => entries.map(({ targetId, state }) => `${targetId} ${state}`);
/** What failed. */
export const failure = { code: 'operation.failed', detail: '', native: 1603 } as const;
