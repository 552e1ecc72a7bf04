import { GangwayError } from '../../shared/errors';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { claimFor } from '../servers/lease';
import { readFacts } from '../reading/reading';
import { newRunId } from './pen';

/**
 * Takes over the expired hold of somebody else, after a person was shown whose it is and said yes. `runId` is the run that was
 * shown: where another one holds the server by now, nothing is taken. Throws `run.leased`, `run.leaseExpired`, `step.blocked`.
 */
export async function takeOver(needs: RunsNeeds, server: Server, runId: string): Promise<void> {
  if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
  const { shell } = await server.shell();
  try {
    const lease = claimFor(needs, 'Get-ServerState', runId);
    await shell.run('Set-Lease', { runId: newRunId(needs.now()), lease });
  } finally {
    // The page shows who holds it now.
    await readFacts(needs, server);
  }
}
