import { actions } from '../../shared/actions';
import { failureOf } from '../../shared/errors';
import { plan, type PlanItem } from '../../shared/plan';
import type { Situation } from '../../shared/situation';
import { toJson } from '../toJson';
import { journalsOf, refreshChanges } from './changes';
import type { Context } from './context';
import { settleFollowed } from './converge';
import { followAction, patchAction } from './follow';
import { runOf } from './journalRuns';
import { readFacts } from './reading';
import { known } from './situation';

/** Finds the last run of a server in the journals and shows it, as far as the journals tell. Reads nothing from the server. */
export async function restoreRun(context: Context, targetId: string): Promise<void> {
  const journals = await journalsOf(context, targetId);
  await refreshChanges(context, targetId);
  const run = journals.map(runOf).find((found) => found !== null) ?? null;
  if (run === null) return;
  const { total } = await context.outputs.read(run.runId, 0, 1);
  context.session.changeTarget(targetId, () => ({ run: { ...run, lines: total } }));
}

/**
 * Takes up again the action that was under way when the app ended: follows it to its end on the server and reads facts.
 * Nothing is sent. The rest of the plan waits for a person ("Go on").
 */
export async function reattach(context: Context, targetId: string): Promise<void> {
  const berth = context.berth(targetId);
  const run = context.session.target(targetId).run;
  const action = run?.actions.find((entry) => entry.state === 'running');
  if (run?.outcome !== 'interrupted' || action === undefined || berth.running !== null) return;
  const controller = new AbortController();
  berth.running = controller;
  const journal = await context.journal.begin(run.runId, targetId);
  const work = { context, targetId, runId: run.runId, journal, signal: controller.signal };
  context.session.changeTarget(targetId, () => ({ busy: 'running' }));
  try {
    await readFacts(context, targetId, controller.signal);
    const item =
      plan(known(context, targetId).situation).find((entry) => entry.id === action.id) ??
      // A finished action may have left the plan (a kit that is no longer needed); its record still knows what "done" is.
      withoutCall(action.id, known(context, targetId).situation);
    if (item === null) throw new Error(`unknown action ${action.id}`);
    const skipLines = await context.outputs.serverLines(run.runId, action.id);
    const place = { runId: run.runId, nn: action.nn, action: action.id, skipLines };
    const followed =
      item.action.operation === 'Send-Package'
        ? { outcome: 'unknown' as const, end: null, result: null }
        : await followAction(context, targetId, place, controller.signal);
    const end = await settleFollowed(work, item, action.nn, followed);
    patchAction(context, targetId, action.nn, { ...end, endedAt: context.now() });
    const outcome = end.state === 'done' ? 'stopped' : end.state;
    await journal.append({ phase: 'ended', data: toJson({ outcome, failure: null }) });
    context.session.changeTarget(targetId, (view) => ({
      run: view.run && { ...view.run, outcome, endedAt: context.now() },
    }));
  } catch (error) {
    if (!controller.signal.aborted)
      context.session.changeTarget(targetId, (view) => ({
        run: view.run && { ...view.run, failure: failureOf(error) },
      }));
  } finally {
    await journal.close();
    berth.running = null;
    await refreshChanges(context, targetId);
    context.session.changeTarget(targetId, () => ({ busy: 'idle' }));
  }
}

function withoutCall(id: string, situation: Situation): PlanItem | null {
  const action = actions.find((entry) => entry.id === id);
  return action
    ? {
        action,
        id: action.id,
        step: action.step(situation),
        needed: true,
        call: null,
        blocked: false,
        key: action.id,
      }
    : null;
}
