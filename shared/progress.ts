import { chosenKit } from './chosenKit';
import { judgeChecks, type JudgedCheck } from './checkStates';
import { kitNeeds, type KitNeed } from './kitNeeds';
import { recogniseOs } from './knowledge/os';
import type { Package } from './packages';
import { isConfirmed, plan, planHash, type PlanItem } from './plan';
import { checks } from './prerequisites';
import { proofs, type Proof } from './proofs';
import type { TargetView } from './session';
import type { Situation } from './situation';
import { steps } from './stepRecords';
import { stepIds, type StepId, type StepStatus } from './steps';

/** Facts older than this are read again before anything starts (experience.md, section 4). */
export const factsMaxAgeMs = 15 * 60_000;
/** From this age on the rail says that facts may have changed. */
export const factsStaleMs = 5 * 60_000;

/** What is known once facts are there: the situation and everything that follows from it. */
export interface Knowledge {
  readonly situation: Situation;
  readonly os: ReturnType<typeof recogniseOs>;
  readonly checks: readonly JudgedCheck[];
  readonly needs: readonly KitNeed[];
  readonly plan: readonly PlanItem[];
  readonly planHash: string;
  readonly confirmed: boolean;
  readonly proofs: readonly Proof[];
  readonly factsAgeMs: number;
}

/** A server as the wizard sees it now; the input of every step record. */
export interface Assessment {
  readonly view: TargetView;
  /** Null until facts were read in this session. */
  readonly known: Knowledge | null;
}

/** Computes everything that the pages and the handlers decide by. Pure: the same view gives the same answer. */
export function assess(view: TargetView, library: readonly Package[], now: number): Assessment {
  if (view.facts === null || view.factsAt === null) return { view, known: null };
  const { facts, inputs } = view;
  const kit = chosenKit(library, facts, inputs, view.target.kind === 'practice');
  const situation: Situation = { facts, inputs, kit };
  const bare = checks(facts, kit);
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
      factsAgeMs: Math.max(0, now - view.factsAt),
    },
  };
}

/** How every step stands. */
export function progress(assessment: Assessment): Record<StepId, StepStatus> {
  return {
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
}

const passable = new Set(['done', 'notNeeded']);

/** The first step that is not done: where a technician who opens the server belongs. */
export function currentStep(assessment: Assessment): StepId {
  const status = progress(assessment);
  return stepIds.find((id) => !passable.has(status[id].state)) ?? 'handover';
}
