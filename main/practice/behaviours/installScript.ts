// Stands on: servicing/servicing-ips1-output-streams, servicing/servicing-ips1-msiexec-line, servicing/servicing-msi-codes-documented.
import type { Timeline } from '../answers/timeline';

/** The work is done, and Windows must restart; with 1641 it does so already. */
export const restartCodes = [3010, 1641];

/** What our script says before it starts Install.ps1. */
export const withoutNoRestart =
  'Install.ps1 starts Windows Installer without /norestart: if the package calls for a restart, this server restarts by itself.';

/** How Install.ps1 leaves: its reason on the error stream, and the line with its code (capture servicing/servicing-ips1-output-streams). */
export function leave(timeline: Timeline, code: number, reason: string): void {
  if (reason !== '') {
    timeline.log('script', 'info', reason);
    timeline.log('script', 'error', `Install.ps1 : ${reason}`);
  }
  timeline.log('script', 'info', `Script will exit with code ${code}(0x${code.toString(16)})`);
}
