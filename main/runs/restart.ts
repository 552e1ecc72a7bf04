import { failureOf, GangwayError } from '../../shared/errors';
import type { JourneyId } from '../../shared/model/journeys';
import { remaining } from '../../shared/plan/plan';
import { needsRestart } from '../../shared/plan/situation';
import { takePen } from './pen';
import { awaitStart } from './awaitStart';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { bootMark, isNewStart } from './awaitStart';
import { newRunId } from './pen';
import { settleRestart } from './settleRestart';
import { goOnWithPlan } from './start';
import { hold } from '../servers/lease';
import { isLinkError } from '../shell/wayErrors';

/**
 * Restarts a server after a clear yes, waits for it by its boot time (never by ping), reads facts, and goes on with the
 * plan if that is still the confirmed one. Resolves when the restart was asked for; the waiting goes on by itself.
 * Throws `step.blocked` where no restart is called for, and what surely kept the server from being asked.
 */
export async function restartServer(needs: RunsNeeds, server: Server): Promise<void> {
  const { facts } = server.known().situation;
  const { run } = server.view();
  const called =
    run?.outcome === 'restartRequired' || needsRestart(facts) || facts.defender.feature === 'pending';
  if (!called || server.running !== null || run?.outcome === 'interrupted')
    throw new GangwayError('step.blocked', 'no restart is called for');
  const mark = bootMark(facts);
  const waiting = new AbortController();
  server.running = waiting;
  try {
    // A restart is a change like any other: where no run waits for it, it has a journal of its own.
    const runId = run?.runId ?? newRunId(needs.now());
    const pen = await takePen(needs, server, runId);
    try {
      const note = { phase: 'note', action: 'restart' } as const;
      await pen.note({ ...note, data: { restart: 'intent', bootMark: mark } });
      const askedAt = await ask(needs, server, runId);
      const data = { restart: askedAt === null ? 'unknown' : 'asked', askedAt };
      // The server goes down whether this is written or not.
      await pen.tell({ ...note, data }, { busy: 'restarting' });
    } finally {
      await pen.close();
    }
  } catch (error) {
    server.running = null;
    throw error;
  }
  needs.goOn(waitForStart(needs, server, mark, waiting.signal));
}

/** When the server took the wish, by its own clock; null when the link broke on the way, and only its next start tells. */
async function ask(needs: RunsNeeds, server: Server, runId: string): Promise<number | null> {
  // Somebody else may have begun work since the facts were read, and a restart would interrupt it.
  await hold(needs, server, runId, 'Restart-Server');
  const { shell } = await server.shell();
  try {
    return (await shell.run('Restart-Server', { delaySeconds: 5 })).askedAt;
  } catch (error) {
    if (!isLinkError(error)) throw error;
    await server.closeShell();
    return null;
  }
}

/** Looks until Windows shows a later start, however long that takes. Never rejects. */
async function waitForStart(
  needs: RunsNeeds,
  server: Server,
  mark: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await awaitStart(needs, server, {
      isBack: (facts) => isNewStart(facts, mark, server.view().practice?.speed),
      signal,
    });
    const { run } = server.view();
    await settleRestart(needs, server);
    server.running = null;
    server.change(() => ({ busy: 'idle' }));
    if (run?.outcome === 'restarting' && server.view().run?.outcome === 'stopped')
      await goOn(needs, server, run.journey);
  } catch (error) {
    if (!signal.aborted)
      server.change(({ run }) => ({
        busy: 'idle',
        // What could not be settled is settled at the next reading.
        run:
          run?.outcome === 'restarting'
            ? { ...run, outcome: 'restartRequired', failure: failureOf(error) }
            : run,
      }));
  } finally {
    if (server.running?.signal === signal) server.running = null;
  }
}

/** What is left of the plan goes on by itself where nothing speaks against it; otherwise the page says what does. */
async function goOn(needs: RunsNeeds, server: Server, journey: JourneyId): Promise<void> {
  const { confirmed, plan } = server.known(journey);
  if (!confirmed || remaining(plan).length === 0) return;
  try {
    await goOnWithPlan(needs, server, journey);
  } catch (error) {
    server.change(({ run }) => ({
      run: run && { ...run, failure: failureOf(error) },
    }));
  }
}
