import { readMachine } from '../../main/practice/machine/machines';
import { openMachine } from '../../main/practice/machine/openMachine';
import type { OpenShell } from '../../main/servers/server';
import type { Target } from '../../shared/model/target';
import { openLabMachine, type LabMachine } from './labMachine';
import { registryOf } from './registry';
import { createLabShell } from './startLab';

/** Targets whose shell is the real PowerShell layer over an engine and FakeWindows, and what becomes of their machines. */
export interface LabTargets {
  /** For `createApp`: the practice servers of the app, played by the product's own scripts. */
  openShell(target: Target): Promise<OpenShell>;
  machines(): ReadonlyMap<string, LabMachine>;
  remove(): void;
}

/**
 * The lab target: the wizard on one side, the real scripts on the other. A server keeps its machine while this lives, so a
 * shell that was closed finds the same one again. For development and tests; it is not in the package.
 */
export function createLabTargets(engine: string): LabTargets {
  const machines = new Map<string, LabMachine>();
  const machineOf = (target: Target): LabMachine => {
    const known = machines.get(target.id);
    if (known !== undefined) return known;
    if (target.kind !== 'practice') throw new Error('The lab plays machine files only.');
    const machine = openMachine(readMachine(target.machine), Date.now());
    const made = openLabMachine({ ...machine, registry: registryOf(machine) });
    machines.set(target.id, made);
    return made;
  };
  return {
    openShell: (target) =>
      Promise.resolve({
        shell: createLabShell({
          executable: engine,
          env: { ...machineOf(target).env, GANGWAYLAB: '1', GANGWAY_LAB_SPEED: '600' },
        }),
        practice: null,
      }),
    machines: () => machines,
    remove() {
      for (const machine of machines.values()) machine.remove();
      machines.clear();
    },
  };
}
