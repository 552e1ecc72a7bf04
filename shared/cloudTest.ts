import type { ServerState } from './facts';

/** How long a test of the way to the cloud speaks for the server: 24 hours. */
const validMs = 24 * 60 * 60_000;

/** What the newest finished test says. `old`: everything required was reached, too long ago to count. */
export interface CloudTest {
  readonly state: 'none' | 'reached' | 'old' | 'blocked';
  /** When it ended, by the server's clock; null where there was none. */
  readonly at: number | null;
}

/** The newest test of the way to the cloud that the server's own run folders tell of; a test that was broken off says nothing. */
export function cloudTest(facts: ServerState): CloudTest {
  const [newest] = facts.runs
    .filter((run) => run.operation === 'Test-Connectivity')
    .filter((run) => run.outcome === 'ok' || (run.outcome === 'failed' && run.code === 'cloud.unreachable'))
    .map((run) => ({ ok: run.outcome === 'ok', at: run.endedAt ?? run.startedAt ?? 0 }))
    .sort((a, b) => b.at - a.at);
  if (newest === undefined) return { state: 'none', at: null };
  const { ok, at } = newest;
  if (!ok) return { state: 'blocked', at };
  return { state: facts.readAt - at <= validMs ? 'reached' : 'old', at };
}
