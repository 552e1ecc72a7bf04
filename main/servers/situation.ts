import type { Assessment } from '../../shared/steps/assessment';
import { GangwayError } from '../../shared/errors';
import type { Knowledge } from '../../shared/steps/assessment';
import { assess, openAbovePlan, progress } from '../../shared/steps/progress';
import type { StepId } from '../../shared/steps/steps';
import { libraryOf, type Context } from '../context';

/** The server as it stands now, computed from the session. */
export function assessTarget(context: Context, targetId: string): Assessment {
  const view = context.session.target(targetId);
  return assess(view, libraryOf(context, view.target).list(), context.now());
}

/** Like `assessTarget`, for handlers that cannot go on without facts: throws `step.blocked`. */
export function known(context: Context, targetId: string): Knowledge {
  const assessment = assessTarget(context, targetId);
  if (assessment.known === null) throw new GangwayError('step.blocked', 'facts were not read yet');
  return assessment.known;
}

/** The first step above the plan that is not settled as the server stands now. */
export const openStep = (context: Context, targetId: string): StepId | undefined =>
  openAbovePlan(progress(assessTarget(context, targetId)));
