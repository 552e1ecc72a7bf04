import type { Cause, CauseId } from './cause';
import { antivirusCauses } from './causes/antivirus';
import { connectionCauses } from './causes/connection';
import { installationCauses } from './causes/installation';
import { checkCauses, issueCauses } from './causes/known';
import { onboardingCauses } from './causes/onboarding';
import { policyCauses } from './causes/policies';
import { readCauses } from './causes/reads';

/** Every cause in which a search can end. */
export const causes: readonly Cause[] = [
  ...onboardingCauses,
  ...connectionCauses,
  ...antivirusCauses,
  ...installationCauses,
  ...readCauses,
  ...policyCauses,
  ...checkCauses,
  ...issueCauses,
];

/** A cause by its name. */
export function causeOf(id: CauseId): Cause {
  const found = causes.find((cause) => cause.id === id);
  if (found === undefined) throw new Error(`no cause ${id}`);
  return found;
}
