import { GangwayError } from '../../shared/errors';
import { isConfirmed, remaining, type PlanItem } from '../../shared/plan/plan';
import { factsMaxAgeMs } from '../../shared/steps/assessment';
import { progress } from '../../shared/steps/progress';
import type { Context } from '../context';
import { storeInputs } from '../servers/inputs';
import { planPurpose, testPurpose } from './purposes';
import { settleAtRest } from './settleRestart';
import { requireRest, startRun, stillAtWork } from './runs';
import { readFacts } from '../reading/reading';
import { requireName } from '../servers/requireName';
import { assessTarget, known, openStep } from '../servers/situation';
import { undoPurpose } from './undo';

/** Main decides, even though the button was enabled by the same function: every step before the plan must be settled. */
function requireSteps(context: Context, targetId: string): void {
  const open = openStep(context, targetId);
  if (open !== undefined) throw new GangwayError('step.blocked', open);
}

/**
 * What is left of the plan that was shown, once nothing speaks against it. Facts older than 15 minutes are read again
 * first. Throws `plan.changed` when what facts call for now is not what was shown, `step.blocked` when a step above is open
 * or the name is wrong, `package.missing`.
 */
export async function shownPlan(
  context: Context,
  targetId: string,
  hash: string,
  typed: string,
): Promise<readonly PlanItem[]> {
  requireName(context, targetId, typed);
  requireRest(context, targetId);
  await readIfOld(context, targetId);
  requireSteps(context, targetId);
  const { plan, planHash } = known(context, targetId);
  if (planHash !== hash) throw new GangwayError('plan.changed', planHash);
  const open = remaining(plan);
  if (open.length === 0) throw new GangwayError('step.blocked', 'nothing to do');
  const missing = open.find((item) => item.blocked);
  if (missing) throw new GangwayError('package.missing', missing.id);
  return open;
}

/**
 * Confirms the plan that was shown and starts it. Throws what `shownPlan` does, and `operation.canceled` when it is not
 * `wanted` any more once everything was looked at; nothing was sent to the server then.
 */
export async function startPlan(
  context: Context,
  targetId: string,
  hash: string,
  typed: string,
  wanted: () => boolean = () => true,
): Promise<string> {
  const open = await shownPlan(context, targetId, hash, typed);
  if (!wanted()) throw new GangwayError('operation.canceled');
  const confirmed = { hash, keys: open.map((item) => item.key), at: context.now() };
  return startRun(
    context,
    targetId,
    () => planPurpose(context, targetId),
    () => storeInputs(context, targetId, (inputs) => ({ ...inputs, confirmed })),
  );
}

/** Nothing starts on facts that are old, or that show something at work which may be over by now. */
export async function readIfOld(context: Context, targetId: string): Promise<void> {
  const { factsAgeMs, situation } = known(context, targetId);
  const atWork = stillAtWork(situation.facts) !== null;
  // A clock that was set back makes facts look as if they were still to come; nobody knows how old they are.
  if (factsAgeMs > factsMaxAgeMs || factsAgeMs < 0 || atWork) await readFacts(context, targetId);
}

/**
 * Goes on with a plan that was confirmed before. Reads facts first, so that nothing is judged by old ones. Throws
 * `plan.changed`, or `step.blocked` where a step above has opened or Windows has not restarted yet.
 */
export async function resumePlan(context: Context, targetId: string): Promise<string> {
  requireRest(context, targetId);
  await readFacts(context, targetId);
  await settleAtRest(context, targetId);
  if (context.session.target(targetId).run?.outcome === 'restartRequired')
    throw new GangwayError('step.blocked', 'Windows has not started anew');
  return goOnWithPlan(context, targetId);
}

/** Starts what is left of the confirmed plan, from facts that were just read. */
export async function goOnWithPlan(context: Context, targetId: string): Promise<string> {
  requireSteps(context, targetId);
  const { plan } = known(context, targetId);
  if (!isConfirmed(plan, context.session.target(targetId).inputs.confirmed))
    throw new GangwayError('plan.changed');
  return startRun(context, targetId, () => planPurpose(context, targetId));
}

/** Sends the detection test; only a server that the proofs call onboarded is tested. */
export async function startTest(context: Context, targetId: string): Promise<string> {
  requireRest(context, targetId);
  await readIfOld(context, targetId);
  const { blocker } = progress(assessTarget(context, targetId)).onboard;
  if (blocker !== null) throw new GangwayError('step.blocked', 'not onboarded');
  return startRun(context, targetId, testPurpose);
}

/** Takes back the protection mode; what was decided about it falls with it. */
export async function undoMode(context: Context, targetId: string, typed: string): Promise<string> {
  requireName(context, targetId, typed);
  requireRest(context, targetId);
  await readIfOld(context, targetId);
  return startRun(
    context,
    targetId,
    () => undoPurpose(context, targetId),
    () => storeInputs(context, targetId, (inputs) => ({ ...inputs, mode: null, confirmed: null })),
  );
}
