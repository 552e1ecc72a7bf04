import { failureOf, GangwayError } from '../../shared/errors';
import { needsRestart } from '../../shared/plan/situation';
import { takePen } from './pen';
import { awaitStart } from './awaitStart';
import type { Context } from '../context';
import { bootMark, isNewStart } from './awaitStart';
import { newRunId } from './pen';
import { settleRestart } from './settleRestart';
import { known } from '../servers/situation';
import { goOnWithPlan } from './start';
import { hold } from '../servers/lease';
import { isLinkError } from '../shell/wayErrors';

/**
 * Restarts a server after a clear yes, waits for it by its boot time (never by ping), reads facts, and goes on with the
 * plan if that is still the confirmed one. Resolves when the restart was asked for; the waiting goes on by itself.
 * Throws `step.blocked` where no restart is called for, and what surely kept the server from being asked.
 */
export async function restartServer(context: Context, targetId: string): Promise<void> {
  const handle = context.handle(targetId);
  const { facts } = known(context, targetId).situation;
  const { run } = context.session.target(targetId);
  const called =
    run?.outcome === 'restartRequired' || needsRestart(facts) || facts.defender.feature === 'pending';
  if (!called || handle.running !== null || run?.outcome === 'interrupted')
    throw new GangwayError('step.blocked', 'no restart is called for');
  const mark = bootMark(facts);
  const waiting = new AbortController();
  handle.running = waiting;
  try {
    // A restart is a change like any other: where no run waits for it, it has a journal of its own.
    const runId = run?.runId ?? newRunId(context.now());
    const pen = await takePen(context, targetId, runId);
    try {
      const note = { phase: 'note', action: 'restart' } as const;
      await pen.note({ ...note, data: { restart: 'intent', bootMark: mark } });
      const askedAt = await ask(context, targetId, runId);
      const data = { restart: askedAt === null ? 'unknown' : 'asked', askedAt };
      // The server goes down whether this is written or not.
      await pen.tell({ ...note, data }, { busy: 'restarting' });
    } finally {
      await pen.close();
    }
  } catch (error) {
    handle.running = null;
    throw error;
  }
  context.goOn(waitForStart(context, targetId, mark, waiting.signal));
}

/** When the server took the wish, by its own clock; null when the link broke on the way, and only its next start tells. */
async function ask(context: Context, targetId: string, runId: string): Promise<number | null> {
  const handle = context.handle(targetId);
  // Somebody else may have begun since the facts were read, and a restart would cut into his work.
  await hold(context, targetId, runId, 'Restart-Server');
  const { shell } = await handle.shell();
  try {
    return (await shell.run('Restart-Server', { delaySeconds: 5 })).askedAt;
  } catch (error) {
    if (!isLinkError(error)) throw error;
    await handle.closeShell();
    return null;
  }
}

/** Looks until Windows shows a later start, however long that takes. Never rejects. */
async function waitForStart(
  context: Context,
  targetId: string,
  mark: number,
  signal: AbortSignal,
): Promise<void> {
  const handle = context.handle(targetId);
  try {
    await awaitStart(context, targetId, {
      isBack: (facts) => isNewStart(facts, mark, context.session.target(targetId).practice?.speed),
      signal,
    });
    const waited = context.session.target(targetId).run?.outcome === 'restarting';
    await settleRestart(context, targetId);
    handle.running = null;
    context.session.changeTarget(targetId, () => ({ busy: 'idle' }));
    if (waited && context.session.target(targetId).run?.outcome === 'stopped') await goOn(context, targetId);
  } catch (error) {
    if (!signal.aborted)
      context.session.changeTarget(targetId, ({ run }) => ({
        busy: 'idle',
        // What could not be settled is settled at the next reading.
        run:
          run?.outcome === 'restarting'
            ? { ...run, outcome: 'restartRequired', failure: failureOf(error) }
            : run,
      }));
  } finally {
    if (handle.running?.signal === signal) handle.running = null;
  }
}

/** What is left of the plan goes on by itself where nothing speaks against it; otherwise the page says what does. */
async function goOn(context: Context, targetId: string): Promise<void> {
  const { confirmed, plan } = known(context, targetId);
  if (!confirmed || !plan.some((item) => item.needed && item.step < 9)) return;
  try {
    await goOnWithPlan(context, targetId);
  } catch (error) {
    context.session.changeTarget(targetId, ({ run }) => ({
      run: run && { ...run, failure: failureOf(error) },
    }));
  }
}
