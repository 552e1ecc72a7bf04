import { openAbovePlan, progress } from '../../shared/steps/progress';
import type { StepId } from '../../shared/model/journeys';
import type { Server } from './server';

/** The first step above the plan that is not settled as the server stands now. */
export function openStep(server: Server): StepId | undefined {
  const assessment = server.assess();
  return openAbovePlan(assessment.journey, progress(assessment));
}
