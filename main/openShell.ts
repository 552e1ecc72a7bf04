import { join } from 'node:path';
import { practiceFaults } from '../shared/contract';
import type { Target } from '../shared/target';
import { createPracticeShell } from './shell/practice/practiceShell';
import { readMachine } from './shell/practice/machineFiles';
import { createPowerShell, windowsPowerShell } from './shell/powershell';
import type { OpenShell } from './wizard/context';

/** A fault of the practice banner by its name; anything else is no fault. */
const faultNamed = (name: string) => practiceFaults.find((fault) => fault === name) ?? 'none';

/**
 * The makers of shells: PowerShell for this computer, a simulated server for practice. `onNotice` hears of a practice
 * state file that was broken and put aside.
 */
export function createOpenShell(options: {
  readonly dataFolder: string;
  readonly practiceSpeed: () => number;
  readonly onNotice: (path: string) => void;
}): (target: Target) => Promise<OpenShell> {
  return async (target) => {
    if (target.kind === 'local')
      return { shell: createPowerShell({ executable: windowsPowerShell(process.env) }), practice: null };
    const shell = createPracticeShell({
      file: join(options.dataFolder, 'practice', `${target.machine}.json`),
      scenario: target.machine,
      machine: readMachine(target.machine),
      speed: options.practiceSpeed(),
    });
    if (shell.notice !== null) options.onNotice(shell.notice.path);
    return {
      shell,
      practice: {
        speed: () => shell.status().speed,
        fault: () => shell.status().fault,
        setSpeed: async (speed) => shell.setSpeed(speed),
        setFault: async (fault) => shell.chooseFault(faultNamed(fault)),
        reset: async () => shell.reset(),
      },
    };
  };
}
