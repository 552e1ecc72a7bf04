import type { Evidence } from '../evidence';
import type { QuestionId } from '../question';

/** What it says of its first minutes. */
export const early: readonly QuestionId[] = [
  'parametersRead',
  'keysWritten',
  'modeTaken',
  'setupDone',
  'diagTrack',
  'telemetryUsed',
];
/** Whether the sensor is there and onboarded; if not, what it said in its first minutes is the better answer. */
export const sensor: readonly QuestionId[] = [
  'sensorThere',
  'K21',
  'bothPolicies',
  'packageLasts',
  ...early,
  'onboarded',
];
/** Whether it runs, and goes on running. */
export const atWork: readonly QuestionId[] = [
  // Its log knows better why it stands still than that it does.
  'driverLoaded',
  'roomForTraces',
  'partsWhole',
  'startTypesKept',
  'sensorRuns',
  'sensorStarts',
  'traceRoom',
  'noCrash',
];
/** First what the facts show of the way to the cloud, then a test of it. */
export const cloudWay: readonly QuestionId[] = [
  'clock',
  'streamlined',
  'K29',
  'K3',
  'K2',
  'lastTest',
  'namesKnown',
  'noSignIn',
  'notInspected',
  'tlsWorks',
  'cloudReached',
  'listsReached',
  'cloudClock',
  'signedIn',
];

/** Whether one of these actions failed in the last run. */
export const isFailed = ({ run }: Evidence, ...ids: readonly string[]): boolean =>
  run?.actions.some(({ id, failure }) => failure !== null && ids.includes(id)) ?? false;
