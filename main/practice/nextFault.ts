import type { Fault, Machine } from './machine/machine';

/** The next fault of the machine for an operation, and the machine after it has happened once more. */
export function nextFault(machine: Machine, operation: string): { fault: Fault | null; machine: Machine } {
  const index = machine.faults.findIndex((fault) => fault.operation === operation && fault.times !== 0);
  const fault = machine.faults[index];
  if (fault === undefined) return { fault: null, machine };
  const times = fault.times === null ? null : fault.times - 1;
  return { fault, machine: { ...machine, faults: machine.faults.with(index, { ...fault, times }) } };
}
