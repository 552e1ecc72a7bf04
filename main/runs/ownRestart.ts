import { z } from 'zod';
import type { ServerState } from '../../shared/model/facts';
import { awaitStart } from './awaitStart';
import type { Followed } from './follow';
import type { Work } from './sendTask';
import { ContactEnded, isWayClosed } from '../shell/wayErrors';

/** ERROR_SUCCESS_REBOOT_INITIATED: Windows Installer and wusa.exe have begun a restart by themselves (rows servicing/servicing-msi-codes-documented). */
const begunCode = 1641;

const wishSchema = z.object({ restart: z.literal(true), native: z.number().nullable().optional() });

/** What a change said of a restart of Windows: nothing, that one is required, or that it has begun one by itself. */
export function restartWish({ result }: Pick<Followed, 'result'>): 'none' | 'required' | 'begun' {
  const wish = wishSchema.safeParse(result);
  if (!wish.success) return 'none';
  return wish.data.native === begunCode ? 'begun' : 'required';
}

/**
 * Whether Windows was started after the change had given its result, by the server's own clock. A clock that is set moves the
 * start time by seconds, and never beyond something that happened since (row servicing/servicing-boot-time-moves).
 */
export const startedSince = ({ boot }: ServerState, { saidAt }: Pick<Followed, 'saidAt'>): boolean =>
  boot.startedAt !== null && saidAt !== null && boot.startedAt > saidAt;

/**
 * Waits for the restart that a tool has begun by itself, which is noted. Answers the facts after it; where the server
 * has not gone down for as long as `pace.ownRestartMs`, those of the old start: then a person decides.
 */
export async function waitForOwnRestart(
  { needs, server, signal }: Work,
  followed: Followed,
): Promise<ServerState> {
  const { pace } = needs;
  const speed = server.view().practice?.speed ?? 1;
  try {
    const isBack = (facts: ServerState) => startedSince(facts, followed);
    await awaitStart(needs, server, { isBack, giveUpMs: pace.ownRestartMs / speed, signal });
  } catch (error) {
    if (isWayClosed(error)) throw new ContactEnded(error);
    throw error;
  } finally {
    server.change(() => ({ busy: 'running' }));
  }
  return server.known().situation.facts;
}
