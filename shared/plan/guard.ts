import type { ServerState } from '../model/facts';
import type { ProtectionMode } from '../model/wishes';
import { guardAt, isPassiveTrapped, modeOutlook, type Guard } from './modes';

/** What is wrong with a guard. */
export type Danger = Extract<Guard, 'two' | 'none'>;

const dangerIn = (guard: Guard): Danger | null => (guard === 'two' || guard === 'none' ? guard : null);

/** What is wrong now with who blocks threats on the server; null where one product does, or where nobody can say. */
export const dangerNow = (facts: ServerState): Danger | null =>
  // Who blocks now does not hang on a choice.
  dangerIn(guardAt(modeOutlook(facts, 'active'), 'now'));

/** What will be wrong once the server is onboarded in a mode; null where one product then blocks. */
export const dangerAfter = (facts: ServerState, mode: ProtectionMode): Danger | null =>
  dangerIn(guardAt(modeOutlook(facts, mode), 'onboarded'));

/**
 * What is wrong with an onboarded server as it is, or with a server as the chosen mode will leave it. Before onboarding what is
 * so now may pass with it, and is said where facts are shown.
 */
export function dangerOf(facts: ServerState, mode: ProtectionMode | null): Danger | null {
  const now = facts.sensor.onboardingState === 1 ? dangerNow(facts) : null;
  return now ?? (mode === null ? null : dangerAfter(facts, mode));
}

/** What follows when the policy value of the mode becomes another one (null: none at all). */
export interface ModeReturn {
  /** Defender follows the value once the sensor runs; before that it stays as it is until then. */
  readonly when: 'now' | 'onboarding';
  readonly defender: 'blocking' | 'passive';
  readonly guard: Guard;
}

/** Who blocks threats once the policy value of the mode has returned to what it was. */
export function afterReturn(facts: ServerState, value: number | null): ModeReturn {
  // Tamper protection holds an onboarded server active (known issue K14).
  const mode = value === 1 && !isPassiveTrapped(facts) ? 'passive' : 'active';
  return {
    when: facts.sensor.onboardingState === 1 ? 'now' : 'onboarding',
    defender: mode === 'passive' ? 'passive' : 'blocking',
    guard: guardAt(modeOutlook(facts, mode), 'onboarded'),
  };
}
