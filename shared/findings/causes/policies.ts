import { derived, docs, read, unverified } from '../../knowledge/source';
import type { Cause } from '../cause';
import { byHand, journey, own } from './records';

const policy = docs('configure-endpoints-gp', '2026-11-29');
const tasks = read('Windows Task Scheduler, its result codes');
const objects = 'learn.microsoft.com, RSOP_GPO, 2026-11-30';
const preferences = 'learn.microsoft.com, Information about Group Policy Preferences events, 2026-11-30';
const ours = 'Invoke-HandOff.ps1 of Gangway, its exit codes';
/** A report of the policies that apply, and of those that do not, with the reason. */
const report = 'gpresult.exe /h "%TEMP%\\gpresult.html" /scope computer /f';

/** Why a Group Policy did not onboard a server. */
export const policyCauses: readonly Cause[] = [
  own('taskAbsent', 'now', byHand, {
    source: policy,
    command: report,
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
  own('notInDomain', 'now', journey('onboard'), { source: policy }),
  own('policyDenied', 'now', byHand, { source: objects, command: report }),
  own('policyFiltered', 'now', byHand, { source: objects, command: report }),
  own('policyDisabled', 'now', byHand, { source: objects, command: report }),
  own('policyNotHere', 'now', byHand, { source: objects, doubt: derived, command: report }),
  own('itemNotMade', 'now', byHand, { source: preferences }),
  own('itemNameUnknown', 'now', byHand, { source: policy }),
  own('itemTargeted', 'now', byHand, { source: preferences, doubt: derived }),
  own('shareClosed', 'now', byHand, { source: policy }),
  own('handOffFiles', 'now', byHand, { source: ours }),
  own('handOffStopped', 'now', byHand, { source: ours }),
];
