import { docs, offboardingScript, onboardingScript } from '../source';
import { type CodeEntry, table } from './table';

/** Also the event ids of the source WDATPOnboarding in the Application log, where they are of type Error. */
export const onboarding: readonly CodeEntry[] = table('onboarding', docs('troubleshoot-onboarding'), null, [
  [0, 'success', onboardingScript],
  [5, 'failure'],
  [10, 'failure'],
  [15, 'failure'],
  // The script waits about 25 s for each of these; the sensor often needs longer.
  [30, 'retry'],
  [35, 'retry'],
  [40, 'retry'],
  [65, 'failure'],
  [70, 'failure'],
]);

/** Also the event ids of the source WDATPOffboarding. The script waits 50 s for the sensor to stop, which it often outlives. */
export const offboarding: readonly CodeEntry[] = table('offboarding', docs('troubleshoot-onboarding'), null, [
  [0, 'success', offboardingScript],
  [5, 'failure', offboardingScript],
  [10, 'failure', offboardingScript],
  [15, 'retry', offboardingScript],
  [65, 'failure'],
  [70, 'failure'],
]);
