import type { Behaviour } from '../behaviour';

// Stands on: defender/mde-detection-test (its download fails by design, and that is no failure).
// Invented: that nothing of it shows on the server; looked for: event logs of a server after the test

/** The hidden process that the documented line leaves behind is ended after a minute. */
const seconds = 60;

/** Sends the documented detection line; the server itself shows no sign of it, the alert arises in the portal. */
export const invokeDetectionTest: Behaviour<'Invoke-DetectionTest'> = (timeline) => {
  timeline.step('checkTest', 'begin');
  timeline.step('checkTest', 'done');
  const sentAt = timeline.now();
  timeline.step('sendTest', 'begin');
  timeline.step('sendTest', 'done');
  timeline.step('endTest', 'begin');
  for (let second = 10; second <= seconds; second += 10) {
    timeline.wait(10_000);
    timeline.progress(second, seconds);
  }
  timeline.step('endTest', 'done');
  return { sentAt };
};
