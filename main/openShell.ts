import { join } from 'node:path';
import { practiceFaults } from '../shared/model/practiceFaults';
import type { Target } from '../shared/model/target';
import type { Shell } from './shell/shell';
import type { SessionRequest } from './shell/wire';
import type { OpenShell, Way } from './servers/server';
import { GangwayError } from '../shared/errors';

/** A fault of the practice banner by its name; anything else is no fault. */
const faultNamed = (name: string) => practiceFaults.find((fault) => fault === name) ?? 'none';

const byFiles = (): Promise<never> => Promise.reject(new GangwayError('target.byFiles'));

/** The shell of a server that files are carried to: there is none, and every call says what to do instead. */
const noShell: Shell = {
  hello: byFiles,
  run: byFiles,
  start: byFiles,
  follow: byFiles,
  stop: byFiles,
  close: () => Promise.resolve(),
};

/** PowerShell of this computer, with its operations in a session on another one where that is given. It is loaded with the first of them. */
async function powerShell(session: SessionRequest | null): Promise<Shell> {
  const { createPowerShell, windowsPowerShell } = await import('./shell/powershell');
  const executable = windowsPowerShell(process.env);
  return createPowerShell(session === null ? { executable } : { executable, session });
}

/**
 * The makers of shells: PowerShell for this computer, PowerShell with a session for a server of the network, a simulated
 * server for practice. `onNotice` hears of a practice
 * state file that was broken and put aside.
 */
export function createOpenShell(options: {
  readonly dataFolder: string;
  readonly practiceSpeed: () => number;
  readonly onNotice: (path: string) => void;
}): (target: Target, way: Way | null) => Promise<OpenShell> {
  return async (target, way) => {
    if (target.kind === 'local') return { shell: await powerShell(null), practice: null };
    if (target.kind === 'remote') {
      // Nobody signs in anywhere before the ladder has shown the way.
      if (way === null) throw new GangwayError('target.unreachable', 'not connected yet');
      const { address: computerName } = target;
      const session = { computerName, ...way.endpoint, credential: way.credential };
      return { shell: await powerShell(session), practice: null };
    }
    if (target.kind === 'field') return { shell: noShell, practice: null };
    const id = target.id.slice('practice-'.length);
    // How one plays is loaded with the first of them: the start of the app does not wait for it.
    const { asCopy, copyOf } = await import('./practice/machine/furtherMachines');
    const { readMachine } = await import('./practice/machine/machines');
    const { createPracticeShell } = await import('./practice/practiceShell');
    const copy = copyOf(id);
    const machine = readMachine(target.machine);
    const shell = createPracticeShell({
      file: join(options.dataFolder, 'practice', `${id}.json`),
      scenario: id,
      machine: copy === null ? machine : asCopy(machine, copy.number),
      speed: options.practiceSpeed(),
      account: way?.credential?.userName ?? 'me',
    });
    if (shell.notice !== null) options.onNotice(shell.notice.path);
    const { name, network } = shell.machine();
    const laps = network?.laps && { ...network.laps, userName: `${name}\\${network.laps.account}` };
    return {
      shell,
      practice: {
        approach: shell.approach,
        address: network?.address ?? null,
        // Whose password LAPS holds has nobody to type it.
        accounts: Object.keys(network?.accounts ?? {}).filter(
          (one) => one !== 'me' && one !== laps?.userName,
        ),
        laps: laps === undefined ? null : { userName: laps.userName, refusal: laps.refusal },
        here: shell,
        speed: () => shell.status().speed,
        fault: () => shell.status().fault,
        setSpeed: async (speed) => shell.setSpeed(speed),
        setFault: async (fault) => shell.chooseFault(faultNamed(fault)),
        reset: async () => shell.reset(),
      },
    };
  };
}
