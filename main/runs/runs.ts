import { failureOf, GangwayError, type Failure } from '../../shared/errors';
import { evidence, actions } from '../../shared/plan/actions';
import type { ServerState } from '../../shared/model/facts';
import { operations } from '../../shared/model/operations';
import { remaining } from '../../shared/plan/plan';
import { beginRun, type Ending, newRunId } from './pen';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { converge } from './converge';
import type { Work } from './sendTask';
import { readFacts } from '../reading/reading';
import { refreshChanges } from './changes';
import { bootMark } from './awaitStart';
import { openStep } from '../servers/situation';
import { ContactEnded } from '../shell/wayErrors';
import type { Purpose } from './purposes';
import { giveBack, heldByOther } from '../servers/lease';
import { hasSession } from '../../shared/model/target';

/**
 * Starts a run and answers its id once its plan is in the journal; the work goes on by itself. One run per server: a
 * second start is `step.blocked`, and `run.alreadyStarted` where an action of an earlier run still works on the server.
 * `decide` stores what the start decides, once nothing can refuse it any more.
 */
export async function startRun(
  needs: RunsNeeds,
  server: Server,
  purposeOf: (runId: string) => Purpose,
  decide: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  requireRest(server);
  const controller = new AbortController();
  server.running = controller;
  try {
    const runId = newRunId(needs.now());
    const purpose = purposeOf(runId);
    const { situation } = server.known(purpose.journey);
    const underWay = stillAtWork(situation.facts);
    if (underWay !== null) throw new GangwayError(underWay.code, underWay.detail);
    const items = purpose.items(situation);
    const listed = items.map(({ id, key, needed }, index) => ({ id, nn: index + 1, key, needed }));
    const planned = { journey: purpose.journey, purpose: purpose.name, actions: listed };
    const pen = await beginRun(needs, server, runId, planned, decide);
    const work: Work = { needs, server, journey: purpose.journey, runId, pen, signal: controller.signal };
    needs.goOn(
      drive(work, purpose).finally(() => {
        server.running = null;
      }),
    );
    return runId;
  } catch (error) {
    server.running = null;
    throw error;
  }
}

/** Refuses while something works on the server, while nobody knows yet how the last action ended there, and where there is no session (`target.byFiles`). */
export function requireRest(server: Server): void {
  if (!hasSession(server.target)) throw new GangwayError('target.byFiles', server.target.name);
  requireIdle(server);
}

/** The same for work that needs no session. */
export function requireIdle(server: Server): void {
  if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
  const { run } = server.view();
  if (run?.outcome === 'interrupted') throw new GangwayError('run.alreadyStarted', run.runId);
}

/**
 * Asks a run to stop behind the action under way, or takes that back. An action that can end between two of its stages or pieces
 * is asked to, too; a copy that ended cannot be taken back. A run that is over cannot be stopped any more. Throws what kept the
 * server from being asked: the run stops behind its action all the same.
 */
export async function askToStop(server: Server, asked: boolean): Promise<void> {
  const { run, busy } = server.view();
  if (run === null || busy !== 'running') return;
  server.change((view) => ({ run: view.run && { ...view.run, stopAsked: asked } }));
  const action = run.actions.find(({ state }) => state === 'running');
  const operation = actions.find(({ id }) => id === action?.id)?.operation;
  if (action === undefined || operation === undefined) return;
  if (asked && operations[operation].cancel === 'immediate') server.copying?.abort();
  if (operations[operation].cancel !== 'afterStep') return;
  const { shell } = await server.shell();
  await shell.stop(run.runId, action.nn, asked);
}

/**
 * What the server itself shows to be in the way: an action that runs, whoever started it, or somebody else who holds the server
 * for a run. Nothing may be sent beside either.
 */
export function stillAtWork(facts: ServerState): Failure | null {
  const found = facts.runs.find((run) => run.outcome === 'running');
  return found
    ? { code: 'run.alreadyStarted', detail: `${found.operation} ${found.runId}`, native: null }
    : heldByOther(facts);
}

