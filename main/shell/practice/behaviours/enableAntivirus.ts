import { GangwayError } from '../../../../shared/errors';
import type { ResultOf } from '../../../../shared/operations';
import type { Told } from '../behaviour';
import { playTool } from '../playTool';
import type { Timeline } from '../timeline';

// Stands on: defender/mde-mpcmdrun-reinvoke (the inbox MpCmdRun hands over to that of the platform and says so first; no line is read).
// Invented: that -wdenable ends with 0 and what it prints; looked for: captures of MpCmdRun -wdenable

/** Starts Defender's service again with `MpCmdRun.exe -wdenable`. */
export function enableAntivirus(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
): ResultOf<'Install-Prerequisite'> {
  const service = machine.services.WinDefend;
  if (service === undefined)
    throw new GangwayError('operation.failed', 'The service WinDefend does not exist');
  if (service.status === 'Running') {
    timeline.step('startAntivirus', 'skipped');
    return { changed: false, restart: false, native: null };
  }
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
  // What does not run by now starts at the next boot (facts 3.2).
  return { changed: true, restart: restart || fault?.effect === 'noop', native };
}
