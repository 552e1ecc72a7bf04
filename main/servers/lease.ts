import { hostname, userInfo } from 'node:os';
import { failureOf, type Failure } from '../../shared/errors';
import type { ServerState } from '../../shared/model/facts';
import { holderOf, isLeaseOf, isLeaseOver, type Lease, type LeaseClaim } from '../../shared/model/lease';
import { operations, type OperationName } from '../../shared/model/operations';
import type { ServersNeeds } from './needs';
import type { Server } from './server';
import { isLinkError } from '../shell/wayErrors';

/** How many minutes a hold lasts longer than the limit of the action that renewed it. The next action begins within that time. */
const spareMinutes = 15;

/** Who works here: the account and the computer, as the lease on a server names them. */
function own(): Pick<LeaseClaim, 'account' | 'computer'> {
  const domain = process.env.USERDOMAIN;
  let account = 'unknown';
  try {
    account = userInfo().username;
  } catch {
    // An account without a name still has its computer's.
  }
  return { account: domain === undefined ? account : `${domain}\\${account}`, computer: hostname() };
}

/** The claim of this Gangway on a server, for as long as an operation may take. */
export function claimFor(
  { settings }: Pick<ServersNeeds, 'settings'>,
  operation: OperationName,
  takeOver: string | null = null,
): LeaseClaim {
  const minutes = Math.ceil(operations[operation].limitMs / 60_000) + spareMinutes;
  return { ...own(), technician: settings.value().technician, minutes, takeOver };
}

/** The hold of somebody else on the server; null where nobody holds it, or this Gangway itself. */
export const leaseOfOther = ({ lease }: ServerState): Lease | null =>
  lease === null || isLeaseOf(lease, own()) ? null : lease;

/** What the facts say of somebody else who holds the server, as a refusal. */
export function heldByOther(facts: ServerState): Failure | null {
  const lease = leaseOfOther(facts);
  if (lease === null) return null;
  const code = isLeaseOver(lease, facts.readAt) ? 'run.leaseExpired' : 'run.leased';
  return { code, detail: holderOf(lease), native: null };
}

/** Holds the server for a run before work that no task of the server does. Throws `run.leased`, `run.leaseExpired`. */
export async function hold(
  needs: Pick<ServersNeeds, 'settings'>,
  server: Server,
  runId: string,
  operation: OperationName,
): Promise<void> {
  const { shell } = await server.shell();
  await shell.run('Set-Lease', { runId, lease: claimFor(needs, operation) });
}

/**
 * Gives back what a run holds, where the server showed last that it still does: the runner of its last action did it by itself.
 * What cannot be given back expires, and the next run of this Gangway takes it anyway.
 */
export async function giveBack(
  needs: Pick<ServersNeeds, 'notice'>,
  server: Server,
  runId: string,
): Promise<void> {
  if (server.view().facts?.lease?.runId !== runId) return;
  try {
    const { shell } = await server.shell();
    await shell.run('Set-Lease', { runId, lease: null });
    server.change(({ facts }) => ({ facts: facts && { ...facts, lease: null } }));
  } catch (error) {
    if (isLinkError(error)) await server.closeShell();
    else needs.notice('internal', failureOf(error).detail);
  }
}
