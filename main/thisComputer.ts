import type { AskCredential } from './connect/needs';
import { createNetwork } from './connect/network';
import { trustNotCheckedHere, type Trust } from './packages/trust';
import type { Platform } from './platform';
import type { Approach } from './shell/approach';
import type { BrokerProcess } from './shell/brokerProcess';
import type { Laps } from './shell/laps';
import { createLateShell } from './shell/lateShell';
import type { Shell } from './shell/shell';
import { whenAsked } from './whenAsked';
import { createWindowsTrust } from './windowsTrust';

/** What the computer that Gangway runs on does for it; all of it is Windows' own, and null where Windows is not. */
export interface ThisComputer {
  /** Its PowerShell. */
  readonly here: Shell | null;
  /** Its network: how servers are reached. */
  readonly network: Approach | null;
  /** Windows' own window for a password. */
  readonly askCredential: AskCredential | null;
  /** Windows LAPS as this computer asks it. */
  readonly laps: Laps | null;
  /** How Windows judges the signature of a file. */
  readonly trust: Trust;
}

/** Its PowerShell as a process of its own; with `interactive` one that may ask a person. */
async function startHere(interactive = false): Promise<BrokerProcess> {
  const { startPowerShell, windowsPowerShell } = await import('./shell/powershell');
  return startPowerShell({ executable: windowsPowerShell(process.env), interactive });
}

/** Its PowerShell. Like all of them it is loaded when something is asked of it: the start of the app does not wait for it. */
const shellHere = (): Shell =>
  createLateShell(async () => {
    const { createPowerShell, windowsPowerShell } = await import('./shell/powershell');
    return createPowerShell({ executable: windowsPowerShell(process.env) });
  });

const askHere: AskCredential = async (asked, signal) =>
  (await import('./shell/askCredential')).askCredential(() => startHere(true), asked, signal);

function lapsHere(): Laps {
  const laps = whenAsked(async () => (await import('./shell/laps')).createLaps(() => startHere()));
  return {
    isThere: async (signal) => (await laps()).isThere(signal),
    read: async (server, signal) => (await laps()).read(server, signal),
  };
}

/** This computer as it is; `others` stand in for parts of it. Without real targets nothing of Windows is asked. */
export function thisComputer(platform: Platform, others: Partial<ThisComputer>): ThisComputer {
  const here = others.here ?? (platform.realTargets ? shellHere() : null);
  const isWindows = here !== null;
  return {
    here,
    network: others.network ?? (isWindows ? createNetwork(here) : null),
    askCredential: others.askCredential ?? (isWindows ? askHere : null),
    laps: others.laps ?? (isWindows ? lapsHere() : null),
    trust: others.trust ?? (isWindows ? createWindowsTrust(here) : trustNotCheckedHere),
  };
}
