import type { InputOf, ReplyOf } from '../../shared/bridge/contract';
import {
  type QueueChange,
  type Queues,
  emptyQueue,
  storedQueuesSchema,
  type Queue,
  type QueueEntry,
} from '../../shared/model/servers/queue';
import { join } from 'node:path';
import { failureOf, GangwayError, traitsOf } from '../../shared/errors';
import {
  changeQueue,
  enqueue,
  followQueue,
  give,
  holdAt,
  refuse,
  startable,
} from '../../shared/several/queueRules';
import { openDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import { requireConnection } from '../connect/connect';
import type { RunsNeeds } from './needs';
import type { ServersNeeds } from '../servers/needs';
import type { Server } from '../servers/server';
import { readFacts } from '../reading/reading';
import { askToStop } from './runs';
import { shownPlan, startPlan } from './start';

type Kind = keyof Queues;
const kinds: readonly Kind[] = ['practice', 'real'];
const kindOf = ({ target }: Server): Kind => (target.kind === 'practice' ? 'practice' : 'real');

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

/** Makes the keeper. */
export async function createQueueKeeper(options: {
  readonly dataFolder: string;
  readonly onQuarantine: (found: Quarantined) => void;
  readonly needs: RunsNeeds & Pick<ServersNeeds, 'session' | 'handle' | 'platform'>;
}): Promise<QueueKeeper> {
  const { needs } = options;
  const document = await openQueues(options.dataFolder, options.onQuarantine);
  /** Servers past the point at which a pause or a removal is still heard. */
  const beginning = new Set<string>();
  const queueOf = (kind: Kind): Queue => needs.session.get().queues[kind];
  const entryOf = (kind: Kind, targetId: string): QueueEntry | undefined =>
    queueOf(kind).entries.find((entry) => entry.targetId === targetId);

  /** Shows a queue, and writes it; a disk that refuses takes away only that it is there after the next start. */
  function put(kind: Kind, queue: Queue): void {
    needs.session.change(({ queues }) => ({ queues: { ...queues, [kind]: queue } }));
    needs.goOn(
      document
        .update((stored) => ({ ...stored, [kind]: queue }))
        .catch((error: unknown) => needs.notice('unwritable', failureOf(error).detail)),
    );
  }

  /** Takes over how the servers stand, and gives free places to those whose turn it is. */
  function look(kind: Kind): void {
    if (needs.closing.aborted) return;
    const before = queueOf(kind);
    const { targets } = needs.session.get();
    const followed = followQueue(before, targets);
    // A server that is being probed keeps its turn until the probe is over.
    const probing = targets.filter(({ busy }) => busy === 'probing').map(({ target }) => target.id);
    const next = startable(followed).filter((targetId) => !probing.includes(targetId));
    const after = next.length === 0 ? followed : give(followed, next, needs.now());
    if (after === before) return;
    put(kind, after);
    for (const targetId of next) needs.goOn(begin(kind, targetId));
  }

  /** Starts what was confirmed for a server, or says why not. Never rejects. */
  async function begin(kind: Kind, targetId: string): Promise<void> {
    const entry = entryOf(kind, targetId);
    if (entry === undefined) return;
    // The queue can be paused, and the server taken out, until the moment at which the run begins.
    const wanted = () => {
      const now = entryOf(kind, targetId);
      if (!queueOf(kind).going || now?.addedAt !== entry.addedAt || now.state !== 'running') return false;
      beginning.add(targetId);
      return true;
    };
    try {
      const server = needs.handle(targetId);
      await makeReady(needs, server);
      await startPlan(needs, server, entry.journey, entry.planHash, server.target.name, wanted);
    } catch (error) {
      const failure = failureOf(error);
      // A closing app leaves the entry as it is: the next start lets it wait again.
      if (needs.closing.aborted || entryOf(kind, targetId)?.addedAt !== entry.addedAt) return;
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

  const stop = async (targetId: string): Promise<void> => askToStop(needs.handle(targetId), true);

  return {
    async add(targetId, journey, planHash, name) {
      const server = needs.handle(targetId);
      await shownPlan(needs, server, journey, planHash, name);
      const kind = kindOf(server);
      put(kind, enqueue(queueOf(kind), { targetId, journey, planHash, at: needs.now() }));
      look(kind);
    },
    async addMany(entries, typed) {
      const byId = new Map(entries.map((entry) => [entry.targetId, entry]));
      const kind = kindOf(needs.handle(entries[0]?.targetId ?? ''));
      for (const id of byId.keys())
        if (kindOf(needs.handle(id)) !== kind) throw new GangwayError('input.invalid', id);
      if (byId.size !== entries.length || typed.trim() !== String(entries.length))
        throw new GangwayError('step.blocked', 'the number that was typed is not that of the servers');
      const refused: ReplyOf<'queueMany'>['refused'] = [];
      const good: typeof entries = [];
      for (const entry of entries) {
        try {
          const server = needs.handle(entry.targetId);
          await shownPlan(needs, server, 'onboard', entry.planHash, server.target.name);
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
          queue = enqueue(queue, { targetId, journey: 'onboard', planHash, at: needs.now() });
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
      if (change.kind === 'remove' && beginning.has(change.targetId))
        throw new GangwayError('step.blocked', 'a run is under way');
      put(kind, changeQueue(queueOf(kind), change));
      if (change.kind === 'stop')
        for (const { targetId, state } of queueOf(kind).entries)
          if (state === 'running') needs.goOn(stop(targetId));
      look(kind);
    },
    restore() {
      const { session, platform } = needs;
      const { practice, real } = document.value();
      session.change(() => ({
        // If real servers are not offered here, their queue is left unchanged.
        queues: { practice: atRest(practice), real: platform.realTargets ? atRest(real) : emptyQueue },
      }));
      session.subscribe(() => kinds.forEach(look));
      kinds.forEach(look);
    },
  };
}

/** Connects and reads where that was not done since the app started: facts decide whether the plan still holds. Only reads. */
async function makeReady(needs: RunsNeeds, server: Server): Promise<void> {
  await requireConnection(needs, server);
  if (server.view().facts === null) await readFacts(needs, server);
}

/** The queues at work: what is confirmed waits here for its turn, and starts through `startPlan` like everything else. */
export interface QueueKeeper {
  /** Takes the plan that was shown into the queue; the same checks as `startPlan`, and nothing is started by it alone. */
  add(targetId: string, journey: QueueEntry['journey'], planHash: string, name: string): Promise<void>;
  /**
   * Takes the plans that were shown of many servers of one kind, each checked as `add` checks it; `typed` is their number.
   * Answers which servers refused, and why; the others are in the queue. Throws `step.blocked` for another number,
   * `input.invalid` for servers of both kinds, before anything is taken.
   */
  addMany(entries: InputOf<'queueMany'>['entries'], typed: string): Promise<ReplyOf<'queueMany'>>;
  change(kind: keyof Queues, change: QueueChange): Promise<void>;
  /** Shows the queues of an earlier start, paused, and follows the servers from then on. Call it once they are there. */
  restore(): void;
}
