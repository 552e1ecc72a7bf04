/** Fixes that the plan can carry out; each is an action of that name. */
export const fixIds = [
  'test-connectivity',
  'install-ucrt',
  'install-telemetry',
  'install-kernel',
  'enable-defender-feature',
  'restart',
  'enable-defender',
  'step-platform',
  'update-platform',
] as const;
export type FixId = (typeof fixIds)[number];

/** Every check, in the order of a page. Each has `.title`, `.why` and `.next` in `checks.json`. */
export const checkIds = [
  'elevated',
  'is64Bit',
  'languageMode',
  'noRestartPending',
  'ucrt',
  'telemetry',
  'kernel',
  'securityClient',
  'defenderRemnant',
  'ssu',
  'lcu',
  'defenderFeature',
  'defenderRunning',
  'platformStep',
  'platform',
  'kernelOwner',
  'orphanRegistration',
  'senseService',
  'streamlined',
  'notDisabledByPolicy',
  'bothPolicies',
  'disk',
  'lanmanServer',
  'diagTrack',
  'clock',
  'networkEvents',
  'signaturesAge',
  'otherAntivirus',
  'otherOwners',
  'domainController',
  'cloudConnectivity',
] as const;
export type CheckId = (typeof checkIds)[number];
