import type { ServerState } from '../model/facts';
import { defenderNow, type Protection } from '../model/antivirus/antivirusMode';
import { recogniseOs } from '../knowledge/os';
import { otherNow } from './modes';

/** The moments of leaving: as it is, without the tenant, and without the sensor that was installed. */
export const leavingMoments = ['now', 'offboarded', 'uninstalled'] as const;
export type LeavingMoment = (typeof leavingMoments)[number];

/** Who protects the server at each moment once it leaves, and at which nobody surely does. */
export interface LeavingOutlook {
  readonly moments: readonly LeavingMoment[];
  readonly other: Readonly<Record<LeavingMoment, Protection>>;
  readonly defender: Readonly<Record<LeavingMoment, Protection>>;
  /** Moments at which no product is known to block. */
  readonly unprotected: readonly LeavingMoment[];
}

/** True where Windows has the sensor from an installation package, which can be removed. */
export const canUninstall = (facts: ServerState): boolean => recogniseOs(facts.os).sensor === 'installed';

/**
 * Says who blocks threats while the server leaves. A passive Defender follows its policy value only while the sensor is onboarded
 * (server-migration), and nobody has shown what it does afterwards, so it is unknown. With the sensor 2012 R2 loses the antivirus; 2016
 * keeps it (onboard-server).
 */
export function leavingOutlook(facts: ServerState, uninstall: boolean): LeavingOutlook {
  const moments = uninstall && canUninstall(facts) ? leavingMoments : (['now', 'offboarded'] as const);
  const other = otherNow(facts);
  const now = defenderNow(facts);
  const offboarded: Protection = now === 'passive' ? 'unknown' : now;
  const uninstalled: Protection = recogniseOs(facts.os).family === '2012r2' ? 'off' : offboarded;
  const defender = { now, offboarded, uninstalled };
  return {
    moments,
    other: { now: other, offboarded: other, uninstalled: other },
    defender,
    unprotected: moments.filter((moment) => other !== 'blocking' && defender[moment] !== 'blocking'),
  };
}
