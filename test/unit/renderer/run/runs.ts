import { onTheWay } from '../../shared/onTheWay';
import { assess, progress } from '../../../../shared/steps/progress';
import type { Package } from '../../../../shared/model/packages';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import type { JourneyId } from '../../../../shared/model/journeys';
import { plan, planHash, remaining } from '../../../../shared/plan/plan';
import type { RunAction, RunView, TargetView } from '../../../../shared/bridge/session';
import type { ServerState } from '../../../../shared/model/facts';
import { noWishes } from '../../../../shared/model/wishes';
import { readAt, type DeepPartial } from '../../../fixtures/facts';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import { aView } from '../fakeDoor';

export { tenant };

/** The practice onboarding package of the tenant. */
export const onboardingPackage: Package = anOnboardingPackage({
  practice: true,
  bytes: 12_000,
  addedAt: readAt,
});

/** Facts of a server that is onboarded and has reached the cloud. */
export const onboarded: DeepPartial<ServerState> = {
  services: { sense: { status: 'running', start: 'automatic' } },
  sensor: { onboardingState: 1, orgId: tenant, lastConnectedAt: readAt - 60_000 },
  events: [{ log: 'sense', id: 11, level: 'information', at: readAt - 120_000, text: '' }],
};

/** A run action in a state. */
export const anAction = (
  id: string,
  nn: number,
  state: RunAction['state'],
  more: Partial<RunAction> = {},
): RunAction => ({
  id,
  nn,
  state,
  startedAt: state === 'ahead' ? null : readAt - 60_000,
  endedAt: state === 'running' || state === 'ahead' ? null : readAt,
  failure: null,
  stage: null,
  progress: null,
  ...more,
});

/** A run of the plan with these actions. */
export const aRun = (actions: RunAction[], more: Partial<RunView> = {}): RunView => ({
  runId: '20261124-143208-1a2b3c4d',
  journey: 'onboard',
  purpose: 'plan',
  startedAt: readAt - 120_000,
  endedAt: null,
  outcome: 'running',
  actions,
  stopAsked: false,
  failure: null,
  lastOutputAt: null,
  contactLostAt: null,
  restartAskedAt: null,
  lines: 0,
  ...more,
});

/** Inputs of a person who has decided everything up to the plan. */
export const decided = (more: Partial<Inputs> = {}): Inputs => ({
  ...emptyInputs('practice-2019-fresh'),
  pathChosenAt: readAt,
  wishes: { ...noWishes, mode: 'active' },
  ...more,
});

/** A view with the onboarding package in its library, and what follows from it. */
export function aWizard(
  changes: Partial<TargetView> = {},
  library: readonly Package[] = [onboardingPackage],
  journey: JourneyId = 'onboard',
) {
  const view = aView({ inputs: decided(), practice: { speed: 1, fault: 'none', accounts: [] }, ...changes });
  const assessment = assess(view, library, readAt + 1000, journey);
  const went: string[] = [];
  const page = {
    view,
    assessment,
    status: progress(assessment),
    library,
    goTo: (step: string) => went.push(step),
    goHome: () => went.push('home'),
    handOff: () => undefined,
  };
  return {
    page,
    view,
    went,
    get known() {
      if (assessment.known === null) throw new Error('facts are missing');
      return assessment.known;
    },
  };
}

/** Inputs in which the plan of these facts was confirmed. */
export function confirmed(facts: ServerState): Inputs {
  const { known } = aWizard({ facts });
  const items = plan(known.situation);
  const keys = remaining(items).map((item) => item.key);
  return decided(onTheWay({ confirmed: { hash: planHash(items), keys, at: readAt } }));
}
