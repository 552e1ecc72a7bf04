import { derivedId } from '../derivedId';
import { wqlOf } from '../families';
import { type FleetFamily } from '../../model/handOff';
import { serverScriptName } from '../result';
import { argumentText, xmlText } from '../texts';

/** As SYSTEM is called in such files. The name that a newer console writes (Well-Known-System-Account) no older Windows resolves (0x80070534). */
export const system = 'NT AUTHORITY\\System';

/** No clock is asked: the same hand-off has the same bytes. Windows goes by the version of the policy, not by this. */
export const writtenAt = '2026-01-01 00:00:00';

export const powerShell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/**
 * What starts the script. A share by its full name counts as the internet for PowerShell, and without Bypass it asks there, where nobody can
 * answer. A policy that demands signatures still wins.
 */
export const argumentsFor = (share: string): string =>
  `-NoProfile -NonInteractive -ExecutionPolicy Bypass -File ${argumentText(`${share}\\${serverScriptName}`)}`;

interface Task {
  readonly name: string;
  readonly share: string;
  readonly family: FleetFamily;
  /** What the run-once mark is made of: another one makes the task run once more. */
  readonly mark: readonly string[];
}

/**
 * The preference item of an immediate task (MS-GPPREF, and the item of a policy that Microsoft ships, Azure/ArcEnabledServersGroupPolicy). Who it runs as stands
 * twice, in the item and in the task, and the two know nothing of each other. It goes only to servers of its family: a filter by the version of Windows
 * takes 2016 and everything later for one, so that WMI is asked. Nothing but a schema would notice a mistake in here: an import takes any text.
 */
export function scheduledTasks({ name, share, family, mark }: Task): string {
  const title = xmlText(name);
  const runOnce = derivedId('run once', ...mark);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<ScheduledTasks clsid="{CC63F200-7309-4ba0-B154-A71CD118DBCC}">',
    `<ImmediateTaskV2 clsid="{9756B581-76EC-4169-9AFC-0CA8D43ADB5F}" name="${title}" image="0" changed="${writtenAt}" uid="{${derivedId('task', ...mark)}}" userContext="0" removePolicy="0">`,
    `<Properties action="C" name="${title}" runAs="${system}" logonType="S4U">`,
    '<Task version="1.3">',
    `<RegistrationInfo><Author>${system}</Author><Description></Description></RegistrationInfo>`,
    `<Principals><Principal id="Author"><UserId>${system}</UserId><LogonType>S4U</LogonType><RunLevel>HighestAvailable</RunLevel></Principal></Principals>`,
    '<Settings>',
    '<IdleSettings><Duration>PT10M</Duration><WaitTimeout>PT1H</WaitTimeout><StopOnIdleEnd>false</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle></IdleSettings>',
    '<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries><StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    // An installation is never cut off in its middle by the clock of the task.
    '<AllowHardTerminate>false</AllowHardTerminate><StartWhenAvailable>true</StartWhenAvailable><AllowStartOnDemand>true</AllowStartOnDemand>',
    '<Enabled>true</Enabled><Hidden>false</Hidden><ExecutionTimeLimit>PT4H</ExecutionTimeLimit><Priority>7</Priority>',
    '<DeleteExpiredTaskAfter>PT0S</DeleteExpiredTaskAfter>',
    '</Settings>',
    '<Triggers><TimeTrigger><StartBoundary>%LocalTimeXmlEx%</StartBoundary><EndBoundary>%LocalTimeXmlEx%</EndBoundary><Enabled>true</Enabled></TimeTrigger></Triggers>',
    `<Actions Context="Author"><Exec><Command>${powerShell}</Command><Arguments>${xmlText(argumentsFor(share))}</Arguments></Exec></Actions>`,
    '</Task>',
    '</Properties>',
    '<Filters>',
    `<FilterRunOnce hidden="1" not="0" bool="AND" id="{${runOnce}}"/>`,
    `<FilterWmi bool="AND" not="0" query="${xmlText(wqlOf(family))}" nameSpace="root\\cimv2" property="" variableName=""/>`,
    '</Filters>',
    '</ImmediateTaskV2>',
    '</ScheduledTasks>',
    '',
  ].join('\r\n');
}
