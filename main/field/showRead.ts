import { leaseOfOther } from '../servers/lease';
import type { Server } from '../servers/server';
import type { FieldRead } from './fieldStore';
import type { FieldNeeds } from './needs';

/** Shows what a file told of a server, as old as it is. A clock that is ahead of this one makes it no younger than now. */
export function showRead(
  needs: Pick<FieldNeeds, 'now'>,
  server: Server,
  { at, facts, further }: FieldRead,
): void {
  const now = needs.now();
  const readAt = Math.min(at, now);
  server.change(() => ({
    facts,
    heldBy: leaseOfOther(facts),
    factsAt: readAt,
    connectedAt: readAt,
    skewMs: at > now ? at - now : null,
    readFailure: null,
    reads: further ?? {},
  }));
}

/** Shows what files told of a server, and the folder that was written for it, after a start of the app. */
export async function restoreRead(needs: Pick<FieldNeeds, 'now' | 'fields'>, server: Server): Promise<void> {
  const fieldKit = await needs.fields.kit(server.id);
  if (fieldKit !== null) server.change(() => ({ fieldKit }));
  const read = server.target.kind === 'field' ? await needs.fields.read(server.id) : null;
  if (read !== null) showRead(needs, server, read);
}