/** Carries a run to its end and says how it ended. Never rejects. */
async function drive(work: Work, purpose: Purpose): Promise<void> {
  const { needs, server, pen } = work;
  let ending: Ending;
  try {
    ending = await workThrough(work, purpose);
  } catch (error) {
    if (error instanceof ContactEnded) return interrupt(work, error);
    ending = { outcome: 'failed', failure: failureOf(error) };
  }
  // The app is closing: the journal ends in the middle, and the next start goes on from there.
  if (work.signal.aborted) return pen.close();
  // A restart belongs to the run: nothing else may start in between.
  if (ending.outcome !== 'restartRequired') await giveBack(needs, server, work.runId);
  await pen.end({ ...ending, ...markOf(work, ending) }, () =>
    refreshChanges(needs, server).catch((error: unknown) => {
      needs.notice('internal', failureOf(error).detail);
    }),
  );
}

/**
 * Leaves a run whose server lets nobody in any more. Its journal ends in the middle, as where the app ended: the action that
 * was sent is followed again after the next connection, and nothing is sent a second time.
 */
async function interrupt({ needs, server, pen }: Work, reason: ContactEnded): Promise<void> {
  await pen.close().catch(() => undefined);
  server.change(({ run }) => ({
    busy: 'idle',
    run: run && {
      ...run,
      outcome: 'interrupted',
      contactLostAt: run.contactLostAt ?? needs.now(),
      failure: failureOf(reason),
      stopAsked: false,
    },
  }));
}

/** With a restart that is required goes the start from which it will be told. */
function markOf({ server }: Work, { outcome }: Ending): Pick<Ending, 'bootMark'> {
  const { facts } = server.view();
  return outcome === 'restartRequired' && facts !== null ? { bootMark: bootMark(facts) } : {};
}

async function workThrough(work: Work, purpose: Purpose): Promise<Ending> {
  const { needs, server, pen } = work;
  const tried = new Set<string>();
  await readFacts(needs, server, work.signal);
  for (;;) {
    const { situation } = server.known(purpose.journey);
    const items = purpose.items(situation);
    const next = items.find((item) => item.needed && !tried.has(item.id)) ?? null;
    const view = server.view();
    const listed = view.run?.actions ?? [];
    for (const { id, nn, state } of listed) {
      if (state !== 'ahead' || items.find((entry) => entry.id === id)?.needed) continue;
      await pen.note({ action: id, nn, phase: 'alreadySo' });
    }
    const undone = items.find((item) => item.needed && tried.has(item.id));
    const undoneNn = listed.find((action) => action.id === undone?.id)?.nn;
    if (undone !== undefined && undoneNn !== undefined) {
      // The server showed it once and does not any more. Somebody took it back, so the plan is not complete.
      await pen.note({ action: undone.id, nn: undoneNn, phase: 'conflict' });
      return { outcome: 'conflict', failure: null };
    }
    if (next === null) return { outcome: 'done', failure: null };
    if (view.run?.stopAsked) return { outcome: 'stopped', failure: null };
    const underWay = stillAtWork(situation.facts);
    if (underWay !== null) return { outcome: 'stopped', failure: underWay };
    const nn = listed.find((action) => action.id === next.id)?.nn;
    if (nn === undefined || !purpose.agreed(items))
      return { outcome: 'stopped', failure: { code: 'plan.changed', detail: next.id, native: null } };
    if (next.id === 'restart') {
      const before = evidence(next.id, situation.facts);
      await pen.note({ action: next.id, nn, phase: 'needsReboot', data: { before } });
      return { outcome: 'restartRequired', failure: null };
    }
    tried.add(next.id);
    const isLast = remaining(items).length === 1;
    const end = await converge(work, next, nn, isLast);
    await refreshChanges(needs, server);
    if (end.state === 'failed' || end.state === 'unknown')
      return { outcome: end.state, failure: end.failure };
    if (end.state === 'conflict' || end.state === 'stopped') return { outcome: end.state, failure: null };
    // Windows asks for a restart after the last action. The page says so, but nothing waits for it.
    if (remaining(purpose.items(server.known(purpose.journey).situation)).length === 0) continue;
    if (end.state === 'restartRequired') return { outcome: 'restartRequired', failure: null };
    // As after a restart that was asked for, nothing goes on where the new start has opened a step above.
    const open = 'restarted' in end && end.restarted ? openStep(server, purpose.journey) : undefined;
    if (open !== undefined)
      return { outcome: 'stopped', failure: { code: 'step.blocked', detail: open, native: null } };
  }
}
