import { GangwayError } from '../../shared/errors';
import { emptyInputs } from '../../shared/model/inputs';
import type { Target } from '../../shared/model/target';
import type { ServersNeeds } from './needs';
import { newView, type Server } from './server';

/** This computer. Its name is Windows' own; elsewhere nothing real is offered. */
export const localTarget = (): Target => ({
  kind: 'local',
  id: 'local',
  name: process.env.COMPUTERNAME ?? 'localhost',
});

/** Speed, fault and reset of a practice server; real servers have no such thing (`target.notAllowed`). */
export async function setPractice(
  needs: ServersNeeds,
  server: Server,
  change: { readonly speed?: number; readonly fault?: string; readonly reset?: boolean },
): Promise<void> {
  const { practice } = await server.shell();
  if (practice === null) throw new GangwayError('target.notAllowed', server.id);
  if (change.reset === true) {
    if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
    await practice.reset();
    await server.inputs.save(emptyInputs(server.id, needs.now()));
    server.change(({ tags }) => newView(server, tags));
  }
  if (change.speed !== undefined) await practice.setSpeed(change.speed);
  if (change.fault !== undefined) await practice.setFault(change.fault);
  const state = { speed: practice.speed(), fault: practice.fault(), accounts: [...practice.accounts] };
  server.change(() => ({ practice: state }));
}
