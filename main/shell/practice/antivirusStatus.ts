import type { ServerState } from '../../../shared/facts';
import { compareVersions } from '../../../shared/version';
import type { Machine } from './machine';

/**
 * The first platform that tells mode and tamper protection here. Captures of 4.10.14393.0 and 4.10.14393.2248 lack both
 * (rows defender/mde-mpstatus-10-14393-0 and -2248), one of 4.18.2101.9 has them (row defender/mde-mpstatus-2101-9-edrblock); 4.18.1807 to
 * 1909 are reported without. Where between them the line lies is invented. The lab has the same number.
 */
const firstToTell = '4.18.2001.0';

/** The engine of every machine here, as the lab has it (row defender/mde-mpstatus-10-14393-2248). */
const engine = '1.1.17900.7';

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
