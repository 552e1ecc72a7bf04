import { GangwayError } from '../errors';
import type { Queue, QueueChange, QueueEntry, QueueState } from '../model/servers/queue';
import type { RunView, TargetView } from '../bridge/session';

/** Ends that stop a queue: somebody must look before another server is touched. */
const bad: readonly QueueState[] = ['failed', 'conflict', 'unknown'];
const ended: readonly QueueState[] = ['done', 'stopped', 'changed', ...bad];
/** Begun, and not at an end. */
const open: readonly QueueState[] = ['running', 'restarting', 'needsYou'];

/** True for an entry whose server is not worked on any more. */
export const hasEnded = ({ state }: QueueEntry): boolean => ended.includes(state);

/** True until one server of the queue has ended well: until then the others wait for the pilot. */
export const pilotAhead = ({ pilotFirst, entries }: Queue): boolean =>
  pilotFirst && !entries.some(({ state }) => state === 'done');

/** Puts a server with its confirmed plan at the end. Throws `step.blocked` while the queue works on it. */
export function enqueue(
  queue: Queue,
  {
    targetId,
    journey,
    planHash,
    at,
  }: Pick<QueueEntry, 'targetId' | 'journey' | 'planHash'> & { readonly at: number },
): Queue {
  const entries = without(queue, targetId).entries;
  const entry: QueueEntry = {
    targetId,
    journey,
    planHash,
    addedAt: at,
    state: 'waiting',
    startedAt: null,
    runId: null,
    failure: null,
  };
  return { ...released(queue, targetId), entries: [...entries, entry] };
}

/** Once everything has ended, what is added later waits for a person again. */
const settled = (queue: Queue): Queue =>
  queue.going && queue.entries.every(hasEnded) ? { ...queue, going: false } : queue;

/** A queue after what a person did with it. Throws `step.blocked` for what cannot be done now. */
export const changeQueue = (queue: Queue, change: QueueChange): Queue => settled(changed(queue, change));

function changed(queue: Queue, change: QueueChange): Queue {
  switch (change.kind) {
    case 'start':
      return { ...queue, going: queue.entries.some(({ state }) => state === 'waiting'), heldBy: null };
    case 'pause':
    case 'stop':
      return { ...queue, going: false };
    case 'clear':
      return { ...queue, heldBy: null, entries: queue.entries.filter((entry) => !hasEnded(entry)) };
    case 'remove':
      return without(released(queue, change.targetId), change.targetId);
    case 'cap':
      return { ...queue, cap: change.cap };
    case 'pilotFirst':
      return { ...queue, pilotFirst: change.on };
    case 'first': {
      const { entries } = queue;
      const moved = entries.find(
        ({ targetId, state }) => targetId === change.targetId && state === 'waiting',
      );
      if (moved === undefined) throw new GangwayError('step.blocked', 'it does not wait');
      const rest = entries.filter((entry) => entry !== moved);
      const front = rest.findIndex(({ state }) => state === 'waiting');
      return { ...queue, entries: front < 0 ? [...rest, moved] : rest.toSpliced(front, 0, moved) };
    }
  }
}

/** A run on the server cannot be taken out of the queue: it is stopped where it is watched. */
function without(queue: Queue, targetId: string): Queue {
  const found = queue.entries.find((entry) => entry.targetId === targetId);
  if (found?.state === 'restarting' || (found?.state === 'running' && found.runId !== null))
    throw new GangwayError('step.blocked', 'a run is under way');
  return { ...queue, entries: queue.entries.filter((entry) => entry !== found) };
}

const released = (queue: Queue, targetId: string): Queue =>
  queue.heldBy === targetId ? { ...queue, heldBy: null } : queue;

/** The servers that may begin now, in order: none beside a pilot, never more than the cap. */
export function startable(queue: Queue): readonly string[] {
  if (!queue.going) return [];
  const waiting = queue.entries.filter(({ state }) => state === 'waiting').map(({ targetId }) => targetId);
  if (pilotAhead(queue))
    return queue.entries.some(({ state }) => open.includes(state)) ? [] : waiting.slice(0, 1);
  const running = queue.entries.filter(({ state }) => state === 'running').length;
  return waiting.slice(0, Math.max(0, queue.cap - running));
}

