import { installScript, read } from '../../knowledge/source';
import type { LogKind } from '../../bridge/logs';
import type { Sign, Signature } from '../signature';
import { signature } from '../signature';

const kinds: readonly LogKind[] = ['installScript', 'transcript', 'appEnforce'];
const own: readonly LogKind[] = ['installScript', 'transcript'];
const likely = { sure: 'likely' } as const;
const issue = (number: number): string => read(`github.com/microsoft/mdefordownlevelserver/issues/${number}`);

/** The last line of its own log, and how Configuration Manager tells the code of the program it ran. */
const code = (list: string): Sign => ({
  on: 'line',
  pattern: new RegExp(
    String.raw`(?:Script will exit with code|terminated with exitcode:) (?<code>${list})\b`,
  ),
});
const line = (pattern: RegExp, beside?: RegExp): Sign =>
  beside === undefined ? { on: 'line', pattern } : { on: 'line', pattern, beside };

/** How Microsoft's Install.ps1 ended, in its own log, in a transcript around it, and where Configuration Manager ran it. */
export const installScriptSignatures: readonly Signature[] = [
  signature('scriptNotElevated', own, code('3'), 'scriptWithoutRights', installScript),
  signature('platformNotFetched', own, code('4'), 'K31', installScript),
  signature('scriptOtherWindows', own, code('10'), 'notForThisWindows', installScript),
  signature('systemRemoval', own, code('11'), 'K25', installScript, likely),
  signature('scriptRestart', kinds, code('12|3010|1641'), 'restartNotDone', installScript),
  // On 2012 R2 an update that does not apply; on 2016 an antivirus platform from before its updates.
  signature(
    'baseUpdates',
    own,
    line(/Script will exit with code (?<code>13)\b/, /BuildLabEx: 9600\./),
    'baseUpdatesMissing',
    installScript,
  ),
  signature(
    'platformTooOld',
    own,
    line(/Script will exit with code (?<code>13)\b/, /BuildLabEx: 14393\./),
    'lcu',
    installScript,
  ),
  signature('prerequisite', own, code('13'), 'unknownInstallation', installScript, {
    weight: 'effect',
    sure: 'likely',
  }),
  signature(
    'defenderNotStarted',
    own,
    line(/Script will exit with code (?<code>14)\b/, /BuildLabEx: 9600\./),
    'K1',
    installScript,
    likely,
  ),
  signature(
    'defenderNotStarted2016',
    own,
    line(/Script will exit with code (?<code>14)\b/, /BuildLabEx: 14393\./),
    'K5',
    installScript,
    likely,
  ),
  signature('notGenuine', own, code('15'), 'packageDamaged', installScript),
  signature(
    'signatureLine',
    own,
    line(/unexpected Authenticode signature/i),
    'packageDamaged',
    issue(18),
    likely,
  ),
  signature('folder', own, code('16|18'), 'folderNotUsable', installScript),
  signature('stillOnboardedScript', own, code('35'), 'K12', installScript),
  signature('scriptWaits', own, code('37'), 'K15', installScript),
  signature('tamperRemoval', own, code('38'), 'tamperStopsRemoval', installScript),
  signature('turnedOff', own, code('39'), 'K13', installScript),
  signature('busyScript', kinds, code('1618'), 'otherInstallation', installScript),
  signature(
    'wusaRefused',
    own,
    line(/wusa.{0,300}? failed with error (?<code>5) after /i),
    'K17',
    installScript,
  ),
  signature(
    'updatePending',
    own,
    line(/failed with error (?<code>2359302) after /),
    'restartNotDone',
    installScript,
    likely,
  ),
  // The script goes on and ends with 0.
  signature(
    'onboardingReturned',
    own,
    line(/Onboarding script returned (?<code>[1-9]\d*)/),
    'K26',
    issue(11),
  ),
  // Until the restart after the feature was enabled there is no MpCmdRun.exe.
  signature(
    'featureNeedsRestart',
    own,
    line(/\bParameterArgumentValidationError,Invoke-MpCmdRun\b/),
    'restartNotDone',
    issue(16),
  ),
  signature(
    'remnantNeedsRestart',
    own,
    line(/\bPathNotFound,Microsoft\.PowerShell\.Commands\.RemoveItemCommand\b/, /\\Services\\WinDefend\b/i),
    'restartNotDone',
    issue(20),
  ),
  signature('scriptInstallerFailed', kinds, code('1603'), 'unknownInstallation', installScript, {
    weight: 'unknown',
  }),
];
