/** The ways that lead through Gangway, each a list of steps with one purpose. `steps/journeys.ts` has their records. */
export const journeyIds = ['onboard', 'troubleshoot', 'maintain', 'takeOff'] as const;
export type JourneyId = (typeof journeyIds)[number];

/** The stops of all rails. Their names stand in addresses, so they never change. */
export const stepIds = [
  'connect',
  'server',
  'packages',
  'package',
  'prerequisites',
  'mode',
  'symptom',
  'findings',
  'settings',
  'afterwards',
  'plan',
  'install',
  'onboard',
  'change',
  'offboard',
  'uninstall',
  'test',
  'proof',
  'handover',
] as const;
export type StepId = (typeof stepIds)[number];

/** The steps at which something is carried out, and on whose pages its run shows. */
export type ChangingStep = Extract<
  StepId,
  'install' | 'onboard' | 'test' | 'change' | 'offboard' | 'uninstall'
>;
