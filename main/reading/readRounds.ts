import { failureOf, GangwayError } from '../../shared/errors';
import type { ReadEntry, ReadRound } from '../../shared/model/servers/readings';
import { leftOut, readAtOnce } from '../../shared/several/readRules';
import type { Queues } from '../../shared/model/servers/queue';
import type { ServersNeeds } from '../servers/needs';
import type { ReadingNeeds } from './needs';
import type { Server } from '../servers/server';
import type { ReadKeeper } from './readKeeper';

type Kind = keyof Queues;

/** Makes the rounds. `connectAndRead` reads one server, and throws why it could not be read. */
export function createReadRounds(
  needs: Pick<ReadingNeeds, 'credentials' | 'closing' | 'now' | 'goOn'> &
    Pick<ServersNeeds, 'session' | 'handle'>,
  connectAndRead: (server: Server) => Promise<void>,
): ReadKeeper {
  const roundOf = (kind: Kind): ReadRound | null => needs.session.get().rounds[kind];

  function put(kind: Kind, change: (round: ReadRound) => Partial<ReadRound>): void {
    needs.session.change(({ rounds }) => {
      const round = rounds[kind];
      return round === null ? {} : { rounds: { ...rounds, [kind]: { ...round, ...change(round) } } };
    });
  }
  const mark = (kind: Kind, targetId: string, state: ReadEntry['state'], rest: Partial<ReadEntry> = {}) =>
    put(kind, ({ entries }) => ({
      entries: entries.map((entry) =>
        entry.targetId === targetId ? { ...entry, why: null, failure: null, ...rest, state } : entry,
      ),
    }));

  /** Reads one server, or says why not. Never rejects. */
  async function readOne(kind: Kind, targetId: string): Promise<void> {
    // Judged in its turn: somebody may have begun something there, or given a password, meanwhile.
    const view = needs.session.get().targets.find(({ target }) => target.id === targetId);
    if (view === undefined) {
      // It was forgotten while it waited.
      put(kind, ({ entries }) => ({ entries: entries.filter((entry) => entry.targetId !== targetId) }));
      return;
    }
    const { account } = view.inputs.connection;
    const why = leftOut(view, needs.credentials.stateOf(account) === 'held');
    if (why !== null) {
      mark(kind, targetId, 'left', { why });
      return;
    }
    mark(kind, targetId, 'reading');
    try {
      await connectAndRead(needs.handle(targetId));
      mark(kind, targetId, 'read');
    } catch (error) {
      const failure = failureOf(error);
      if (roundOf(kind)?.stopAsked === true && failure.code === 'operation.canceled')
        mark(kind, targetId, 'left', { why: 'stopped' });
      // The password is missing, so nobody was signed in. The server was left out and has not failed.
      else if (failure.code === 'credential.needed') mark(kind, targetId, 'left', { why: 'password' });
      else mark(kind, targetId, 'failed', { failure });
    }
  }

  async function work(kind: Kind): Promise<void> {
    const goOn = async (): Promise<void> => {
      for (;;) {
        const round = roundOf(kind);
        if (needs.closing.aborted || round === null || round.stopAsked) return;
        const next = round.entries.find(({ state }) => state === 'waiting');
        if (next === undefined) return;
        await readOne(kind, next.targetId);
      }
    };
    await Promise.all(Array.from({ length: readAtOnce }, goOn));
    put(kind, ({ entries }) => ({
      endedAt: needs.now(),
      entries: entries.map((entry) =>
        entry.state === 'waiting' ? { ...entry, state: 'left', why: 'stopped' } : entry,
      ),
    }));
  }

  return {
    start(kind, targetIds) {
      if (roundOf(kind)?.endedAt === null)
        throw new GangwayError('step.blocked', 'a round of readings is under way');
      const unique = [...new Set(targetIds)];
      for (const id of unique)
        if ((needs.session.target(id).target.kind === 'practice') !== (kind === 'practice'))
          throw new GangwayError('input.invalid', id);
      const entries = unique.map((targetId): ReadEntry => ({
        targetId,
        state: 'waiting',
        why: null,
        failure: null,
      }));
      const round: ReadRound = { startedAt: needs.now(), endedAt: null, stopAsked: false, entries };
      needs.session.change(({ rounds }) => ({ rounds: { ...rounds, [kind]: round } }));
      needs.goOn(work(kind));
    },
    stop(kind) {
      const round = roundOf(kind);
      if (round?.endedAt !== null) return;
      put(kind, () => ({ stopAsked: true }));
      for (const { targetId, state } of round.entries)
        if (state === 'reading') needs.handle(targetId).reading?.abort();
    },
  };
}
