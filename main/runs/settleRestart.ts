import { z } from 'zod';
import { actions, evidence } from '../../shared/plan/actions';
import type { RunAction } from '../../shared/bridge/session';
import { takePen } from './pen';
import { refreshChanges } from './changes';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { isNewStart } from './awaitStart';

const markSchema = z.object({ bootMark: z.number() });

/** `settleRestart` for a server at rest; where something is at work, that will do it. */
export async function settleAtRest(needs: RunsNeeds, server: Server): Promise<void> {
  if (server.running !== null) return;
  server.running = new AbortController();
  try {
    await settleRestart(needs, server);
  } finally {
    server.running = null;
  }
}

/**
 * Judges a run that waits for a restart by the facts as they are now: once Windows shows a later start than the one the
 * run ended on, whoever restarted it, each waiting action is done, a conflict, or begun again by what is left of the plan, and that waits for a
 * person. Changes nothing while there was no such start. Call it with fresh facts and nothing at work on the server.
 */
export async function settleRestart(needs: RunsNeeds, server: Server): Promise<void> {
  const { run, practice } = server.view();
  if (run === null || (run.outcome !== 'restartRequired' && run.outcome !== 'restarting')) return;
  const { situation } = server.known(run.journey);
  const { entries } = await needs.journal.read(run.runId);
  const mark = entries.map(({ data }) => markSchema.safeParse(data)).findLast((found) => found.success);
  if (mark === undefined || !isNewStart(situation.facts, mark.data.bootMark, practice?.speed)) {
    // What kept the server from being looked at is over: its facts are there.
    server.change((view) => ({ run: view.run && { ...view.run, failure: null } }));
    return;
  }
  const shown = (id: string): boolean =>
    id === 'restart' || (actions.find((action) => action.id === id)?.isDone(situation) ?? false);
  const proved = (action: RunAction): boolean =>
    entries.some((entry) => entry.nn === action.nn && entry.phase === 'verified');
  const waiting = run.actions.filter((action) => action.state === 'restartRequired');
  const goesOn = ({ id }: RunAction): boolean =>
    !shown(id) && actions.find((action) => action.id === id)?.startsAgain === true;
  const missed = waiting.filter((action) => !shown(action.id) && !goesOn(action));
  // Where the restart was the last thing that was waited for, nothing is left to go on with.
  const left = run.actions.some((action) => action.state === 'ahead') || waiting.some(goesOn);
  const outcome = missed.length > 0 ? 'conflict' : left ? 'stopped' : 'done';
  const pen = await takePen(needs, server, run.runId);
  try {
    for (const action of waiting) {
      const phase = goesOn(action) ? 'stopped' : missed.includes(action) ? 'conflict' : 'verified';
      const id = actions.find((entry) => entry.id === action.id)?.id;
      const data = { after: id ? evidence(id, situation.facts) : '', restart: false };
      if (phase !== 'verified' || !proved(action))
        await pen.note({ action: action.id, nn: action.nn, phase, data });
    }
  } catch (error) {
    await pen.close();
    throw error;
  }
  // The page shows the end last: who goes on at once finds the server at rest.
  await pen.end({ outcome, failure: null }, () => refreshChanges(needs, server));
}
