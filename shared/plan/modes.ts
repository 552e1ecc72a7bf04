import { unreadable, type ServerState } from '../model/facts';
import { antivirusMode, defenderNow, type Protection } from '../model/antivirus/antivirusMode';
import type { ProtectionMode } from '../model/wishes';
import { recogniseOs } from '../knowledge/os';

/** The moments of an onboarding at which somebody must protect the server. */
export const moments = ['now', 'restart', 'installed', 'onboarded'] as const;
export type Moment = (typeof moments)[number];

/**
 * How many products block threats. One is right; of `two` each slows the server down and can block the other
 * (Microsoft: antivirus compatibility), and with `none` it stands open. `unknown`: Defender does not tell.
 */
export type Guard = 'one' | 'two' | 'none' | 'unknown';
/** Who protects the server at each moment, for one choice of mode. */
export interface ModeOutlook {
  readonly mode: ProtectionMode;
  readonly other: Record<Moment, Protection>;
  readonly defender: Record<Moment, Protection>;
  /** Moments at which nobody blocks; one at which nobody knows whether Defender blocks is none of them. */
  readonly unprotected: readonly Moment[];
}

/** What another antivirus does now; one that could not be looked for may be there. */
export function otherNow(facts: ServerState): Protection {
  if (facts.otherAntivirus.some((entry) => entry.running)) return 'blocking';
  return unreadable(facts, 'otherAntivirus') === null ? 'off' : 'unknown';
}

/** Says who blocks threats at each moment if this mode is chosen. It follows from the facts alone. */
export function modeOutlook(facts: ServerState, mode: ProtectionMode): ModeOutlook {
  const other = otherNow(facts);
  const now = defenderNow(facts);
  const installs = recogniseOs(facts.os).sensor === 'installed';
  // Before the sensor runs only an installation with FORCEPASSIVEMODE is passive; on newer Windows Defender keeps
  // its present mode until onboarding.
  const installed: Protection = installs ? (mode === 'passive' ? 'passive' : 'blocking') : now;
  const defender: Record<Moment, Protection> = {
    now,
    restart: now,
    installed,
    onboarded: mode === 'passive' ? 'passive' : 'blocking',
  };
  const lanes: Record<Moment, Protection> = {
    now: other,
    restart: other,
    installed: other,
    onboarded: other,
  };
  return {
    mode,
    other: lanes,
    defender,
    unprotected: moments.filter((moment) => guardAt({ other: lanes, defender }, moment) === 'none'),
  };
}

/** How many products block threats at a moment of an outlook. */
export function guardAt({ other, defender }: Pick<ModeOutlook, 'other' | 'defender'>, moment: Moment): Guard {
  const both = [other[moment], defender[moment]];
  if (both.includes('unknown')) return 'unknown';
  const blocking = both.filter((product) => product === 'blocking').length;
  return blocking === 2 ? 'two' : blocking === 1 ? 'one' : 'none';
}

/** Whether nobody blocks threats for a while on the way to onboarding in this mode, which a person must accept. */
export const hasGap = (facts: ServerState, mode: ProtectionMode): boolean =>
  facts.sensor.onboardingState !== 1 && modeOutlook(facts, mode).unprotected.length > 0;

/** Preselected only where another antivirus runs; otherwise active. A person still has to choose. */
export const suggestedMode = (facts: ServerState): ProtectionMode =>
  facts.otherAntivirus.some((entry) => entry.running) ? 'passive' : 'active';

/**
 * The trap of a server that is onboarded in active mode with tamper protection on: it ignores the passive value
 * until tamper protection is off or the server is offboarded (known issue K14).
 */
export const isPassiveTrapped = (facts: ServerState): boolean =>
  facts.sensor.onboardingState === 1 &&
  facts.defender.tamperProtected === true &&
  antivirusMode(facts) === 'active';

/** Whether the mode that the server shows is the chosen one; null where its platform does not tell a mode, or none for certain. */
export function modeAgrees(facts: ServerState, mode: ProtectionMode): boolean | null {
  const observed = antivirusMode(facts);
  return observed === 'notTold' || observed === 'unclear' ? null : observed === mode;
}

/**
 * Whether Defender may still be on its way to passive: for up to an hour after the policy value was set it says `Not running`
 * (MicrosoftDocs/microsoft-365-docs, issue 9116).
 */
export const settlesToPassive = (facts: ServerState, mode: ProtectionMode | null): boolean =>
  mode === 'passive' &&
  facts.policy.forceDefenderPassiveMode === 1 &&
  facts.defender.runningMode !== null &&
  antivirusMode(facts) === 'notRunning';
