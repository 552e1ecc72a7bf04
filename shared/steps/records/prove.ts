import { hereClock } from '../../model/serverClock';
import { testSentAt } from '../../plan/situation';
import type { Step } from '../steps';
import { held, note, notRead, settled } from './status';
import { onboard, runStatus } from './change';

/** The test was sent after onboarding, and a person said whether the alert came. */
export const test: Step = {
  id: 'test',
  group: 'prove',
  status(assessment) {
    const { view, known } = assessment;
    if (known === null) return notRead();
    const onboarding = onboard.status(assessment);
    if (onboarding.blocker !== null)
      return held('blocked', note('blocker.onboardFirst'), note('test.needsOnboarding'));
    if (view.busy === 'running' && view.run?.purpose === 'test')
      return held('running', note('blocker.running'));
    const sent = testSentAt(known.situation.facts);
    if (sent === null)
      return (
        (view.run?.purpose === 'test' ? runStatus(view.run, ['test-detection']) : null) ??
        held('ahead', note('blocker.sendTest'))
      );
    const alert = view.inputs.alert;
    // The alert is dated by this computer's clock, the test by the server's.
    if (alert === null || alert.at < hereClock(view.skewMs)(sent))
      return held('waiting', note('blocker.lookForAlert'), note('test.waiting'));
    return settled('done', note(alert.seen ? 'test.seen' : 'test.notConfirmed'));
  },
};

/** The report was saved after the last change. */
export const handover: Step = {
  id: 'handover',
  group: 'prove',
  status(assessment) {
    const { view, journey, known } = assessment;
    if (known === null) return notRead();
    const onboarding = onboard.status(assessment);
    if (onboarding.blocker !== null)
      return held('blocked', note('blocker.onboardFirst'), note('handover.needsOnboarding'));
    const saved = view.inputs.journeys[journey].report;
    if (saved === null) return held('ahead', note('blocker.saveReport'));
    const lastChange = Math.max(0, ...view.changes.map((change) => change.at));
    if (saved.savedAt < lastChange) return held('lookAgain', note('blocker.reportOld'));
    return settled('done', note('handover.saved'));
  },
};
