import type { TargetView } from '../../shared/bridge/session';

/**
 * What a server of the network calls itself, where that is another name than the one it was asked for by (an address, an
 * alias); null where it is the same, or not known yet.
 */
export function ownName({ target, connection, facts }: TargetView): string | null {
  const own = facts?.computer.name ?? connection?.identity?.computerName;
  if (connection === null || own === undefined) return null;
  return own.toLowerCase() === target.name.toLowerCase() ? null : own;
}
