import { keys } from './keys';
import { machineSchema, type Machine } from './machine';
import { machineGuid } from './machineGuid';
import { machineIds } from './machines';

/** A further server like one of the machine files, and its number: `2019-fresh-07`. Null for the machine itself and all else. */
export function copyOf(id: string): { readonly machine: string; readonly number: string } | null {
  const [, machine = '', number = ''] = /^(.+)-(\d{2})$/.exec(id) ?? [];
  // One of the network stands at an address of its own, which two cannot share.
  return machineIds.includes(machine) && !machineIds.includes(id) ? { machine, number } : null;
}

/** The name that a further server gives itself. */
export const copyName = ({ name }: Pick<Machine, 'name'>, number: string): string => `${name}-${number}`;

/** A machine as a server of its own: another name, and a Windows that was installed for itself. */
export function asCopy(base: Machine, number: string): Machine {
  const name = copyName(base, number);
  const renamed: unknown = JSON.parse(JSON.stringify(base.registry).replaceAll(base.name, name));
  const registry = machineSchema.shape.registry.parse(renamed);
  registry[keys.cryptography] = { MachineGuid: machineGuid(name) };
  return { ...base, name, registry };
}
