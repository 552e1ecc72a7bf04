import { requireConnection } from '../connect/connect';
import type { Context } from '../context';
import { readFacts, readFactsOnRequest } from '../reading/reading';
import { settleAtRest } from './settleRestart';

/**
 * Connects a server and reads it: what the Connect page does, for one of a list. Only reads. Throws what stopped the ladder, or
 * the reading.
 */
export async function connectAndRead(context: Context, targetId: string): Promise<void> {
  await requireConnection(context, targetId);
  await readServer(context, targetId);
}

/**
 * Reads a server because a person asked: connects where that was not done, reads, and judges a restart
 * that was waited for. Only reads. Throws what the reading throws.
 */
export async function readServer(context: Context, targetId: string): Promise<void> {
  if (context.handle(targetId).running !== null) await readFacts(context, targetId);
  else await readFactsOnRequest(context, targetId);
  await settleAtRest(context, targetId);
}
