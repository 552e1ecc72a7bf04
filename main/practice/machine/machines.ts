import { GangwayError } from '../../../shared/errors';
import { machineSchema, type Machine } from './machine';
import { networked, onNetwork } from '../networks';
import { mergedMachine } from '../sources/merged';

export { machineIds } from '../sources/merged';

/** What was made before: a recipe is merged once. */
const made = new Map<string, Machine>();

/** The machine of a scenario: as its recipe makes it, or on the network. Throws `operation.notFound` for any other id. */
export function readMachine(id: string): Machine {
  const machine = made.get(id) ?? make(id);
  made.set(id, machine);
  // A practice server writes into its machine.
  return structuredClone(machine);
}

function make(id: string): Machine {
  const found = Object.hasOwn(networked, id) ? networked[id] : undefined;
  if (found !== undefined) return machineSchema.parse(onNetwork(readMachine(found.base), found));
  const machine = mergedMachine(id);
  if (machine === null) throw new GangwayError('operation.notFound', id);
  return machine;
}
