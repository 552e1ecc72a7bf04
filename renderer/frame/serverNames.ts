import type { Say } from '../../shared/locales/keys';
import { scenarioOf } from '../../shared/model/practice';
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

/** What a practice server is called. One that only an earlier version had is called by its machine file. */
export function scenarioName(t: Say, machine: string): string {
  const scenario = scenarioOf(machine);
  return scenario === undefined ? machine : t(scenario.nameKey);
}
