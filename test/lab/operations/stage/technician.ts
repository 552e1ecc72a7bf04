import type { Machine } from '../../../../main/practice/machine/machine';
import { networked, onNetwork } from '../../../../main/practice/networks';
import { machineOf } from './onMachine';

/** The technician's computer with that list of trusted names; `change` lays more over it. */
export function computer(trustedHosts: string, change: Partial<Machine> = {}): Machine {
  const way = networked['network-workgroup'];
  if (way === undefined) throw new Error('no network-workgroup');
  const base = machineOf('2019-fresh');
  const machine = onNetwork(base, way);
  const [service] = Object.values(base.services);
  if (machine.network === undefined || service === undefined) throw new Error('no network');
  return {
    ...machine,
    network: { ...machine.network, trustedHosts },
    services: { ...base.services, WinRM: { ...service, status: 'Running' } },
    ...change,
  };
}
