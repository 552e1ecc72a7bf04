import { setTimeout as pause } from 'node:timers/promises';
import { failureOf, GangwayError } from '../../shared/errors';
import { needsRestart } from '../../shared/situation';
import { toJson } from '../toJson';
import type { Context } from './context';
import { isLinkError } from './follow';
import { readFacts } from './reading';
import { planErrand, startRun } from './runs';
import { known } from './situation';

const askEveryMs = 1000;

/**
 * Restarts a server after a clear yes, waits for it by its boot time (never by ping), reads facts, and goes on with the
 * plan if that is still the confirmed one. Resolves when the restart was asked for; the waiting goes on by itself.
 * Throws `step.blocked` where no restart is called for.
 */
export async function restartServer(context: Context, targetId: string): Promise<void> {
  const berth = context.berth(targetId);
  const { facts } = known(context, targetId).situation;
  const { run } = context.session.target(targetId);
  const called =
    run?.outcome === 'restartRequired' || needsRestart(facts) || facts.defender.feature === 'pending';
  if (!called || berth.running !== null) throw new GangwayError('step.blocked', 'no restart is called for');
  const startedAt = facts.boot.startedAt ?? 0;
  const waiting = new AbortController();
  berth.running = waiting;
  try {
    const note = async (data: object) => {
      if (run === null) return;
      const journal = await context.journal.begin(run.runId, targetId);
      await journal
        .append({ action: 'restart', nn: null, phase: 'note', data: toJson(data) })
        .finally(() => journal.close());
    };
    await note({ restart: 'intent', bootStartedAt: startedAt });
    const { shell } = await berth.shell();
    const asked = await shell.run('Restart-Server', { delaySeconds: 5 });
    await note({ restart: 'asked', askedAt: asked.askedAt });
  } catch (error) {
    berth.running = null;
    throw error;
  }
  context.session.changeTarget(targetId, (view) => ({
    busy: 'restarting',
    run: view.run && { ...view.run, outcome: 'restarting' },
  }));
  void waitForStart(context, targetId, startedAt, waiting.signal);
}

async function waitForStart(
  context: Context,
  targetId: string,
  startedAt: number,
  signal: AbortSignal,
): Promise<void> {
  const berth = context.berth(targetId);
  try {
    for (;;) {
      await pause(askEveryMs, undefined, { signal });
      try {
        const facts = await readFacts(context, targetId, signal);
        if ((facts.boot.startedAt ?? 0) > startedAt) break;
      } catch (error) {
        if (signal.aborted) return;
        // Away is what a restarting server is; the page shows for how long.
        if (!isLinkError(error)) throw error;
        await berth.closeShell();
      }
    }
    berth.running = null;
    back(context, targetId);
    const { confirmed, plan } = known(context, targetId);
    if (confirmed && plan.some((item) => item.needed && item.step < 9))
      await startRun(context, targetId, planErrand(context, targetId));
  } catch (error) {
    if (!signal.aborted)
      context.session.changeTarget(targetId, () => ({ busy: 'idle', readFailure: failureOf(error) }));
  } finally {
    if (berth.running?.signal === signal) berth.running = null;
  }
}

function back(context: Context, targetId: string): void {
  context.session.changeTarget(targetId, ({ run }) => ({
    busy: 'idle',
    readFailure: null,
    run: run && {
      ...run,
      outcome: 'stopped',
      actions: run.actions.map((action) =>
        action.state === 'restartRequired' ? { ...action, state: 'done', endedAt: context.now() } : action,
      ),
    },
  }));
}
