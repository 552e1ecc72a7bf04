import { GangwayError } from '../../../../shared/errors';
import type { ParamsOf, ResultOf } from '../../../../shared/operations';
import { verifyFiles, type Behaviour, type Told } from '../behaviour';
import { osFamily } from '../effects';
import { playTool } from '../playTool';
import type { Timeline } from '../timeline';

type Name = 'Install-Prerequisite';
type Result = ResultOf<Name>;
type Fix = ParamsOf<Name>['fix'];

const alreadySo: Result = { changed: false, restart: false, native: null };

function enableFeature(timeline: Timeline, { machine, takeFault }: Told<Name>): Result {
  const state = machine.features['Windows-Defender'];
  const family = osFamily(machine);
  if (state === undefined || family === '2012r2')
    throw new GangwayError('target.unsupported', 'Windows-Defender');
  if (state === 'Enabled' || state === 'EnablePending') {
    timeline.step('enableFeature', 'skipped', state);
    return { ...alreadySo, restart: state === 'EnablePending' };
  }
  if (state === 'DisabledWithPayloadRemoved') {
    timeline.step('enableFeature', 'begin');
    timeline.wait(20_000);
    throw new GangwayError('operation.failed', 'The source files could not be found.', -2_146_498_529);
  }
  timeline.step('enableFeature', 'begin');
  const { restart } = playTool(timeline, takeFault(), {
    source: 'dism',
    ms: 240_000,
    lines: Array.from({ length: 20 }, (_, index) => `Enabling feature(s): ${(index + 1) * 5}.0%`),
    restart: true,
    effect: () => timeline.effect(`feature.enable:${family}`),
  });
  timeline.step('enableFeature', 'done');
  return { changed: true, restart, native: null };
}

function enableDefender(timeline: Timeline, { machine, takeFault }: Told<Name>): Result {
  const service = machine.services.WinDefend;
  if (service === undefined) throw new GangwayError('operation.failed', 'WinDefend', 1060);
  if (service.status === 'Running') {
    timeline.step('enableDefender', 'skipped');
    return alreadySo;
  }
  timeline.step('enableDefender', 'begin');
  const { native, restart } = playTool(timeline, takeFault(), {
    source: 'out',
    ms: 40_000,
    lines: ['MpCmdRun.exe -wdenable'],
    restart: false,
    effect: () => timeline.effect('defender.enable'),
  });
  timeline.step('enableDefender', 'done', String(native));
  return { changed: true, restart, native };
}

/** Updates that practice knows, with the file that shows each, and whether Windows asks for a restart. */
const updates: Readonly<Record<string, { file: string; atLeast: number; restart: boolean }>> = {
  KB2999226: { file: 'ucrtbase.dll', atLeast: 0, restart: false },
  KB3080149: { file: 'tdh.dll', atLeast: 17_958, restart: false },
  KB3045999: { file: 'ntoskrnl.exe', atLeast: 17_736, restart: true },
};

function installUpdate(timeline: Timeline, told: Told<Name>, kb: string): Result {
  const update = Object.hasOwn(updates, kb) ? updates[kb] : undefined;
  if (update === undefined || osFamily(told.machine) !== '2012r2') {
    // wusa's "not applicable to this computer", as the signed number that a process ends with.
    throw new GangwayError('operation.failed', kb, -2_145_124_329);
  }
  const version = told.machine.files[`C:\\Windows\\System32\\${update.file}`]?.version ?? null;
  if (version !== null && Number(version.split('.')[3]) >= update.atLeast) {
    timeline.step('installUpdate', 'skipped', kb);
    return alreadySo;
  }
  timeline.step('installUpdate', 'begin', kb);
  const { native, restart } = playTool(timeline, told.takeFault(), {
    source: 'out',
    ms: 110_000,
    lines: [`wusa.exe ${kb} /quiet /norestart`],
    restart: update.restart,
    effect: () => timeline.effect(`update:${kb}`),
  });
  timeline.step('installUpdate', 'done', String(native));
  return { changed: true, restart, native };
}

function updatePlatform(timeline: Timeline, { machine, takeFault }: Told<Name>): Result {
  if (machine.services.WinDefend === undefined) throw new GangwayError('operation.failed', 'WinDefend', 1060);
  timeline.step('updatePlatform', 'begin');
  const { native, restart } = playTool(timeline, takeFault(), {
    source: 'out',
    ms: 60_000,
    lines: ['UpdatePlatform.exe'],
    restart: false,
    effect: () => timeline.effect('platform.update'),
  });
  timeline.step('updatePlatform', 'done', String(native));
  return { changed: true, restart, native };
}

const play: Readonly<Record<Fix, (timeline: Timeline, told: Told<Name>) => Result>> = {
  defenderFeature: enableFeature,
  defenderEnable: enableDefender,
  windowsUpdate: (timeline, told) =>
    installUpdate(timeline, told, told.params.fix === 'windowsUpdate' ? told.params.kb : ''),
  platformUpdate: updatePlatform,
};

/** Brings one prerequisite: the Defender feature, its service, a Windows update or the antivirus platform. */
export const installPrerequisite: Behaviour<Name> = (timeline, told) => {
  const { params } = told;
  if ('file' in params) verifyFiles(timeline, told.machine, [params.file]);
  return play[params.fix](timeline, told);
};
