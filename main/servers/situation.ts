import { openAbovePlan, progress } from '../../shared/steps/progress';
import type { JourneyId, StepId } from '../../shared/model/journeys';
import type { Server } from './server';

/** The first step of a journey above its plan that is not settled as the server stands now. */
export function openStep(server: Server, journey: JourneyId): StepId | undefined {
  return openAbovePlan(journey, progress(server.assess(journey)));
}
