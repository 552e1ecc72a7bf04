import type { KitNeed } from '../../../shared/plan/kitNeeds';

/** The packages that come with the app for practice, by the ids that `addPracticePackages` takes. */
export const practicePackageIds = [
  'installation',
  'onboarding',
  'platformStep',
  'platformUpdate',
  'sensorUpdate',
  'intelligence',
  'installScript',
  'clientAnalyzer',
  'updateUcrt',
  'updateTelemetry',
  'updateKernel',
  'onboardingLocal',
  'onboardingOtherTenant',
  'offboarding',
  'offboardingExpired',
  'deploymentTool',
  'onboardingFile',
  'offboardingFile',
  'trustedRoots',
] as const;

const updates: Readonly<Record<string, string>> = {
  KB2999226: 'updateUcrt',
  KB3080149: 'updateTelemetry',
  KB3045999: 'updateKernel',
};

/** The practice package that answers a need. */
export function practicePackageFor(need: Pick<KitNeed, 'kind' | 'kb'>): string {
  return (need.kb === null ? undefined : updates[need.kb]) ?? need.kind;
}