/** Gives servers their places. */
export function give(queue: Queue, targetIds: readonly string[], at: number): Queue {
  return change(queue, (entry) =>
    targetIds.includes(entry.targetId) ? { ...entry, state: 'running', startedAt: at, failure: null } : entry,
  );
}

/**
 * Stops the queue at a server that nobody can sign in to without a person. Nothing was started there, so it keeps its turn:
 * the queue goes on with it once the password was given.
 */
export function holdAt(queue: Queue, targetId: string, failure: QueueEntry['failure']): Queue {
  const entries = queue.entries.map((entry): QueueEntry =>
    entry.targetId === targetId && entry.state === 'running' && entry.runId === null
      ? { ...entry, state: 'waiting', failure, startedAt: null }
      : entry,
  );
  return { ...queue, entries, going: false, heldBy: targetId };
}

/** Takes a place back from a server that was not begun: it ends as `changed` or `failed`, or waits again. */
export function refuse(
  queue: Queue,
  targetId: string,
  state: 'waiting' | 'changed' | 'failed',
  failure: QueueEntry['failure'],
): Queue {
  return change(queue, (entry) =>
    entry.targetId === targetId && entry.state === 'running' && entry.runId === null
      ? { ...entry, state, failure, startedAt: null }
      : entry,
  );
}

/**
 * A queue as the servers stand now; the very same queue when nothing is new. The first bad end stops it, and so does a
 * pilot that did not end well. A server that was forgotten leaves it, and one that a person started alone is taken over.
 */
export function followQueue(queue: Queue, views: readonly TargetView[]): Queue {
  const byId = new Map(views.map((view) => [view.target.id, view]));
  const here = queue.entries.every(({ targetId }) => byId.has(targetId))
    ? queue
    : settled({ ...queue, entries: queue.entries.filter(({ targetId }) => byId.has(targetId)) });
  return change(here, (entry) => {
    const view = byId.get(entry.targetId);
    return view === undefined ? entry : followEntry(entry, view);
  });
}

/** Changes entries one by one, and lets what came of it stop the queue. */
function change(queue: Queue, step: (entry: QueueEntry) => QueueEntry): Queue {
  const entries = queue.entries.map(step);
  // What stopped the queue ended well after all, or is gone: it only waits for a person now, and starts nothing by itself.
  const mended =
    queue.heldBy !== null &&
    !entries.some(({ targetId, state }) => targetId === queue.heldBy && state !== 'done');
  if (!mended && entries.every((entry, index) => entry === queue.entries[index])) return queue;
  const next = { ...queue, entries };
  const turned = (states: readonly QueueState[]) =>
    entries.find(({ state }, index) => states.includes(state) && queue.entries[index]?.state !== state);
  const cause = turned(bad) ?? (pilotAhead(next) ? turned(['stopped', 'changed']) : undefined);
  if (cause !== undefined) return { ...next, going: false, heldBy: cause.targetId };
  return settled(mended ? { ...next, heldBy: null } : next);
}

function followEntry(entry: QueueEntry, view: TargetView): QueueEntry {
  const { run } = view;
  if (entry.state === 'done' || run?.purpose !== 'plan') return entry;
  if (run.runId !== entry.runId && run.startedAt < (entry.startedAt ?? entry.addedAt)) return entry;
  const { state, failure } = stateOf(entry, run, view.busy);
  const same = state === entry.state && run.runId === entry.runId;
  const startedAt = entry.startedAt ?? run.startedAt;
  return same ? entry : { ...entry, state, failure, startedAt, runId: run.runId };
}

function stateOf(
  entry: QueueEntry,
  { outcome, failure }: RunView,
  busy: TargetView['busy'],
): Pick<QueueEntry, 'state' | 'failure'> {
  if (busy === 'running') return { state: 'running', failure: null };
  if (busy === 'restarting') return { state: 'restarting', failure: null };
  switch (outcome) {
    case 'running':
      return { state: entry.state === 'waiting' ? 'running' : entry.state, failure: null };
    case 'restarting':
    case 'restartRequired':
      return { state: 'needsYou', failure };
    case 'interrupted':
      return { state: 'unknown', failure };
    case 'stopped': {
      if (failure !== null) return { state: 'failed', failure };
      // After a restart a plan is "stopped" for the moment before it goes on.
      const waits = entry.state === 'restarting' || entry.state === 'needsYou';
      return { state: waits ? 'needsYou' : 'stopped', failure: null };
    }
    default:
      return { state: outcome, failure };
  }
}
