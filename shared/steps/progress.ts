import type { Assessment } from './assessment';
import { chosenKit } from '../kit/chosenKit';
import { judgeChecks } from '../plan/checkStates';
import { interruption, type Interruption } from './interruption';
import { kitNeeds } from '../plan/kitNeeds';
import { recogniseOs } from '../knowledge/os';
import type { Package } from '../model/packages';
import { isConfirmed, plan, planHash } from '../plan/plan';
import { checks } from '../checks/prerequisites';
import { proofs } from './proofs';
import type { TargetView } from '../bridge/session';
import type { Situation } from '../plan/situation';
import { steps } from './records';
import { held, note } from './records/status';
import { stepIds, type StepId, type StepStatus } from './steps';

/** Computes everything that the pages and the handlers decide by. Pure: the same view gives the same answer. */
export function assess(view: TargetView, library: readonly Package[], now: number): Assessment {
  if (view.facts === null || view.factsAt === null) return { view, known: null };
  const { facts, inputs } = view;
  const kit = chosenKit(library, facts, inputs, view.target.kind === 'practice');
  const situation: Situation = { facts, inputs, kit };
  const bare = checks(facts, kit, view.skewMs);
  const items = plan(situation);
  return {
    view,
    known: {
      situation,
      os: recogniseOs(facts.os),
      checks: judgeChecks(bare, facts, inputs, kit),
      needs: kitNeeds(situation, bare),
      plan: items,
      planHash: planHash(items),
      confirmed: isConfirmed(items, inputs.confirmed),
      proofs: proofs(situation),
      factsAgeMs: now - view.factsAt,
    },
  };
}

/** How every step stands. */
export function progress(assessment: Assessment): Record<StepId, StepStatus> {
  const status = {
    connect: steps.connect.status(assessment),
    server: steps.server.status(assessment),
    packages: steps.packages.status(assessment),
    prerequisites: steps.prerequisites.status(assessment),
    mode: steps.mode.status(assessment),
    plan: steps.plan.status(assessment),
    install: steps.install.status(assessment),
    onboard: steps.onboard.status(assessment),
    test: steps.test.status(assessment),
    handover: steps.handover.status(assessment),
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
export const openAbovePlan = (status: Record<StepId, StepStatus>): StepId | undefined =>
  stepIds.slice(0, stepIds.indexOf('plan')).find((id) => status[id].blocker !== null);

const passable = new Set(['done', 'notNeeded']);

/** The step that opens with the server: that of a run that was cut off, else the first that is not done. */
export function currentStep(assessment: Assessment): StepId {
  const cut = interruption(assessment);
  if (cut !== null) return cut.step;
  const status = progress(assessment);
  return stepIds.find((id) => !passable.has(status[id].state)) ?? 'handover';
}
