import { GangwayError } from '../../../../shared/errors';
import { verifyFile, type Behaviour } from '../behaviour';
import { osFamily } from '../effects';
import type { Fault, Machine } from '../machine';
import { msiLog } from '../msiLog';
import { playTool } from '../playTool';
import { installedProduct } from '../readFindings';
import { waitForInstaller } from './waitForInstaller';

/** What makes the package itself refuse: a Windows it is not for, or the C runtime that it needs (facts 3.1). */
function refusal(machine: Machine): Fault | null {
  const failed = { operation: 'Install-Sensor', effect: 'fail', times: null } as const;
  if (osFamily(machine) === '2019') {
    return {
      ...failed,
      native: 1633,
      line: 'CustomAction CheckOs returned actual error code 1633: Unsupported OS version',
    };
  }
  const hasCrt = Object.keys(machine.files).some((path) => path.toLowerCase().endsWith('\\ucrtbase.dll'));
  return hasCrt
    ? null
    : {
        ...failed,
        native: 1603,
        line: 'CustomAction CheckPrerequisites returned actual error code 1603: ucrtbase.dll',
      };
}

/** Installs md4ws.msi on 2012 R2 and 2016, about three and a half minutes. */
export const installSensor: Behaviour<'Install-Sensor'> = (timeline, told) => {
  const { machine, params } = told;
  const { engine, file, script, passive } = params;
  const family = osFamily(machine);
  if (installedProduct(machine) !== null) {
    timeline.step('installSensor', 'skipped');
    return { changed: false, restart: false, native: null, logPath: '' };
  }
  if (engine === 'installScript' && script === null)
    throw new GangwayError('operation.badParameters', 'script');
  verifyFile(timeline, machine, file, script === null ? [] : [script]);
  timeline.step('installSensor', 'begin', engine);
  const fault = waitForInstaller(timeline, told);
  const logPath = `${told.runFolder}\\install.log`;
  const { native, restart, failed, why } = playTool(timeline, refusal(machine) ?? fault, {
    source: 'msi',
    ms: 210_000,
    lines: msiLog({ file: file.name, logPath, passive, family }),
    restart: false,
    effect: () => timeline.effect(`sensor.install:${family}${passive ? ':passive' : ''}`),
  });
  if (failed) {
    if (why !== '') timeline.log('msi', 'error', why);
    throw new GangwayError('operation.failed', `${engine} ended with ${native}. ${why}`.trim(), native);
  }
  timeline.step('installSensor', 'done', String(native));
  return { changed: true, restart, native, logPath };
};
