import { failureOf, GangwayError, type Failure } from '../../shared/errors';
import { evidence } from '../../shared/plan/actions';
import type { Call } from '../../shared/plan/actions/action';
import type { ServerState } from '../../shared/model/facts';
import { operations } from '../../shared/model/operations';
import type { PlanItem } from '../../shared/plan/plan';
import type { Situation } from '../../shared/plan/situation';
import { confirmationNote, requireConfirmedCall } from '../packages/confirmScript';
import { copyFiles } from './copy/copyFiles';
import { factsThroughLoss, failureIn, followAction, type Followed } from './follow';
import { restartWish, startedSince, waitForOwnRestart } from './ownRestart';
import { readFacts } from '../reading/reading';
import { intendedParams } from './copy/sendKit';
import { sendTask, type Work } from './sendTask';
import { ContactEnded } from '../shell/wayErrors';

/**
 * How one action ended. `restartRequired`: it worked, or waits, and Windows must restart before anything else. `restarted`: its tool
 * restarted Windows by itself. `stopped`: between two of its stages or pieces, because somebody asked for it.
 */
export type ActionEnd =
  | { readonly state: 'done' | 'conflict' | 'restartRequired'; readonly restarted: boolean }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed' | 'unknown'; readonly failure: Failure };

const isStopped = ({ code }: Failure): boolean => code === 'operation.canceled';

/**
 * Makes one action true: intent to the journal, the change on the server, its records as output, facts read again.
 * `isLast`: nothing comes behind it. Success is a valid result and facts that agree; "it ran, but the server does not show it" is a conflict. Throws only
 * when the intent cannot be written (nothing was sent then) or following was aborted.
 */
export async function converge(work: Work, item: PlanItem, nn: number, isLast: boolean): Promise<ActionEnd> {
  const { needs, server, journey, pen } = work;
  const call = item.call;
  const place = { action: item.id, nn };
  if (call === null) {
    const failure: Failure = { code: 'package.missing', detail: item.id, native: null };
    await pen.note({ ...place, phase: 'failed', data: failure });
    return { state: 'failed', failure };
  }
  const before = evidence(item.id, server.known(journey).situation.facts);
  const { scripts } = await import('../operations');
  await pen.note({
    ...place,
    phase: 'intent',
    data: {
      operation: call.operation,
      params: intendedParams(needs, server, call),
      sha256: scripts[call.operation].sha256,
      before,
      ...confirmationNote(needs, server, call),
    },
  });
  return carryOut(work, item, nn, call, isLast);
}

function carryOut(work: Work, item: PlanItem, nn: number, call: Call, isLast: boolean): Promise<ActionEnd> {
  return ending(work, item, nn, async () => {
    const followed =
      operations[call.operation].runs === 'task'
        ? await runTask(work, item, nn, call, isLast)
        : await copyFiles(work, item, nn).finally(() => {
            work.server.copying = null;
          });
    return settle(work, item, nn, followed);
  });
}

/** Weighs an action that was followed again after the app had ended, like one that was followed from its start. */
export function settleFollowed(
  work: Work,
  item: PlanItem,
  nn: number,
  followed: Followed,
): Promise<ActionEnd> {
  return ending(work, item, nn, () => settle(work, item, nn, followed));
}

/** Any error on the way becomes the failed end of the action, in the journal and with facts read again. */
async function ending(
  work: Work,
  item: PlanItem,
  nn: number,
  attempt: () => Promise<ActionEnd>,
): Promise<ActionEnd> {
  const { needs, server, pen } = work;
  try {
    return await attempt();
  } catch (error) {
    if (work.signal.aborted || error instanceof ContactEnded) throw error;
    const failure = failureOf(error);
    const state = isStopped(failure) ? 'stopped' : 'failed';
    await pen.tell({ action: item.id, nn, phase: state, data: state === 'failed' ? failure : null });
    // Only for the page; that they could not be read shows there too.
    await readFacts(needs, server, work.signal).catch(() => undefined);
    return state === 'failed' ? { state, failure } : { state };
  }
}

async function runTask(
  work: Work,
  item: PlanItem,
  nn: number,
  call: Call,
  isLast: boolean,
): Promise<Followed> {
  const { needs, server, runId, pen, signal } = work;
  const { operation } = call;
  requireConfirmedCall(needs, server, call);
  // The schema of the catalogue checks everything before it is sent to the server.
  const params = operations[operation].params.safeParse(call.params);
  if (!params.success) throw new GangwayError('operation.badParameters', params.error.message);
  await sendTask(work, nn, operation, params.data, isLast);
  await pen.tell({ action: item.id, nn, phase: 'sent' });
  return followAction(needs, server, { runId, nn, action: item.id, operation }, signal);
}

/** Weighs what came back against what the server now shows. */
async function settle(work: Work, item: PlanItem, nn: number, followed: Followed): Promise<ActionEnd> {
  const { server, journey, pen } = work;
  const place = { action: item.id, nn };
  if (followed.outcome === 'neverStarted') throw new GangwayError('run.notStarted', item.id);
  const failure = failureIn(followed, item.id, item.action.operation);
  if (failure === null) await pen.tell({ ...place, phase: 'ack', data: followed.result ?? null });
  const wish = restartWish(followed);
  let facts: ServerState;
  try {
    facts = await factsThroughLoss(work);
    if (wish === 'begun' && !startedSince(facts, followed)) {
      await pen.tell({ ...place, phase: 'note', data: { restart: 'begun' } }, { busy: 'restarting' });
      facts = await waitForOwnRestart(work, followed);
    }
  } catch (error) {
    if (work.signal.aborted || error instanceof ContactEnded) throw error;
    // It ran, and nobody saw its end, so it is neither done nor failed.
    const why = failure ?? failureOf(error);
    const state = failure === null || followed.outcome === 'unknown' ? 'unknown' : 'failed';
    await pen.tell({ ...place, phase: state, data: why });
    return { state, failure: why };
  }
  const after = evidence(item.id, facts);
  const situation: Situation = server.known(journey).situation;
  // What a restart would show, the facts show already.
  const since = startedSince(facts, followed);
  const restart = wish !== 'none' && !since;
  const restarted = wish === 'begun' && since;
  const stopped = failure !== null && isStopped(failure);
  if (item.action.isDone(situation) && (failure === null || stopped || followed.outcome === 'unknown')) {
    await pen.tell({ ...place, phase: 'verified', data: { after, restart } });
    return { state: restart ? 'restartRequired' : 'done', restarted };
  }
  if (stopped) {
    await pen.tell({ ...place, phase: 'stopped', data: { after } });
    return { state: 'stopped' };
  }
  if (failure !== null) {
    const phase = followed.outcome === 'unknown' ? 'unknown' : 'failed';
    // What an operation found before it failed is evidence too.
    await pen.tell({ ...place, phase, data: { ...failure, after, result: followed.result } });
    return { state: phase, failure };
  }
  await pen.tell({ ...place, phase: restart ? 'needsReboot' : 'conflict', data: { after } });
  return { state: restart ? 'restartRequired' : 'conflict', restarted };
}
