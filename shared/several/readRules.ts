import type { LeftOut, ReadEntry, ReadRound } from '../model/servers/readings';
import type { TargetView } from '../bridge/session';

/** So many servers are read at the same time. */
export const readAtOnce = 4;

/**
 * Why a round passes a server over; null where it can be read. A round signs in with what each server's person chose and what
 * is at hand: an account whose password was not given, or was refused, is not tried, and nobody is asked for one.
 */
export function leftOut(
  { busy, inputs, connectedAt }: TargetView,
  isHeld: boolean,
): Exclude<LeftOut, 'stopped'> | null {
  if (busy !== 'idle') return 'atWork';
  const named = inputs.connection.account.kind === 'named';
  return named && connectedAt === null && !isHeld ? 'password' : null;
}

/** How many servers of a round stand how. */
export function roundCount({ entries }: ReadRound): Record<ReadEntry['state'], number> {
  const count = { waiting: 0, reading: 0, read: 0, failed: 0, left: 0 };
  for (const { state } of entries) count[state] += 1;
  return count;
}
