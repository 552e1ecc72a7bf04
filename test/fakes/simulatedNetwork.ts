import { join } from 'node:path';
import { readMachine } from '../../main/practice/machine/machines';
import { createPracticeShell, type PracticeShell } from '../../main/practice/practiceShell';
import type { AppOptions } from '../../main/app';

// Invented: every time, since a test says what a round trip takes; looked for: nothing, what Windows answers is practice's

/** How servers of the network are simulated. */
export interface SimulatedNetwork {
  readonly dataFolder: string;
  /** A round trip, in milliseconds of simulated time. */
  readonly rttMs: number;
  /** How many times faster than real time; left out, time passes only where somebody waits, and nobody waits for it. */
  readonly speed?: number;
  /** Every server is this practice machine, whatever it was asked for as. */
  readonly machine?: string;
  /** It is called after each wait of simulated time, with the number of waits so far and the server. */
  readonly onSleep?: (count: number, server: PracticeShell) => void;
}

/** The maker of shells of the app, for practice servers of the network; `passed` is the simulated time since it began, in ms. */
export function simulatedNetwork(network: SimulatedNetwork): {
  readonly openShell: NonNullable<AppOptions['openShell']>;
  readonly passed: () => number;
} {
  const { dataFolder, rttMs, speed, machine, onSleep } = network;
  const begun = Date.now();
  let now = begun;
  let sleeps = 0;
  const wait = (ms: number, server: PracticeShell) => {
    now += ms;
    sleeps += 1;
    onSleep?.(sleeps, server);
    return Promise.resolve();
  };
  return {
    passed: () => now - begun,
    openShell: (target, way) => {
      if (target.kind !== 'practice') return Promise.reject(new Error(`${target.id} is no practice server`));
      const scenario = machine ?? target.machine;
      const shell: PracticeShell = createPracticeShell({
        file: join(dataFolder, 'practice', `${target.machine}.json`),
        scenario,
        machine: readMachine(scenario),
        speed: speed ?? 1,
        rttMs,
        account: way?.credential?.userName ?? 'me',
        ...(speed === undefined ? { now: () => now, sleep: (ms: number) => wait(ms, shell) } : {}),
      });
      return Promise.resolve({
        shell,
        practice: {
          approach: shell.approach,
          address: shell.machine().network?.address ?? null,
          accounts: [],
          laps: null,
          here: shell,
          speed: () => shell.status().speed,
          fault: () => shell.status().fault,
          setSpeed: async (times) => shell.setSpeed(times),
          setFault: async (fault) => shell.chooseFault(fault === 'linkDown' ? fault : 'none'),
          reset: async () => shell.reset(),
        },
      });
    },
  };
}
