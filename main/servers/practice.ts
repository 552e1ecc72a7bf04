import { GangwayError } from '../../shared/errors';
import { emptyInputs } from '../../shared/model/inputs';
import type { Target } from '../../shared/model/target';
import { computerNameOf, parseAddress } from './address';
import { copyName, copyOf } from '../practice/machine/furtherMachines';
import { machineIds, readMachine } from '../practice/machine/machines';
import { networkIds } from '../practice/networks';
import { hiddenIds } from '../practice/sources/hiddenFaults';
import type { ServersNeeds } from './needs';
import { newView, type Server } from './server';

/**
 * The practice server of a machine. One of the network is called by what it is asked for, as a real one is: the machine
 * that answers may call itself otherwise. `2019-fresh-07` is a
 * further server like `2019-fresh`, for those who practise with many. `hidden-…` hides a fault that a search has to find. Throws `input.invalid` for a machine that does not exist.
 */
export function practiceTarget(asked: string): Target {
  const copy = copyOf(asked);
  const machine = copy?.machine ?? asked;
  if (![...machineIds, ...networkIds, ...hiddenIds].includes(machine))
    throw new GangwayError('input.invalid', `no machine ${machine}`);
  if (copy !== null)
    return {
      kind: 'practice',
      id: `practice-${asked}`,
      name: copyName(readMachine(machine), copy.number),
      machine,
    };
  const { name, network } = readMachine(machine);
  const called = network === undefined ? name : computerNameOf(parseAddress(network.address));
  return { kind: 'practice', id: `practice-${machine}`, name: called, machine };
}

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
