import type { InputOf, ReplyOf } from '../../shared/bridge/contract';
import { failureOf, GangwayError } from '../../shared/errors';
import { shareOf } from '../../shared/several/severalServers';
import type { ServersNeeds } from './needs';
import type { Server } from './server';
import { changeInputs } from './inputs';

/**
 * Takes over one decision of a person for many servers: on each, the changes that it comes to there, every one checked as if
 * it had been made on that server's own page. Nothing is sent to a server. A server that refuses a change is answered with
 * why, and the others are decided.
 */
export async function decideMany(
  needs: ServersNeeds,
  { targetIds, decision }: InputOf<'decideMany'>,
): Promise<ReplyOf<'decideMany'>> {
  const refused: ReplyOf<'decideMany'>['refused'] = [];
  let decided = 0;
  for (const targetId of new Set(targetIds)) {
    try {
      await decideOne(needs, needs.handle(targetId), decision);
      decided += 1;
    } catch (error) {
      refused.push({ targetId, failure: failureOf(error) });
    }
  }
  return { decided, refused };
}

async function decideOne(
  needs: ServersNeeds,
  server: Server,
  decision: InputOf<'decideMany'>['decision'],
): Promise<void> {
  const { view, known } = server.assess();
  if (known === null) throw new GangwayError('step.blocked', 'facts were not read yet');
  const { changes } = shareOf({ view, known }, decision, server.packages());
  for (const change of changes) await changeInputs(needs, server, change);
}
