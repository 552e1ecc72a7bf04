import { isTestRun } from '../../bridge/session';
import { hereClock } from '../../model/servers/serverClock';
import { remaining } from '../../plan/plan';
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
    if (view.busy === 'running' && view.run !== null && isTestRun(view.run))
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

/** What the server shows is what was asked: each wish, or each part of what was taken off. */
export const proof: Step = {
  id: 'proof',
  group: 'prove',
  status({ known }) {
    if (known === null) return notRead();
    const { claims } = known;
    if (claims.length === 0 || remaining(known.plan).length > 0)
      return held('blocked', note('blocker.changeFirst'));
    const open = claims.filter(({ state }) => state === 'disagrees');
    if (open.length > 0)
      return held('conflict', note('blocker.claimsDisagree', { count: open.length }), note('proof.disagree'));
    if (claims.some(({ state }) => state === 'unread')) return settled('lookAgain', note('proof.unread'));
    return settled('done', note('proof.agree', { count: claims.length }));
  },
};

/** The report was saved after the last change. */
export const handover: Step = {
  id: 'handover',
  group: 'prove',
  status(assessment) {
    const { view, journey, known } = assessment;
    if (known === null) return notRead();
    if (journey === 'onboard' && onboard.status(assessment).blocker !== null)
      return held('blocked', note('blocker.onboardFirst'), note('handover.needsOnboarding'));
    if (journey !== 'onboard' && proof.status(assessment).blocker !== null)
      return held('blocked', note('blocker.proofFirst'));
    const saved = view.inputs.journeys[journey].report;
    if (saved === null) return held('ahead', note('blocker.saveReport'));
    const lastChange = Math.max(0, ...view.changes.map((change) => change.at));
    if (saved.savedAt < lastChange) return held('lookAgain', note('blocker.reportOld'));
    return settled('done', note('handover.saved'));
  },
};
