import { GangwayError } from '../../../shared/errors';
import { failedAction, removalLog } from '../answers/msiLog';
import { managementGroups, monitoringAgent, workspaceIds } from '../answers/readFindings';
import type { Behaviour } from '../behaviour';
import { playTool } from '../playTool';
import { restartCodes } from './installScript';
import { waitForInstaller } from './waitForInstaller';

// Stands on: servicing/servicing-mma-removal (by Windows Installer; the service and what fails), servicing/servicing-mma-com-object (it may serve Operations Manager, too).
// Invented: the lines of its log and how long it takes; looked for: a log of MOMAgent.msi that was removed, in issues and forums.

const agent = {
  name: 'Microsoft Monitoring Agent',
  version: '10.20.18069.0',
  folder: 'C:\\Program Files\\Microsoft Monitoring Agent\\Agent',
  files: ['HealthService.exe', 'MonitoringHost.exe', 'AgentConfigManager.dll'],
};

/** Removes the old agent, where nobody uses it whom a person was not told of. About a minute. */
export const removeMonitoringAgent: Behaviour<'Remove-MonitoringAgent'> = (timeline, told) => {
  const { machine, params, runFolder } = told;
  const known = new Set(params.groups.map((name) => name.toLowerCase()));
  const inUse = [
    ...workspaceIds(machine).map((id) => `Log Analytics - ${id}`),
    ...managementGroups(machine).filter((name) => !known.has(name.toLowerCase())),
  ];
  if (inUse.length > 0) throw new GangwayError('agent.inUse', inUse.join(', '));
  if (monitoringAgent(machine)?.productCode?.toLowerCase() !== params.productCode.toLowerCase()) {
    timeline.step('removeAgent', 'skipped');
    return { changed: false, restart: false, native: null, logPath: '' };
  }
  timeline.step('removeAgent', 'begin', params.productCode);
  const logPath = `${runFolder}\\uninstall.log`;
  const fault = waitForInstaller(timeline, told);
  const silent = fault?.effect === 'fail' && (fault.native === 1618 || fault.native === 1605);
  const { native, failed, why } = playTool(timeline, fault, {
    source: 'msi',
    ms: silent ? 1_000 : 60_000,
    lines: silent ? [] : removalLog({ productCode: params.productCode, logPath }, agent),
    watched: true,
    restart: false,
    effect: () => timeline.effect('agent.remove'),
  });
  if (failed) {
    const said = silent ? [] : [why, failedAction(timeline.now())].filter((line) => line !== '');
    for (const line of said) timeline.log('msi', 'error', line);
    throw new GangwayError('operation.failed', [`msiexec ended with ${native}.`, ...said].join('\n'), native);
  }
  timeline.step('removeAgent', 'done', String(native));
  return { changed: true, restart: restartCodes.includes(native), native, logPath };
};
