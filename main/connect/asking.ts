import type { TargetView } from '../../shared/bridge/session';
import type { ConnectNeeds } from './needs';
import type { Server } from '../servers/server';

/**
 * Waits for an answer that only somebody else can give: a person at Windows' own window, or LAPS. The view says what the app
 * waits for. `cancelAsking` ends the wait, and so do closing the app and asking again.
 */
export async function whileAsking<T>(
  needs: ConnectNeeds,
  server: Server,
  what: NonNullable<TargetView['asking']>,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  server.asking?.abort();
  const leave = new AbortController();
  server.asking = leave;
  server.change(() => ({ asking: what }));
  try {
    return await ask(AbortSignal.any([needs.closing, leave.signal]));
  } finally {
    if (server.asking === leave) {
      server.asking = null;
      server.change(() => ({ asking: null }));
    }
  }
}
