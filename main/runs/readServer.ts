import { requireConnection } from '../connect/connect';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { readFacts, readFactsOnRequest } from '../reading/reading';
import { settleAtRest } from './settleRestart';

/**
 * Connects a server and reads it: what the Connect page does, for one of a list. Only reads. Throws what stopped the ladder, or
 * the reading.
 */
export async function connectAndRead(needs: RunsNeeds, server: Server): Promise<void> {
  await requireConnection(needs, server);
  await readServer(needs, server);
}

/**
 * Reads a server because a person asked: connects where that was not done, reads, and judges a restart
 * that was waited for. Only reads. Throws what the reading throws.
 */
export async function readServer(needs: RunsNeeds, server: Server): Promise<void> {
  if (server.running !== null) await readFacts(needs, server);
  else await readFactsOnRequest(needs, server);
  await settleAtRest(needs, server);
}
