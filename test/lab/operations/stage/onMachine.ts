import { machineSchema, type Machine } from '../../../../main/practice/machine/machine';
import { readMachine } from '../../../../main/practice/machine/machines';
import { openMachine } from '../../../../main/practice/machine/openMachine';
import {
  operations,
  type OperationName,
  type ParamsOf,
  type ResultOf,
} from '../../../../shared/model/operations';
import { leavePolicyFiles } from '../../policyFiles';
import { registryOf, withRegistry, type RegistryFile } from '../../registry';
import { runOperation, type LabRun, type LabRunOptions } from '../../run';

/** A machine of the practice server by its id, its times moved to now. */
export function machineOf(id: string): Machine {
  return openMachine(readMachine(id), Date.now());
}

/** A run of an operation on a machine: its result already parsed with the catalogue's schema, or undefined. */
export interface MachineRun<N extends OperationName> extends Omit<LabRun, 'machine' | 'result'> {
  readonly result: ResultOf<N> | undefined;
  readonly machine: Machine;
}

/** Runs an operation's script over a practice machine and hands back the machine as it is afterwards. */
export async function onMachine<N extends OperationName>(
  name: N,
  params: ParamsOf<N>,
  machine: Machine,
  options: LabRunOptions = {},
): Promise<MachineRun<N>> {
  const prepare = (disk: string) => {
    leavePolicyFiles(machine, disk);
    options.prepare?.(disk);
  };
  const file = { ...machine, registry: registryOf(machine) };
  const run = await runOperation(name, params, file, { ...options, prepare });
  const after = { ...run.machine, registry: {} };
  return {
    ...run,
    result: run.result === undefined ? undefined : (operations[name].result.parse(run.result) as ResultOf<N>),
    machine: withRegistry(machineSchema.parse(after), run.machine.registry as RegistryFile),
  };
}
