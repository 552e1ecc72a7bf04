import { common, derived, docs, read, unverified } from '../../knowledge/source';
import type { Cause } from '../cause';
import { byHand, journey, own, support } from './records';

const policy = docs('configure-endpoints-gp', '2026-11-29');
const tasks = read('Windows Task Scheduler, its result codes');
const updates = docs('manage-protection-updates-microsoft-defender-antivirus', '2026-11-29');

/** What shows only where more than the facts was read. */
export const readCauses: readonly Cause[] = [
  own('taskAbsent', 'now', byHand, {
    source: policy,
    command: 'gpresult.exe /h "%TEMP%\\gpresult.html" /scope computer /f',
  }),
  own('taskNotRun', 'now', byHand, { source: policy, command: 'gpupdate.exe /force /target:computer' }),
  own('taskNoFile', 'now', byHand, { source: tasks, doubt: unverified }),
  own('taskDenied', 'now', byHand, { source: policy }),
  own('taskScriptRefused', 'now', byHand, { source: policy, doubt: derived }),
  own('taskAccount', 'now', byHand, { source: policy }),
  own('policyNotApplied', 'now', byHand, {
    source: read('Windows Group Policy, its events'),
    doubt: derived,
    command: 'gpupdate.exe /force /target:computer',
  }),
  own('taskFailed', 'now', byHand, { source: tasks, doubt: unverified }),
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
