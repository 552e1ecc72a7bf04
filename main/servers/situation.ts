import { openAbovePlan, progress } from '../../shared/steps/progress';
import type { StepId } from '../../shared/steps/steps';
import type { Server } from './server';

/** The first step above the plan that is not settled as the server stands now. */
export const openStep = (server: Server): StepId | undefined => openAbovePlan(progress(server.assess()));
