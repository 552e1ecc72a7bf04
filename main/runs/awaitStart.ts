import { setTimeout as pause } from 'node:timers/promises';
import type { ServerState } from '../../shared/model/facts';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { backOff } from './follow';
import { readFacts } from '../reading/reading';
import { isLinkError, isWayClosed } from '../shell/wayErrors';

/** How the app waits for a server that restarts. */
export interface Awaited {
  /** Whether its facts show the start that is waited for. */
  readonly isBack: (facts: ServerState) => boolean;
  /** After this time (ms) the wait ends if the server was never away; left out: as long as it takes. */
  readonly giveUpMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Looks until Windows shows a later start, and answers true; false where the server only went on. Never by ping, and being
 * away proves nothing. Rejects when aborted, and where the server lets nobody in without a person.
 */
export async function awaitStart(
  needs: RunsNeeds,
  server: Server,
  { isBack, giveUpMs, signal }: Awaited,
): Promise<boolean> {
  let upSince = needs.now();
  for (let missed = 0; ;) {
    const seen = await look(needs, server, isBack, signal);
    if (seen === 'back') return true;
    if (seen === 'away') {
      // While the server is away it is asked less and less often; once it half answers, every second.
      missed += 1;
      await backOff(needs, missed - 1, signal);
      upSince = needs.now();
      continue;
    }
    missed = 0;
    if (giveUpMs !== undefined && needs.now() - upSince > giveUpMs) return false;
    await pause(needs.pace.askEveryMs, undefined, { signal });
  }
}

/**
 * Away is what a restarting server is, and half up it may say anything: the page shows for how long. Rejects where it
 * lets nobody in without a person: a password that was refused is not tried until the server takes it.
 */
async function look(
  needs: RunsNeeds,
  server: Server,
  isBack: Awaited['isBack'],
  signal: AbortSignal,
): Promise<'back' | 'up' | 'away'> {
  try {
    return isBack(await readFacts(needs, server, signal)) ? 'back' : 'up';
  } catch (error) {
    if (signal.aborted || isWayClosed(error)) throw error;
    if (!isLinkError(error)) return 'up';
    await server.closeShell();
    return 'away';
  }
}

/** Windows moves its start time by as much as its clock is set; a restart moves it by more than this (ms at normal speed). */
const jitterMs = 10_000;

/** What a later start of Windows is told from: the time of the present one, or of this reading where it is unknown. */
export const bootMark = (facts: ServerState): number => facts.boot.startedAt ?? facts.readAt;

/** True when Windows was started after the mark was taken. Never by ping, never by being away. `speed`: of a practice server. */
export const isNewStart = (facts: ServerState, mark: number, speed: number | undefined): boolean =>
  facts.boot.startedAt !== null && facts.boot.startedAt > mark + jitterMs / (speed ?? 1);
