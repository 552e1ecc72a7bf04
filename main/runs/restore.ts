import { z } from 'zod';
import { actions } from '../../shared/plan/actions';
import { stepOf } from '../../shared/plan/actions/work';
import { failureOf, GangwayError } from '../../shared/errors';
import { operations } from '../../shared/model/operations';
import { remaining, type PlanItem } from '../../shared/plan/plan';
import { isTestRun, type RunAction, type RunView } from '../../shared/bridge/session';
import type { Situation } from '../../shared/plan/situation';
import { takePen, type Ending } from './pen';
import { runOf } from './runState';
import { journalsOf, refreshChanges } from './changes';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { settleFollowed, type ActionEnd } from './converge';
import type { Work } from './sendTask';
import { planPurpose, testPurpose } from './purposes';
import { factsThroughLoss, followAction, unseen } from './follow';
import { giveBack } from '../servers/lease';
import { bootMark } from './awaitStart';
import { readFacts } from '../reading/reading';
import { settleAtRest } from './settleRestart';
import { takeUpProbe } from './probes/probe';
import { beforeIn, undoPurpose } from './undo';

/** Finds the last run of a server in the journals and shows it, as far as the journals tell. Reads nothing from the server. */
export async function restoreRun(needs: RunsNeeds, server: Server): Promise<void> {
  const journals = await journalsOf(needs, server);
  await refreshChanges(needs, server);
  // A probe takes no run's place.
  const run = journals.map(runOf).find((found) => found !== null && found.purpose !== 'probe') ?? null;
  if (run === null) return;
  const { total } = await needs.outputs.read(run.runId, 0, 1);
  server.change(() => ({ run: { ...run, lines: total } }));
}

/**
 * Looks after a run that lost sight of its server, once the way there is open: an action or a probe is followed on, which goes on behind
 * the answer, and a restart that was called for is judged by facts. Only reads. Never rejects: what goes wrong is shown.
 */
export async function takeUp(needs: RunsNeeds, server: Server): Promise<void> {
  const { run } = server.view();
  // A result tells how it went on, and nothing else.
  if (server.target.kind === 'field') return;
  if (run?.outcome === 'interrupted') needs.goOn(reattach(needs, server, run));
  else if (run?.outcome !== 'restartRequired') needs.goOn(takeUpProbe(needs, server));
  if (run?.outcome !== 'restartRequired' || server.running !== null) return;
  try {
    await readFacts(needs, server);
    await settleAtRest(needs, server);
  } catch (error) {
    // The view says why the facts could not be read.
    if (!(error instanceof GangwayError)) throw error;
  }
}

/**
 * Takes up again the action that was under way when the app ended: follows it to its end on the server and reads facts.
 * Nothing is sent. The rest of the plan waits for a person ("Go on"). Never rejects: what goes wrong is shown, and the
 * next connecting tries again.
 */
async function reattach(needs: RunsNeeds, server: Server, run: RunView): Promise<void> {
  const action = run.actions.find((entry) => entry.state === 'running');
  if (action === undefined || server.running !== null) return;
  const controller = new AbortController();
  server.running = controller;
  server.change(() => ({ busy: 'running' }));
  try {
    const end = await followAgain(needs, server, run, action, controller.signal);
    if (end.state !== 'restartRequired') await giveBack(needs, server, run.runId);
  } catch (error) {
    if (!controller.signal.aborted)
      server.change((view) => ({
        // An action whose end may be missing in the journal is taken up again.
        run: view.run && {
          ...view.run,
          actions: run.actions,
          outcome: 'interrupted',
          failure: failureOf(error),
        },
      }));
  } finally {
    server.running = null;
    await refreshChanges(needs, server).catch((error: unknown) => {
      needs.notice('internal', failureOf(error).detail);
    });
    server.change(() => ({ busy: 'idle' }));
  }
}

/** A plan stops behind the action where more is left, since a person goes on with it; a test or an undo has nothing behind. */
function endingOf(server: Server, run: RunView, end: ActionEnd): Ending {
  const left =
    run.purpose === 'plan'
      ? remaining(planPurpose(server, run.journey).items(server.known(run.journey).situation))
      : [];
  const outcome = end.state !== 'done' ? end.state : left.length > 0 ? 'stopped' : 'done';
  return { outcome, failure: 'failure' in end ? end.failure : null };
}

async function followAgain(
  needs: RunsNeeds,
  server: Server,
  run: RunView,
  action: RunAction,
  signal: AbortSignal,
): Promise<ActionEnd> {
  const { entries } = await needs.journal.read(run.runId);
  const pen = await takePen(needs, server, run.runId);
  const work: Work = { needs, server, journey: run.journey, runId: run.runId, pen, signal };
  try {
    const facts = await factsThroughLoss(work);
    const item = itemOf(server, run, action, entries[0]?.data);
    if (item === null) throw new Error(`unknown action ${action.id}`);
    const skipLines = await needs.outputs.serverLines(run.runId, action.id);
    const { operation } = item.action;
    const place = { runId: run.runId, nn: action.nn, action: action.id, operation, skipLines };
    const followed =
      operations[operation].runs === 'task' ? await followAction(needs, server, place, signal) : unseen;
    const end = await settleFollowed(work, item, action.nn, followed);
    const mark = end.state === 'restartRequired' ? { bootMark: bootMark(facts) } : {};
    await pen.note({ phase: 'ended', data: { ...endingOf(server, run, end), ...mark } });
    return end;
  } finally {
    await pen.close();
  }
}

const plannedSchema = z.object({ actions: z.array(z.object({ nn: z.number(), key: z.string() })) });

/** The action as its run meant it: an undo has another end than the plan, and a second test must be that very test. */
function itemOf(
  server: Server,
  run: RunView,
  { id, nn }: Pick<RunAction, 'id' | 'nn'>,
  planned: unknown,
): PlanItem | null {
  const { situation } = server.known(run.journey);
  const keys = plannedSchema.safeParse(planned).data?.actions ?? [];
  const before = beforeIn(keys.find((entry) => entry.nn === nn)?.key ?? '');
  const purpose = isTestRun(run)
    ? testPurpose(run.runId, run.purpose === 'test' ? 'sensor' : 'antivirus')
    : run.purpose === 'undo' && before !== undefined
      ? undoPurpose({ journey: run.journey, action: id, before })
      : planPurpose(server, run.journey);
  // A finished action may have left the plan (a kit that is no longer needed); its record still knows what "done" is.
  return purpose.items(situation).find((item) => item.id === id) ?? withoutCall(id, situation);
}

function withoutCall(id: string, situation: Situation): PlanItem | null {
  const action = actions.find((entry) => entry.id === id);
  if (action === undefined) return null;
  const step = stepOf(action.id, situation.journey, situation.facts);
  return {
    action,
    id: action.id,
    step,
    needed: true,
    call: null,
    blocked: false,
    hindered: null,
    key: action.id,
  };
}
