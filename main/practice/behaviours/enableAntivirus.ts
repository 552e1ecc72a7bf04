import { GangwayError } from '../../../shared/errors';
import type { ResultOf } from '../../../shared/model/operations';
import type { Told } from '../behaviour';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { playTool } from '../playTool';
import { registryText } from '../machine/registry';
import type { Timeline } from '../answers/timeline';
import { defenderFeature, unknownFeature } from './enableFeature';

// Stands on: servicing/servicing-mpcmdrun-wdenable-documented, servicing/servicing-ips1-mpcmdrun-call.
// Invented: what MpCmdRun.exe says, and how long it takes; looked for: outputs of -wdenable, on Microsoft's pages and in forums.

/** Whether MpCmdRun.exe is there: in the folder of the newest platform, else where Windows brought it. */
export function hasTool(machine: Machine): boolean {
  const newest = registryText(machine, keys.antivirus, 'InstallLocation') ?? '';
  const tools = [newest, 'C:\\Program Files\\Windows Defender']
    .filter((folder) => folder !== '')
    .map((folder) => `${folder.replace(/\\$/, '')}\\MpCmdRun.exe`.toLowerCase());
  return Object.keys(machine.files).some((path) => tools.includes(path.toLowerCase()));
}

/**
 * Windows may call the feature enabled while service and programs come only with the restart
 * (rows servicing/servicing-ips1-onboarded-and-state-tests, servicing/servicing-ips1-feature-just-enabled-crash).
 */
function nextStart(timeline: Timeline, machine: Machine): ResultOf<'Install-Prerequisite'> {
  const state = machine.features[defenderFeature];
  if (state === undefined) throw new GangwayError('operation.failed', defenderFeature, unknownFeature);
  if (state !== 'Enabled' && state !== 'EnablePending')
    throw new GangwayError(
      'operation.failed',
      `Defender Antivirus is not there, and its feature is ${state}`,
    );
  timeline.log(
    'run',
    'warn',
    'The feature is enabled and Defender Antivirus is not there yet: it comes with the next start of Windows.',
  );
  return { changed: false, restart: true, native: null };
}

// Stands on: defender/mde-mpcmdrun-reinvoke (the inbox MpCmdRun hands over to that of the platform and says so first; no line is read).
// Invented: that -wdenable ends with 0 and what it prints; looked for: captures of MpCmdRun -wdenable

/** Starts Defender's service again with `MpCmdRun.exe -wdenable`. */
export function enableAntivirus(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
): ResultOf<'Install-Prerequisite'> {
  const service = machine.services.WinDefend;
  if (service === undefined) return nextStart(timeline, machine);
  if (service.status === 'Running') {
    timeline.step('startAntivirus', 'skipped');
    return { changed: false, restart: false, native: null };
  }
  if (!hasTool(machine)) return nextStart(timeline, machine);
  timeline.step('startAntivirus', 'begin');
  const fault = takeFault();
  const { native, restart, failed } = playTool(timeline, fault, {
    source: 'cmd',
    ms: 40_000,
    lines: ['MpCmdRun.exe -wdenable'],
    restart: false,
    effect: () => timeline.effect('defender.enable'),
  });
  if (failed) throw new GangwayError('operation.failed', `MpCmdRun.exe ended with ${native}`, native);
  timeline.step('startAntivirus', 'done');
  // If the antivirus does not run by now, it starts at the next boot.
  return { changed: true, restart: restart || fault?.effect === 'noop', native };
}
