import { makesChange } from '../../plan/actions';
import type { Assessment, Knowledge } from '../assessment';
import { cloudWait } from '../cloudWait';
import { dangerNow } from '../../plan/guard';
import { verdictOf } from '../proofs';
import { changesConnectivity } from '../../plan/situation';
import type { ChangingStep } from '../../model/journeys';
import type { RunView } from '../../bridge/session';
import type { Step, StepStatus } from '../steps';
import { held, note, notRead, settled } from './status';

/** What a run says about the actions of one step; null when the facts say it better. */
export function runStatus(run: RunView | null, ids: readonly string[]): StepStatus | null {
  if (run === null) return null;
  const ours = run.actions.filter((action) => ids.includes(action.id));
  const state = (wanted: string) => ours.some((action) => action.state === wanted);
  if (state('running') && (run.outcome === 'running' || run.outcome === 'interrupted'))
    return held(run.outcome === 'running' ? 'running' : 'waiting', note('blocker.running'));
  if (state('conflict')) return held('conflict', note('blocker.conflict'), note('change.conflict'));
  if (state('failed') || state('unknown'))
    return held('stopped', note('blocker.failed'), note('change.stopped'));
  if (state('restartRequired')) return held('waiting', note('blocker.restart'), note('change.restart'));
  return null;
}

/** The actions of the plan that are carried out at a step. */
export const idsOf = (known: Knowledge, step: ChangingStep): string[] =>
  known.plan.filter((item) => item.step === step).map((item) => item.id);

/** Changes that leave Install "not needed": they belong to the steps after it. */
const notInstall: readonly string[] = [
  'send-kit',
  'onboard',
  'deploy-by-tool',
  'test-detection',
  'test-antivirus',
];

/** Everything before onboarding is done; not needed only where Windows has the sensor and nothing is planned. */
export const install: Step = {
  id: 'install',
  group: 'change',
  status({ view, known }: Assessment) {
    if (known === null) return notRead();
    const items = known.plan.filter((item) => item.step === 'install');
    const open = items.filter((item) => item.needed);
    if (open.length === 0)
      return known.os.sensor === 'builtIn' &&
        items.every((item) => !makesChange(item.id)) &&
        view.changes.every((change) => notInstall.includes(change.action))
        ? settled('notNeeded', note('install.notNeeded'))
        : settled('done', note(known.os.sensor === 'builtIn' ? 'install.prepared' : 'install.done'));
    return (
      runStatus(view.run, idsOf(known, 'install')) ??
      held('ahead', note(known.confirmed ? 'blocker.installFirst' : 'blocker.confirmPlan'))
    );
  },
};

/** The local proofs agree. Waiting for the cloud is no failure and may be handed over as such; after half an hour it asks for a look. */
export const onboard: Step = {
  id: 'onboard',
  group: 'change',
  status(assessment: Assessment) {
    const { view, known } = assessment;
    if (known === null) return notRead();
    const verdict = verdictOf(known.proofs);
    // A package that changes the way to the cloud is still to be run, although all proofs of the present way agree.
    const changes = changesConnectivity(known.situation);
    // It is onboarded and may be handed over. The report says what is missing.
    if (verdict === 'unsafe' && !changes)
      return settled('stopped', note(`danger.${dangerNow(known.situation.facts) ?? 'none'}`));
    if (verdict === 'unread' && !changes) return settled('lookAgain', note('onboard.unread'));
    if (verdict === 'agree' && !changes) return settled('done', note('onboard.agree'));
    if (verdict === 'waiting' && !changes)
      return cloudWait(assessment)?.overdue === true
        ? settled('lookAgain', note('onboard.overdue'))
        : settled('waiting', note('onboard.waiting'));
    return (
      runStatus(view.run, idsOf(known, 'onboard')) ??
      (!changes && known.situation.facts.sensor.onboardingState === 1
        ? held('conflict', note('blocker.proofsDisagree'), note('onboard.disagree'))
        : held('ahead', note('blocker.onboardFirst')))
    );
  },
};
