import type { Assessment } from './assessment';
import { claims } from './claims';
import { chosenKit } from '../kit/chosenKit';
import { judgeChecks } from '../plan/checkStates';
import { interruption, type Interruption } from './interruption';
import { kitNeeds } from '../plan/kitNeeds';
import { recogniseOs } from '../knowledge/os';
import type { Package, RefusedFile } from '../model/packages';
import { isConfirmed, plan, planHash } from '../plan/plan';
import { checks } from '../checks/prerequisites';
import { proofs } from './proofs';
import type { RunView, TargetView } from '../bridge/session';
import type { Situation } from '../plan/situation';
import { searching } from './searching';
import { journeys } from './journeys';
import { wantedIn } from '../model/inputs';
import { held, note } from './records/status';
import type { JourneyId, StepId } from '../model/journeys';
import type { StepStatus } from './steps';

/** Computes everything that the pages and the handlers decide by. Pure: the same view gives the same answer. */
export function assess(
  whole: TargetView,
  library: readonly Package[],
  now: number,
  journey: JourneyId = 'onboard',
  refused: readonly RefusedFile[] = [],
): Assessment {
  const seen = seenFrom(whole, journey);
  const { view } = seen;
  if (view.facts === null || view.factsAt === null) return { ...seen, known: null };
  const { facts, inputs } = view;
  const kit = chosenKit(library, facts, inputs, view.target.kind === 'practice');
  const situation: Situation = { journey, facts, inputs, kit };
  const bare = checks(facts, kit, view.skewMs);
  const judged = judgeChecks(bare, facts, inputs, kit);
  const items = plan(situation);
  const os = recogniseOs(facts.os);
  // The run of any journey may be what somebody looks for the cause of.
  const looking =
    journey === 'troubleshoot' ? searching(whole, { situation, os, checks: judged, refused }) : null;
  return {
    ...seen,
    known: {
      situation,
      os,
      checks: judged,
      needs: kitNeeds(situation, bare),
      plan: items,
      planHash: planHash(items),
      confirmed: isConfirmed(items, inputs.journeys[journey].confirmed),
      proofs: proofs(situation),
      claims: claims(situation, looking),
      searching: looking,
      factsAgeMs: now - view.factsAt,
    },
  };
}

/** The journey whose run is at work on the server, or waits for a person; null where none is. */
export function journeyAtWork({ run, busy }: Pick<TargetView, 'run' | 'busy'>): JourneyId | null {
  if (run === null) return null;
  const open = busy === 'running' || busy === 'restarting' || isUnsettled.has(run.outcome);
  return open ? run.journey : null;
}
const isUnsettled: ReadonlySet<RunView['outcome']> = new Set([
  'running',
  'restarting',
  'restartRequired',
  'interrupted',
]);

/** A run shows on the rail of its own journey alone; the others say that it is there. */
function seenFrom(view: TargetView, journey: JourneyId): Omit<Assessment, 'known'> {
  const own = view.run === null || view.run.journey === journey;
  const inputs = wantedIn(view.inputs, journey);
  return {
    view: { ...view, inputs, ...(own ? {} : { run: null }) },
    journey,
    elsewhere: own ? null : journeyAtWork(view),
  };
}

/** Of a step that the journey does not have: nobody asks for it. */
const notOnRail: StepStatus = { state: 'ahead', note: null, blocker: null };

/** How every step of the assessed journey stands. */
export function progress(assessment: Assessment): Record<StepId, StepStatus> {
  const found = new Map(journeys[assessment.journey].steps.map((step) => [step.id, step.status(assessment)]));
  const of = (id: StepId): StepStatus => found.get(id) ?? notOnRail;
  const status = {
    connect: of('connect'),
    server: of('server'),
    packages: of('packages'),
    package: of('package'),
    prerequisites: of('prerequisites'),
    mode: of('mode'),
    symptom: of('symptom'),
    findings: of('findings'),
    settings: of('settings'),
    afterwards: of('afterwards'),
    plan: of('plan'),
    install: of('install'),
    onboard: of('onboard'),
    change: of('change'),
    offboard: of('offboard'),
    uninstall: of('uninstall'),
    test: of('test'),
    proof: of('proof'),
    handover: of('handover'),
  };
  const cut = interruption(assessment);
  return cut === null ? status : { ...status, [cut.step]: cutOff(cut) };
}

/** The step of a run that was cut off: its action goes on by itself on the server, or its restart was not seen. */
function cutOff({ waitsFor, restart }: Interruption): StepStatus {
  if (waitsFor === 'following') return held('running', note('blocker.running'));
  if (waitsFor === 'password') return held('waiting', note('blocker.password'), note('change.password'));
  return restart
    ? held('waiting', note('blocker.restartUnseen'), note('change.restart'))
    : held('waiting', note('blocker.contact'), note('change.contact'));
}

/** The first step above the plan that cannot be left yet: while there is one, no plan is confirmed. */
export const openAbovePlan = (journey: JourneyId, status: Record<StepId, StepStatus>): StepId | undefined => {
  const ids = journeys[journey].steps.map(({ id }) => id);
  return ids.slice(0, ids.indexOf('plan')).find((id) => status[id].blocker !== null);
};

const passable = new Set(['done', 'notNeeded']);

/** The step that opens with the server: that of a run that was cut off, else the first that is not done. */
export function currentStep(assessment: Assessment): StepId {
  const cut = interruption(assessment);
  if (cut !== null) return cut.step;
  const status = progress(assessment);
  const open = journeys[assessment.journey].steps.find(({ id }) => !passable.has(status[id].state));
  return open?.id ?? journeys[assessment.journey].steps.at(-1)?.id ?? 'connect';
}
