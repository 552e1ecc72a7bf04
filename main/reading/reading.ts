import { failureOf, GangwayError } from '../../shared/errors';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import type { ServerState } from '../../shared/model/facts';
import { readingOf, withReading, type Reading } from '../../shared/model/servers/readings';
import { skewAfter } from '../../shared/model/servers/serverClock';
import { isOnNetwork, requireConnection } from '../connect/connect';
import type { ReadingNeeds } from './needs';
import type { Server } from '../servers/server';
import { leaseOfOther } from '../servers/lease';
import { onlyFrom } from '../session';
import { noteRead } from '../servers/servers';
import { hasSession } from '../../shared/model/target';

/** Events older than this prove nothing about today's onboarding and are not read. */
const eventsReachMs = 30 * 24 * 60 * 60_000;

/**
 * Reads the facts of a server in one round trip and puts them into the session. Throws what the shell throws, after the
 * view shows it; facts read earlier stay, with their age.
 */
export async function readFacts(
  needs: ReadingNeeds,
  server: Server,
  signal?: AbortSignal,
): Promise<ServerState> {
  // During a run the page shows the run. The reading is shown only when no run is under way.
  server.change(({ busy }) => (busy === 'idle' ? { busy: 'reading', readFailure: null } : {}));
  try {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    // A simulated server has one shell for every account; a real one has none before the ladder has shown the way.
    if (server.way === null && (await isOnNetwork(server)))
      throw new GangwayError('target.unreachable', 'not connected yet');
    const { shell } = await server.shell();
    const asked = needs.now();
    const facts = await shell.run(
      'Get-ServerState',
      { antivirusServices: antivirusServices(), eventsSince: Math.max(0, asked - eventsReachMs) },
      signal ? { signal } : {},
    );
    const arrived = needs.now();
    server.change(({ skewMs }) => ({
      facts,
      heldBy: leaseOfOther(facts),
      factsAt: arrived,
      skewMs: skewAfter(skewMs, { asked, arrived, readAt: facts.readAt }),
      readFailure: null,
    }));
    needs.goOn(note(needs, server, readingOf(facts, arrived)));
    return facts;
  } catch (error) {
    // A person stopped the reading, so it is no fault of the server.
    if (!signal?.aborted) server.change(() => ({ readFailure: failureOf(error) }));
    throw error;
  } finally {
    server.change(onlyFrom('reading'));
  }
}

/** Notes the time, and in short what was found, for a later start. If the disk is full or locked, only that is lost. */
async function note(needs: ReadingNeeds, server: Server, found: Reading): Promise<void> {
  // A server that was forgotten in the meantime must not come back.
  if (!server.isThere()) return;
  try {
    await noteRead(needs.servers, server.id, found.at);
    if (!server.isThere() || isNoted(server.readings.value().readings.at(-1), found)) return;
    await server.readings.update((kept) => ({ ...kept, readings: withReading(kept.readings, found) }));
    const { readings } = server.readings.value();
    server.change(() => ({ readings }));
  } catch (error) {
    needs.notice('unwritable', failureOf(error).detail);
  }
}

/** A run reads after each of its actions: what was found less than a minute ago is not written again. */
const isNoted = (last: Reading | undefined, found: Reading): boolean =>
  last?.onboarded === found.onboarded && last.mode === found.mode && Math.abs(found.at - last.at) < 60_000;

/**
 * Reads facts because a person asked; a second request while one is under way is refused. A server of the
 * network that is not connected is climbed to first: nothing is read over a way that was not tested. Rejects with what
 * stopped the ladder, which the view then shows as the failed reading.
 */
export async function readFactsOnRequest(needs: ReadingNeeds, server: Server): Promise<void> {
  // Nothing failed: what a file told stays as it is.
  if (!hasSession(server.target)) throw new GangwayError('target.byFiles', server.target.name);
  if (server.reading !== null) throw new GangwayError('step.blocked', 'already reading');
  const reading = new AbortController();
  server.reading = reading;
  try {
    try {
      if (await isOnNetwork(server)) await requireConnection(needs, server);
    } catch (error) {
      server.change(() => ({ readFailure: failureOf(error) }));
      throw error;
    }
    await readFacts(needs, server, reading.signal);
  } finally {
    server.reading = null;
  }
}
