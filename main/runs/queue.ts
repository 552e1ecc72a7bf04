import { join } from 'node:path';
import { failureOf, GangwayError, traitsOf } from '../../shared/errors';
import {
  emptyQueue,
  storedQueuesSchema,
  type Queue,
  type QueueEntry,
  type Queues,
} from '../../shared/model/queue';
import {
  changeQueue,
  enqueue,
  followQueue,
  give,
  holdAt,
  refuse,
  startable,
} from '../../shared/several/queueRules';
import type { ReplyOf } from '../../shared/bridge/contract';
import { openDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import { requireConnection } from '../connect/connect';
import type { Context } from '../context';
import type { QueueKeeper } from './queueKeeper';
import { readFacts } from '../reading/reading';
import { askToStop } from './runs';
import { shownPlan, startPlan } from './start';

type Kind = keyof Queues;
const kinds: readonly Kind[] = ['practice', 'real'];

/** Opens `queue.json`; a broken one is set aside and begins anew. */
const openQueues = (dataFolder: string, onQuarantine: (found: Quarantined) => void) =>
  openDocument({
    path: join(dataFolder, 'queue.json'),
    schema: storedQueuesSchema,
    empty: { version: 1, practice: emptyQueue, real: emptyQueue },
    onQuarantine,
  });

/** Nothing starts by itself after a start of the app; what had been given a place and not begun waits again. */
const atRest = (queue: Queue): Queue => ({
  ...queue,
  going: false,
  entries: queue.entries.map((entry) =>
    entry.state === 'running' && entry.runId === null
      ? { ...entry, state: 'waiting', startedAt: null }
      : entry,
  ),
});

/** Makes the keeper. `contextOf` is asked when there is work: the context holds the keeper itself. */
export async function createQueueKeeper(options: {
  readonly dataFolder: string;
  readonly onQuarantine: (found: Quarantined) => void;
  readonly contextOf: () => Context;
}): Promise<QueueKeeper> {
  const { contextOf } = options;
  const document = await openQueues(options.dataFolder, options.onQuarantine);
  /** Servers past the point at which a pause or a removal is still heard. */
  const beginning = new Set<string>();
  const queueOf = (kind: Kind): Queue => contextOf().session.get().queues[kind];
  const entryOf = (kind: Kind, targetId: string): QueueEntry | undefined =>
    queueOf(kind).entries.find((entry) => entry.targetId === targetId);

  /** Shows a queue, and writes it; a disk that refuses takes away only that it is there after the next start. */
  function put(kind: Kind, queue: Queue): void {
    const context = contextOf();
    context.session.change(({ queues }) => ({ queues: { ...queues, [kind]: queue } }));
    context.goOn(
      document
        .update((stored) => ({ ...stored, [kind]: queue }))
        .catch((error: unknown) => context.notice('unwritable', failureOf(error).detail)),
    );
  }

  /** Takes over how the servers stand, and gives free places to those whose turn it is. */
  function look(kind: Kind): void {
    const context = contextOf();
    if (context.closing.aborted) return;
    const before = queueOf(kind);
    const { targets } = context.session.get();
    const followed = followQueue(before, targets);
    // A server that is being probed keeps its turn until the probe is over.
    const probing = targets.filter(({ busy }) => busy === 'probing').map(({ target }) => target.id);
    const next = startable(followed).filter((targetId) => !probing.includes(targetId));
    const after = next.length === 0 ? followed : give(followed, next, context.now());
    if (after === before) return;
    put(kind, after);
    for (const targetId of next) context.goOn(begin(kind, targetId));
  }

  /** Starts what was confirmed for a server, or says why not. Never rejects. */
  async function begin(kind: Kind, targetId: string): Promise<void> {
    const context = contextOf();
    const entry = entryOf(kind, targetId);
    if (entry === undefined) return;
    // Pausing, and taking the server out, are heard until the moment at which the run begins.
    const wanted = () => {
      const now = entryOf(kind, targetId);
      if (!queueOf(kind).going || now?.addedAt !== entry.addedAt || now.state !== 'running') return false;
      beginning.add(targetId);
      return true;
    };
    try {
      await makeReady(context, targetId);
      const { name } = context.session.target(targetId).target;
      await startPlan(context, targetId, entry.planHash, name, wanted);
    } catch (error) {
      const failure = failureOf(error);
      // A closing app leaves the entry as it is: the next start lets it wait again.
      if (context.closing.aborted || entryOf(kind, targetId)?.addedAt !== entry.addedAt) return;
      if (failure.code === 'credential.needed') {
        put(kind, holdAt(queueOf(kind), targetId, failure));
        return;
      }
      const state =
        failure.code === 'operation.canceled'
          ? 'waiting'
          : traitsOf(failure.code).lookAgain
            ? 'changed'
            : 'failed';
      put(kind, refuse(queueOf(kind), targetId, state, state === 'waiting' ? null : failure));
    } finally {
      beginning.delete(targetId);
    }
  }

  return {
    async add(targetId, planHash, name) {
      const context = contextOf();
      await shownPlan(context, targetId, planHash, name);
      const kind = context.session.target(targetId).target.kind === 'practice' ? 'practice' : 'real';
      put(kind, enqueue(queueOf(kind), { targetId, planHash, at: context.now() }));
      look(kind);
    },
    async addMany(entries, typed) {
      const context = contextOf();
      const byId = new Map(entries.map((entry) => [entry.targetId, entry]));
      const kindOf = (targetId: string): Kind =>
        context.session.target(targetId).target.kind === 'practice' ? 'practice' : 'real';
      const kind = kindOf([...byId.keys()][0] ?? '');
      for (const id of byId.keys()) if (kindOf(id) !== kind) throw new GangwayError('input.invalid', id);
      if (byId.size !== entries.length || typed.trim() !== String(entries.length))
        throw new GangwayError('step.blocked', 'the number that was typed is not that of the servers');
      const refused: ReplyOf<'queueMany'>['refused'] = [];
      const good: typeof entries = [];
      for (const entry of entries) {
        try {
          const { name } = context.session.target(entry.targetId).target;
          await shownPlan(context, entry.targetId, entry.planHash, name);
          good.push(entry);
        } catch (error) {
          refused.push({ targetId: entry.targetId, failure: failureOf(error) });
        }
      }
      // One write for all: a queue of thirty is never half of it after a crash.
      let queue = queueOf(kind);
      let queued = 0;
      for (const { targetId, planHash } of good) {
        try {
          queue = enqueue(queue, { targetId, planHash, at: context.now() });
          queued += 1;
        } catch (error) {
          refused.push({ targetId, failure: failureOf(error) });
        }
      }
      if (queued > 0) {
        put(kind, queue);
        look(kind);
      }
      return { queued, refused };
    },
    async change(kind, change) {
      const context = contextOf();
      if (change.kind === 'remove' && beginning.has(change.targetId))
        throw new GangwayError('step.blocked', 'a run is under way');
      put(kind, changeQueue(queueOf(kind), change));
      if (change.kind === 'stop')
        for (const { targetId, state } of queueOf(kind).entries)
          if (state === 'running') context.goOn(askToStop(context, targetId, true));
      look(kind);
    },
    restore() {
      const { session, platform } = contextOf();
      const { practice, real } = document.value();
      session.change(() => ({
        // Where no real server is offered, their queue is left as it lies.
        queues: { practice: atRest(practice), real: platform.realTargets ? atRest(real) : emptyQueue },
      }));
      session.subscribe(() => kinds.forEach(look));
      kinds.forEach(look);
    },
  };
}

/** Connects and reads where that was not done since the app started: facts decide whether the plan still holds. Only reads. */
async function makeReady(context: Context, targetId: string): Promise<void> {
  await requireConnection(context, targetId);
  if (context.session.target(targetId).facts === null) await readFacts(context, targetId);
}
