/** Faults a practice server can be given from its banner. */
export const practiceFaults = [
  'none',
  'installFails',
  'onboardingNoop',
  'scriptWaits',
  'installerBusy',
  'offboardingNoop',
  'removalFails',
  'toolRestart',
  'toolPrerequisite',
  'toolFeature',
  'toolSignature',
  'linkDrops',
  'linkDown',
] as const;
