import { common, derived, docs, read, unverified } from '../../knowledge/source';
import type { Cause } from '../cause';
import { byHand, journey, own, support } from './records';

const updates = docs('manage-protection-updates-microsoft-defender-antivirus', '2026-11-29');

/** What shows only where more than the facts was read. */
export const readCauses: readonly Cause[] = [
  own('sensorCrashes', 'now', support('analyzer', 'sensorEvents'), {
    source: read('MDEClientAnalyzer.ps1, the signs it looks for'),
  }),
  own('twoTenants', 'now', journey('takeOff'), { source: docs('troubleshoot-onboarding'), doubt: derived }),
  own('packageEnded', 'now', { kind: 'page', link: 'portalOnboarding' }, { source: common, doubt: derived }),
  own('updateOrder', 'soon', byHand, {
    source: updates,
    command: "Set-MpPreference -SignatureFallbackOrder 'MicrosoftUpdateServer|MMPC'",
  }),
  own('sharedRootOld', 'soon', byHand, {
    source: docs('deployment-vdi-microsoft-defender-antivirus'),
    doubt: unverified,
  }),
  own('wsusCategory', 'soon', byHand, { source: updates }),
  own('meteredConnection', 'soon', byHand, {
    source: docs('manage-updates-mobile-devices-vms-microsoft-defender-antivirus'),
    doubt: unverified,
    command: 'Set-MpPreference -MeteredConnectionUpdates $true',
  }),
  own('updateSourceFails', 'soon', byHand, {
    source: updates,
    command: '"%ProgramFiles%\\Windows Defender\\MpCmdRun.exe" -SignatureUpdate',
  }),
];
