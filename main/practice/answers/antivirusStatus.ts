import type { ServerState } from '../../../shared/model/facts';
import { compareVersions } from '../../../shared/version';
import type { Machine } from '../machine/machine';

// What Get-MpComputerStatus tells. Stands on: defender/mde-mpstatus-10-14393-0, defender/mde-mpstatus-10-14393-2248,
// defender/mde-mpstatus-docs-2016, defender/mde-mpstatus-2101-9-edrblock, defender/mde-mpstatus-2109-6-notrunning,
// defender/mde-mpstatus-mode-values.
// Not on Microsoft's pages of 2019 and 2025: an old sample with one line added (row defender/mde-mpstatus-docs-2019-2025).
// Tamper protection is on or off by IsTamperProtected alone: its source is any text, beside either (rows defender/mde-mpstatus-tpsource-values,
// defender/mde-mpstatus-tpsource-managed, defender/mde-mpstatus-2107-4, defender/mde-mpstatus-2110-6), and its numbers in the registry are
// no plain 0 and 1 (rows defender/mde-reg-tamper-values, defender/mde-reg-tamper-written).

/**
 * The first platform that tells mode and tamper protection here: captures of 4.10.14393 lack both, one of 4.18.2101.9 has them;
 * 4.18.1807 to 1909 are reported without. The lab has the same number.
 * Invented: where between them the line lies; looked for: captures of 4.18.19xx and 4.18.20xx
 */
const firstToTell = '4.18.2001.0';

/**
 * The engine of every machine here, as the lab has it. It comes with security intelligence, whatever the platform, so its month is that of
 * the intelligence (rows servicing/servicing-platform-versions, defender/mde-mpstatus-24050-7-2022docs).
 */
export const engine = '1.1.25100.9006';

type Status = Omit<ServerState['defender'], 'feature' | 'platformVersion'>;

/** What is known of an antivirus that gives no status. */
export const noStatus: Status = {
  engineVersion: null,
  signatureVersion: null,
  signaturesUpdatedAt: null,
  runningMode: null,
  modeNotTold: false,
  serviceEnabled: null,
  antivirusEnabled: null,
  realTimeProtection: null,
  onAccessProtection: null,
  tamperProtected: null,
};

/** What Get-MpComputerStatus gives on a machine whose antivirus is `defender`; null: it does not run. */
export function antivirusStatus(defender: Machine['defender']): Status {
  if (defender === null) return noStatus;
  const mode = defender.AMRunningMode;
  const tells = compareVersions(defender.AMProductVersion, firstToTell) >= 0;
  // A platform that says "Not running" has zeros for its versions and no dates (row defender/mde-mpstatus-2109-6-notrunning).
  const runs = mode !== 'Not running';
  return {
    engineVersion: runs ? engine : null,
    signatureVersion: runs ? defender.AntivirusSignatureVersion : null,
    signaturesUpdatedAt: runs ? defender.AntivirusSignatureLastUpdated : null,
    runningMode: tells ? mode : null,
    modeNotTold: !tells,
    serviceEnabled: runs,
    antivirusEnabled: runs,
    realTimeProtection: runs && defender.RealTimeProtectionEnabled,
    // In EDR block mode real-time protection stays on while scanning on access is off (row defender/mde-mpstatus-2101-9-edrblock).
    onAccessProtection: mode === 'Normal' && defender.RealTimeProtectionEnabled,
    tamperProtected: tells ? runs && defender.IsTamperProtected : null,
  };
}
