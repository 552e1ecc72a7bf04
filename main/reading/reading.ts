import { failureOf, GangwayError } from '../../shared/errors';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import type { ServerState } from '../../shared/model/facts';
import { skewAfter } from '../../shared/model/serverClock';
import { isOnNetwork, requireConnection } from '../connect/connect';
import type { Context } from '../context';
import { leaseOfOther } from '../servers/lease';
import { onlyFrom } from '../session';
import { noteRead } from '../servers/servers';

/** Events older than this prove nothing about today's onboarding and are not read. */
const eventsReachMs = 30 * 24 * 60 * 60_000;

/**
 * Reads the facts of a server in one round trip and puts them into the session. Throws what the shell throws, after the
 * view shows it; facts read earlier stay, with their age.
 */
export async function readFacts(
  context: Context,
  targetId: string,
  signal?: AbortSignal,
): Promise<ServerState> {
  const handle = context.handle(targetId);
  // A run shows itself; only at rest a reading is what is going on.
  context.session.changeTarget(targetId, ({ busy }) =>
    busy === 'idle' ? { busy: 'reading', readFailure: null } : {},
  );
  try {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    // A simulated server has one shell for every account; a real one has none before the ladder has shown the way.
    if (handle.way === null && (await isOnNetwork(context, targetId)))
      throw new GangwayError('target.unreachable', 'not connected yet');
    const { shell } = await handle.shell();
    const asked = context.now();
    const facts = await shell.run(
      'Get-ServerState',
      { antivirusServices: antivirusServices(), eventsSince: Math.max(0, asked - eventsReachMs) },
      signal ? { signal } : {},
    );
    const arrived = context.now();
    context.session.changeTarget(targetId, ({ skewMs }) => ({
      facts,
      heldBy: leaseOfOther(facts),
      factsAt: arrived,
      skewMs: skewAfter(skewMs, { asked, arrived, readAt: facts.readAt }),
      readFailure: null,
    }));
    context.goOn(note(context, targetId, arrived));
    return facts;
  } catch (error) {
    // Who stopped the reading knows it: that is no fault of the server.
    if (!signal?.aborted) context.session.changeTarget(targetId, () => ({ readFailure: failureOf(error) }));
    throw error;
  } finally {
    context.session.changeTarget(targetId, onlyFrom('reading'));
  }
}

/** For the lists of a later start; a disk that is full or locked takes that away, no more. */
async function note(context: Context, targetId: string, at: number): Promise<void> {
  const { servers, session } = context;
  // Who was forgotten meanwhile must not come back.
  if (!session.get().targets.some(({ target }) => target.id === targetId)) return;
  await noteRead(servers, targetId, at).catch((error: unknown) => {
    context.notice('unwritable', failureOf(error).detail);
  });
}

/**
 * Reads facts because a person asked; a second ask while one is under way joins nothing and is refused. A server of the
 * network that is not connected is climbed to first: nothing is read over a way that was not tested. Rejects with what
 * stopped the ladder, which the view then shows as the failed reading.
 */
export async function readFactsOnRequest(context: Context, targetId: string): Promise<void> {
  const handle = context.handle(targetId);
  if (handle.reading !== null) throw new GangwayError('step.blocked', 'already reading');
  const reading = new AbortController();
  handle.reading = reading;
  try {
    try {
      if (await isOnNetwork(context, targetId)) await requireConnection(context, targetId);
    } catch (error) {
      context.session.changeTarget(targetId, () => ({ readFailure: failureOf(error) }));
      throw error;
    }
    await readFacts(context, targetId, reading.signal);
  } finally {
    handle.reading = null;
  }
}
