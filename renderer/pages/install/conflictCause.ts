import type { Knowledge } from '../../../shared/assessment';
import { isPassiveTrapped } from '../../../shared/modes';
import { isOnboardedElsewhere } from '../../../shared/situation';

/** Why run and server disagree, as far as a fact proves it; `unknown` where none does. Keys of `install:conflict`. */
export type ConflictCause = 'offboarding' | 'tenant' | 'tamper' | 'unknown';

/** Names a cause only with the fact that proves it. Pure. */
export function conflictCause(known: Knowledge): ConflictCause {
  const { facts, inputs } = known.situation;
  if (facts.policy.offboardingInfo) return 'offboarding';
  if (isOnboardedElsewhere(known.situation)) return 'tenant';
  if (inputs.mode === 'passive' && isPassiveTrapped(facts)) return 'tamper';
  return 'unknown';
}
