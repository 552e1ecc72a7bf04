import { docs, offboardingScript, onboardingScript } from '../source';
import { type CodeEntry, table } from './table';

/** Also the event ids of the source WDATPOnboarding in the Application log, where they are of type Error. */
export const onboarding: readonly CodeEntry[] = table('onboarding', docs('troubleshoot-onboarding'), null, [
  [0, 'success', onboardingScript],
  [5, 'failure'],
  [10, 'failure'],
  [15, 'failure'],
  // The script looks every 5 s, four times a phase, about 60 s in all; the sensor often needs longer.
  // 30 and 70 stand on Microsoft's list, and no onboarding script that was read gives them.
  [30, 'retry'],
  [35, 'retry'],
  [40, 'retry'],
  [65, 'failure'],
  [70, 'failure'],
]);

/**
 * Also the event ids of the source WDATPOffboarding. The script waits for the sensor to stop, 50 s in version 1.4 and
 * 100 s in 1.65, which the sensor often outlives. 70 is given by 1.65.
 */
export const offboarding: readonly CodeEntry[] = table('offboarding', docs('troubleshoot-onboarding'), null, [
  [0, 'success', offboardingScript],
  [5, 'failure', offboardingScript],
  [10, 'failure', offboardingScript],
  [15, 'retry', offboardingScript],
  [65, 'failure'],
  [70, 'failure'],
]);
