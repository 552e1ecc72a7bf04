import { GangwayError } from '../../shared/errors';
import type { Target } from '../../shared/model/target';
import { copyName, copyOf } from '../practice/machine/furtherMachines';
import { machineIds, readMachine } from '../practice/machine/machines';
import { networkIds } from '../practice/networks';
import { hiddenIds } from '../practice/sources/hiddenFaults';
import { computerNameOf, parseAddress } from './address';

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
