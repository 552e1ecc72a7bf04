import type { ServerState } from './facts';

/** How long a test of the way to the cloud speaks for the server: 24 hours. */
const validMs = 24 * 60 * 60_000;

/**
 * What the newest finished test says. `old`: everything required was reached, too long ago to count. `inspected`: what was
 * not reached is only so because somebody on the way serves a certificate of their own.
 */
export interface CloudTest {
  readonly state: 'none' | 'reached' | 'old' | 'blocked' | 'inspected';
  /** When it ended, by the server's clock, and its run; null where there was none. */
  readonly at: number | null;
  readonly runId: string | null;
}

const found: Readonly<Record<string, 'blocked' | 'inspected'>> = {
  'cloud.unreachable': 'blocked',
  'cloud.inspected': 'inspected',
};

/** The newest test of the way to the cloud that the server's own run folders tell of; a test that was broken off says nothing. */
export function cloudTest(facts: ServerState): CloudTest {
  const [newest] = facts.runs
    .filter((run) => run.operation === 'Test-Connectivity')
    .flatMap((run): (CloudTest & { at: number })[] => {
      const { runId } = run;
      const at = run.endedAt ?? run.startedAt ?? 0;
      if (run.outcome === 'ok')
        return [{ at, runId, state: facts.readAt - at <= validMs ? 'reached' : 'old' }];
      const state = run.outcome === 'failed' ? found[run.code ?? ''] : undefined;
      return state === undefined ? [] : [{ at, runId, state }];
    })
    .sort((a, b) => b.at - a.at);
  return newest ?? { state: 'none', at: null, runId: null };
}
