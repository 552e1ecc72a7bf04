import type { ServerState } from '../model/facts';
import type { Inputs } from '../model/inputs';
import type { Package } from '../model/packages';
import type { Target } from '../model/target';
import { chosenKit } from './chosenKit';
import { fitsServer, forPackage } from './packageFit';

/** A server of the list as far as the choice of its packages goes. */
export interface Chooser {
  readonly target: Target;
  readonly facts: ServerState | null;
  readonly inputs: Inputs;
}

/**
 * The servers of the list that choose each file of a library, by its SHA-256. A server that was not read chooses nothing, and a file that
 * does not fit is shown there and not chosen. Pure.
 */
export function usersOf(
  library: readonly Package[],
  servers: readonly Chooser[],
  practice: boolean,
): ReadonlyMap<string, readonly Target[]> {
  const users = new Map<string, Target[]>();
  for (const { target, facts, inputs } of servers) {
    if (facts === null || (target.kind === 'practice') !== practice) continue;
    const { windowsUpdates, ...kit } = chosenKit(library, facts, inputs, practice);
    const server = forPackage(facts, practice);
    for (const pkg of [...Object.values(kit), ...windowsUpdates])
      if (pkg !== null && fitsServer(pkg, server).fits)
        users.set(pkg.sha256, [...(users.get(pkg.sha256) ?? []), target]);
  }
  return users;
}
