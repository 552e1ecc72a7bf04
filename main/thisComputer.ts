import type { AskCredential } from './connect/needs';
import { createNetwork } from './connect/network';
import { trustNotCheckedHere, type Trust } from './packages/trust';
import type { Platform } from './platform';
import type { Approach } from './shell/approach';
import { askCredential } from './shell/askCredential';
import { createLaps, type Laps } from './shell/laps';
import { createPowerShell, startPowerShell, windowsPowerShell } from './shell/powershell';
import type { Shell } from './shell/shell';
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

/** This computer as it is; `others` stand in for parts of it. Without real targets nothing of Windows is asked. */
export function thisComputer(platform: Platform, others: Partial<ThisComputer>): ThisComputer {
  const executable = windowsPowerShell(process.env);
  const here = others.here ?? (platform.realTargets ? createPowerShell({ executable }) : null);
  const isWindows = here !== null;
  const askHere: AskCredential = (asked, signal) =>
    askCredential(() => startPowerShell({ executable, interactive: true }), asked, signal);
  return {
    here,
    network: others.network ?? (isWindows ? createNetwork(here) : null),
    askCredential: others.askCredential ?? (isWindows ? askHere : null),
    laps: others.laps ?? (isWindows ? createLaps(() => startPowerShell({ executable })) : null),
    trust: others.trust ?? (isWindows ? createWindowsTrust(here) : trustNotCheckedHere),
  };
}
