import { GangwayError } from '../../shared/errors';
import { isConfirmed, remaining } from '../../shared/plan';
import { factsMaxAgeMs } from '../../shared/assessment';
import { progress } from '../../shared/progress';
import { stepIds } from '../../shared/steps';
import type { Context } from './context';
import { storeInputs } from './inputs';
import { planErrand, startRun, testErrand } from './runs';
import { readFacts } from './reading';
import { assessTarget, known } from './situation';
import { undoErrand } from './undo';

/** A name counts as typed when it is the server's, whatever the case. */
const isName = (typed: string, name: string): boolean => typed.trim().toLowerCase() === name.toLowerCase();

function requireName(context: Context, targetId: string, typed: string): void {
  const { target, facts } = context.session.target(targetId);
  if (!isName(typed, facts?.computer.name ?? target.name) && !isName(typed, target.name))
    throw new GangwayError('step.blocked', 'the name that was typed is not the server’s');
}

/** Main decides, even though the button was enabled by the same function: every step before the plan must be settled. */
function requireSteps(context: Context, targetId: string): void {
  const status = progress(assessTarget(context, targetId));
  const open = stepIds.slice(0, 5).find((id) => status[id].blocker !== null);
  if (open !== undefined) throw new GangwayError('step.blocked', open);
}

/**
 * Confirms the plan that was shown and starts it. Facts older than 15 minutes are read again first. Throws `plan.changed`
 * when what facts call for now is not what was shown, `step.blocked` when a step above is open or the name is wrong.
 */
export async function startPlan(
  context: Context,
  targetId: string,
  hash: string,
  typed: string,
): Promise<string> {
  requireName(context, targetId, typed);
  if (known(context, targetId).factsAgeMs > factsMaxAgeMs) await readFacts(context, targetId);
  requireSteps(context, targetId);
  const { plan, planHash } = known(context, targetId);
  if (planHash !== hash) throw new GangwayError('plan.changed', planHash);
  const open = remaining(plan);
  if (open.length === 0) throw new GangwayError('step.blocked', 'nothing to do');
  const missing = open.find((item) => item.blocked);
  if (missing) throw new GangwayError('package.missing', missing.id);
  const confirmed = { hash, keys: open.map((item) => item.key), at: context.now() };
  await storeInputs(context, targetId, (inputs) => ({ ...inputs, confirmed }));
  return startRun(context, targetId, planErrand(context, targetId));
}

/** Goes on with a plan that was confirmed before. Reads facts first, so that nothing is judged by old ones. */
export async function resumePlan(context: Context, targetId: string): Promise<string> {
  await readFacts(context, targetId);
  const { plan } = known(context, targetId);
  if (!isConfirmed(plan, context.session.target(targetId).inputs.confirmed))
    throw new GangwayError('plan.changed');
  return startRun(context, targetId, planErrand(context, targetId));
}

/** Sends the detection test; only a server that the proofs call onboarded is tested. */
export function startTest(context: Context, targetId: string): Promise<string> {
  const { blocker } = progress(assessTarget(context, targetId)).onboard;
  if (blocker !== null) throw new GangwayError('step.blocked', 'not onboarded');
  // By the server's clock, since that is the one that dates the test.
  const { facts, skewMs } = context.session.target(targetId);
  const since = facts === null ? 0 : Math.floor(context.now() + (skewMs ?? 0));
  return startRun(context, targetId, testErrand(since - 1000));
}

/** Takes back the protection mode; what was decided about it falls with it. */
export async function undoMode(context: Context, targetId: string, typed: string): Promise<string> {
  requireName(context, targetId, typed);
  const errand = undoErrand(context, targetId);
  await storeInputs(context, targetId, (inputs) => ({ ...inputs, mode: null, confirmed: null }));
  return startRun(context, targetId, errand);
}
