import { GangwayError } from '../../shared/errors';
import { isConfirmed, remaining, type PlanItem } from '../../shared/plan/plan';
import { antivirusTestHindrance, type TestKind } from '../../shared/model/antivirus/antivirusTest';
import type { JourneyId } from '../../shared/model/journeys';
import { withJourney } from '../../shared/model/inputs';
import { factsMaxAgeMs } from '../../shared/steps/assessment';
import { progress } from '../../shared/steps/progress';
import { wantingNothingOf } from '../../shared/plan/settings';
import type { Change } from '../../shared/bridge/session';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { storeInputs } from '../servers/inputs';
import { planPurpose, testPurpose } from './purposes';
import { settleAtRest } from './settleRestart';
import { requireIdle, requireRest, startRun, stillAtWork } from './runs';
import { readFacts } from '../reading/reading';
import { requireName } from '../servers/requireName';
import { openStep } from '../servers/situation';
import { undoPurpose } from './undo';

/** Main decides, even though the button was enabled by the same function: every step before the plan must be settled. */
function requireSteps(server: Server, journey: JourneyId): void {
  const { elsewhere } = server.assess(journey);
  if (elsewhere !== null) throw new GangwayError('step.blocked', `a run of ${elsewhere} is open`);
  const open = openStep(server, journey);
  if (open !== undefined) throw new GangwayError('step.blocked', open);
}

/**
 * What is left of the plan that was shown, once nothing speaks against it. Facts older than 15 minutes are read again
 * first. Throws `plan.changed` when what facts call for now is not what was shown, `step.blocked` when a step above is open
 * or the name is wrong, `package.missing`. `by`: whether a session carries it out, or a folder that is carried to the server.
 */
export async function shownPlan(
  needs: RunsNeeds,
  server: Server,
  journey: JourneyId,
  hash: string,
  typed: string,
  by: 'session' | 'files' = 'session',
): Promise<readonly PlanItem[]> {
  requireName(server, typed);
  if (by === 'files') requireIdle(server);
  else requireRest(server);
  // What a file told cannot be read again from here: run.cmd holds the server against it.
  if (server.target.kind !== 'field') await readIfOld(needs, server);
  requireSteps(server, journey);
  const { plan, planHash } = server.known(journey);
  if (planHash !== hash) throw new GangwayError('plan.changed', planHash);
  const open = remaining(plan);
  if (open.length === 0) throw new GangwayError('step.blocked', 'nothing to do');
  const missing = open.find((item) => item.blocked);
  if (missing)
    throw new GangwayError(missing.hindered === null ? 'package.missing' : 'step.blocked', missing.id);
  return open;
}

/**
 * Confirms the plan that was shown and starts it. Throws what `shownPlan` does, and `operation.canceled` when it is not
 * `wanted` any more once everything was looked at; nothing was sent to the server then.
 */
export async function startPlan(
  needs: RunsNeeds,
  server: Server,
  journey: JourneyId,
  hash: string,
  typed: string,
  wanted: () => boolean = () => true,
): Promise<string> {
  const open = await shownPlan(needs, server, journey, hash, typed);
  if (!wanted()) throw new GangwayError('operation.canceled');
  const at = needs.now();
  return startRun(
    needs,
    server,
    () => planPurpose(server, journey),
    () => confirmShown(server, journey, hash, open, at),
  );
}

/** Keeps that a person agreed to what `shownPlan` answered. Throws `file.unwritable`. */
export function confirmShown(
  server: Server,
  journey: JourneyId,
  hash: string,
  open: readonly PlanItem[],
  at: number,
): Promise<void> {
  const confirmed = { hash, keys: open.map((item) => item.key), at };
  return storeInputs(server, (inputs) => {
    // What Take off takes back is not wanted any more.
    const back = journey === 'takeOff' ? inputs.afterwards.takeBack.map(({ action }) => action) : [];
    return withJourney(wantingNothingOf(inputs, back), journey, { confirmed });
  });
}

/** Nothing starts on facts that are old, or that show something at work which may be over by now. */
export async function readIfOld(needs: RunsNeeds, server: Server): Promise<void> {
  const { factsAgeMs, situation } = server.known();
  const atWork = stillAtWork(situation.facts) !== null;
  // After the clock was set back, facts seem to lie in the future, and their age is not known.
  if (factsAgeMs > factsMaxAgeMs || factsAgeMs < 0 || atWork) await readFacts(needs, server);
}

/**
 * Goes on with a plan that was confirmed before: that of the journey whose run it was. Reads facts first, so that nothing is judged by old ones. Throws
 * `plan.changed`, or `step.blocked` where a step above has opened or Windows has not restarted yet.
 */
export async function resumePlan(needs: RunsNeeds, server: Server): Promise<string> {
  requireRest(server);
  await readFacts(needs, server);
  await settleAtRest(needs, server);
  if (server.view().run?.outcome === 'restartRequired')
    throw new GangwayError('step.blocked', 'Windows has not started anew');
  return goOnWithPlan(needs, server, server.view().run?.journey ?? 'onboard');
}

/** Starts what is left of the confirmed plan of a journey, from facts that were just read. */
export async function goOnWithPlan(needs: RunsNeeds, server: Server, journey: JourneyId): Promise<string> {
  requireSteps(server, journey);
  const { plan } = server.known(journey);
  if (!isConfirmed(plan, server.view().inputs.journeys[journey].confirmed))
    throw new GangwayError('plan.changed');
  return startRun(needs, server, () => planPurpose(server, journey));
}

/**
 * Sends the detection test, or tests the antivirus; only a server that the proofs call onboarded is tested. Throws `test.notActive` where the
 * antivirus would show nothing.
 */
export async function startTest(
  needs: RunsNeeds,
  server: Server,
  which: TestKind = 'sensor',
): Promise<string> {
  requireRest(server);
  await readIfOld(needs, server);
  const { blocker } = progress(server.assess()).onboard;
  if (blocker !== null) throw new GangwayError('step.blocked', 'not onboarded');
  const { facts } = server.known().situation;
  const hindrance = which === 'antivirus' ? antivirusTestHindrance(facts) : null;
  if (hindrance !== null) throw new GangwayError('test.notActive', hindrance);
  return startRun(needs, server, (runId) => testPurpose(runId, which));
}

/**
 * Takes back a change of the ledger; what was wanted of its setting falls with it. Throws `step.blocked` where it is not the newest
 * change of its kind, or has no way back.
 */
export async function undoChange(
  needs: RunsNeeds,
  server: Server,
  { runId, nn }: Pick<Change, 'runId' | 'nn'>,
  typed: string,
): Promise<string> {
  requireName(server, typed);
  requireRest(server);
  await readIfOld(needs, server);
  const { changes } = server.view();
  const change = changes.find((entry) => entry.runId === runId && entry.nn === nn);
  const newest = changes.findLast(({ action, undo }) => action === change?.action && undo === 'possible');
  if (change === undefined || newest !== change)
    throw new GangwayError('step.blocked', 'nothing can be taken back');
  const purpose = undoPurpose(change);
  return startRun(
    needs,
    server,
    () => purpose,
    () =>
      storeInputs(server, (inputs) =>
        withJourney(wantingNothingOf(inputs, [change.action]), change.journey, { confirmed: null }),
      ),
  );
}
