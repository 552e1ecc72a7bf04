import { GangwayError } from '../../../../shared/errors';
import { verifyFile, type Behaviour } from '../behaviour';
import { osFamily } from '../effects';
import type { Fault, Machine } from '../machine';
import { msiLog } from '../msiLog';
import { playTool } from '../playTool';
import { keys } from '../keys';
import { installedProduct, rebootMark } from '../readFindings';
import { waitForInstaller } from './waitForInstaller';

/** What the package itself refuses, by the text in its log; it ends with a plain 1603 (facts 3.1, 3.2, 11). */
function refusalText(machine: Machine): string | null {
  if (machine.services.Sense?.start === 2) return 'Offboard this machine before installing.';
  switch (osFamily(machine)) {
    case '2012r2': {
      const hasCrt = Object.keys(machine.files).some((path) => path.toLowerCase().endsWith('\\ucrtbase.dll'));
      return hasCrt ? null : 'The Universal C Runtime is missing.';
    }
    case '2016':
      return machine.services.WinDefend?.status === 'Running'
        ? null
        : "Couldn't find c:\\program files\\windows defender\\mpasdesc.dll, - 310 WinDefend";
    case '2019':
      return 'Unsupported OS version';
  }
}

function refusal(machine: Machine): Fault | null {
  const text = refusalText(machine);
  if (text === null) return null;
  const line = `Product: Microsoft Defender for Endpoint -- ${text}`;
  return { operation: 'Install-Sensor', effect: 'fail', native: 1603, line, times: null };
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
  const byScript = engine === 'installScript';
  const logPath = byScript
    ? `${told.runFolder}\\staging\\install-${machine.name}.log`
    : `${told.runFolder}\\install.log`;
  if (byScript) timeline.log('script', 'info', 'Install.ps1 -NoEtl');
  if (byScript && machine.services.Sense?.start === 2) {
    // ERR_NOT_OFFBOARDED: the script looks for itself before it calls Windows Installer (facts 2.2).
    throw new GangwayError('operation.failed', `${engine} ended with 35.`, 35);
  }
  if (byScript && fault?.effect === 'restart') {
    // Its word for "restart, then run me again": nothing is installed before, and it remembers when it asked.
    timeline.wait(20_000);
    timeline.patch({ registry: { [keys.defenderInstall]: { PendingReboot: rebootMark(machine) } } });
    timeline.step('installSensor', 'done', '12');
    return { changed: true, restart: true, native: 12, logPath };
  }
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
