import { GangwayError } from '../../../../shared/errors';
import { verifyFiles, type Behaviour } from '../behaviour';
import { osFamily } from '../effects';
import { msiLog } from '../msiLog';
import { playTool } from '../playTool';
import { installedProduct } from '../readFindings';
import { waitForInstaller } from './waitForInstaller';

const missingCrt = 'CustomAction CheckPrerequisites returned actual error code 1603 (ucrtbase.dll not found)';

/** Installs md4ws.msi on 2012 R2 and 2016, about three and a half minutes; refuses any other Windows. */
export const installSensor: Behaviour<'Install-Sensor'> = (timeline, told) => {
  const { machine, params } = told;
  const family = osFamily(machine);
  if (family === '2019') throw new GangwayError('target.unsupported', `build ${machine.os.BuildNumber}`);
  if (params.engine === 'installScript' && params.script === null) {
    throw new GangwayError('operation.badParameters', 'script');
  }
  verifyFiles(timeline, machine, params.script === null ? [params.file] : [params.file, params.script]);
  const logPath = `${told.runFolder}\\install.log`;
  if (installedProduct(machine) !== null && machine.services.Sense !== undefined) {
    timeline.step('install', 'skipped');
    return { changed: false, restart: false, native: null, logPath };
  }
  timeline.step('install', 'begin');
  const fault = waitForInstaller(timeline, told);
  const lacksCrt = !Object.keys(machine.files).some((path) => path.toLowerCase().endsWith('\\ucrtbase.dll'));
  const prerequisite = lacksCrt
    ? ({ operation: told.operation, effect: 'fail', native: 1603, line: missingCrt, times: 1 } as const)
    : fault;
  const { native, restart } = playTool(timeline, prerequisite, {
    source: 'msi',
    ms: 210_000,
    lines: msiLog({ file: params.file.name, logPath, passive: params.passive, family }),
    restart: false,
    effect: () => timeline.effect(`sensor.install:${family}${params.passive ? ':passive' : ''}`),
  });
  timeline.step('install', 'done', String(native));
  timeline.wait(900);
  return { changed: true, restart, native, logPath };
};
