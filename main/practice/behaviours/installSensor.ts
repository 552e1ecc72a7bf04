import { GangwayError } from '../../../shared/errors';
import { verifyFile, type Behaviour } from '../behaviour';
import { osFamily } from '../effects';
import type { Fault, Machine } from '../machine/machine';
import { failedAction, msiLog, productLine } from '../answers/msiLog';
import { playTool } from '../playTool';
import { keys } from '../machine/keys';
import { installedProduct, rebootMark } from '../answers/readFindings';
import { leave, restartCodes, withoutNoRestart } from './installScript';
import { bringsProduct, busy, waitForInstaller } from './waitForInstaller';

// Stands on: servicing/servicing-msi-mde-offboard-before-uninstall, servicing/servicing-msi-mde-windefend-310,
// servicing/servicing-msi-log-1603-without-any-reason, servicing/servicing-msi-1618-although-installed, servicing/servicing-ips1-msiexec-line,
// servicing/servicing-ips1-output-streams, servicing/servicing-ips1-log-files, servicing/servicing-ips1-onboarded-and-state-tests (the owner of the kernel file).
// Invented: the number of the error about WinDefend, the words about the runtime and those about the version of Windows; looked for: logs of md4ws.msi that failed, in mdefordownlevelserver and forums.
// Invented: that the package says nothing where the antivirus of Server 2016 does not run, and how long it takes; looked for: the same.

/** What the package itself refuses, by the lines in its log; none where it says nothing, null where it does not refuse. */
export function refusalLines(machine: Machine, at: number): readonly string[] | null {
  const { Sense, WinDefend, WdNisSvc } = machine.services;
  if (Sense?.start === 2) return [productLine('MDE should be offboarded before uninstall', at)];
  switch (osFamily(machine)) {
    case '2012r2': {
      if (WinDefend !== undefined && WdNisSvc === undefined)
        return [
          "Error 1923. Service '@C:\\Program Files\\Windows Defender\\MpAsDesc.dll,-310' (WinDefend) could not be installed.",
        ];
      const hasCrt = Object.keys(machine.files).some((path) => path.toLowerCase().endsWith('\\ucrtbase.dll'));
      return hasCrt ? null : [productLine('The Universal C Runtime is missing.', at)];
    }
    case '2016':
      return WinDefend?.status === 'Running' ? null : [];
    case '2019':
      return [productLine('Unsupported OS version', at)];
  }
}

function refusal(machine: Machine, at: number): Fault | null {
  const lines = refusalLines(machine, at);
  if (lines === null) return null;
  return { operation: 'Install-Sensor', effect: 'fail', native: 1603, line: lines.join('\n'), times: null };
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
  if (byScript) {
    timeline.log('run', 'warn', withoutNoRestart);
    timeline.log('script', 'info', 'Install.ps1 traces will be saved to the folder of the script');
  }
  if (byScript && machine.services.Sense?.start === 2) {
    // ERR_NOT_OFFBOARDED: the script looks for itself before it calls Windows Installer.
    const words = 'MDE is onboarded: offboard it before installing.';
    leave(timeline, 35, words);
    timeline.log('msi', 'error', words);
    throw new GangwayError('operation.failed', `${engine} ended with 35.\n${words}`, 35);
  }
  if (byScript && fault?.effect === 'restart') {
    // Its word for "restart, then run me again": nothing is installed before, and it remembers when it asked.
    timeline.wait(20_000);
    timeline.patch({ registry: { [keys.defenderInstall]: { PendingReboot: rebootMark(machine) } } });
    leave(timeline, 12, 'A restart is required.');
    timeline.step('installSensor', 'done', '12');
    return { changed: true, restart: true, native: 12, logPath };
  }
  if (fault !== null && bringsProduct(fault)) {
    timeline.wait(2_000);
    timeline.effect(`sensor.install:${family}`);
    if (byScript) leave(timeline, busy, `install exitcode: ${busy}`);
    timeline.log(
      'run',
      'warn',
      '1618, and the product is installed all the same: nothing is left to wait for.',
    );
    timeline.step('installSensor', 'done', String(busy));
    return { changed: true, restart: false, native: busy, logPath };
  }
  if (byScript && machine.files[kernel]?.owner != null)
    timeline.patch({ files: { [kernel]: { owner: 'NT SERVICE\\TrustedInstaller' } } });
  const refused = refusal(machine, timeline.now());
  const ended = playTool(timeline, refused ?? fault, {
    source: 'msi',
    ms: 210_000,
    lines: msiLog({ file: file.name, logPath, passive, family }),
    watched: true,
    restart: false,
    effect: () => timeline.effect(`sensor.install:${family}${passive ? ':passive' : ''}`),
  });
  const { restart, failed, why } = ended;
  // Its Windows Installer is not told to leave the server running.
  const byItself = byScript && refused === null && fault?.effect === 'restarts';
  const native = byItself ? 1641 : ended.native;
  // The script throws every code but 0 on as an error, those of a restart too (capture servicing/servicing-ips1-msiexec-line).
  if (byScript) leave(timeline, native, native === 0 ? '' : `install exitcode: ${native}`);
  const restarts = restart || restartCodes.includes(native);
  if (failed && !restarts) {
    // Windows Installer wrote no log where another installation held it.
    const said =
      native === busy ? [] : [...why.split('\n').filter((line) => line !== ''), failedAction(timeline.now())];
    for (const line of said) timeline.log('msi', 'error', line);
    throw new GangwayError(
      'operation.failed',
      [`${engine} ended with ${native}.`, ...said].join('\n'),
      native,
    );
  }
  if (byItself) timeline.effect('restart.byInstaller', { host: machine.name });
  if (native === 1641)
    timeline.log('run', 'warn', '1641: Windows Installer has begun a restart of this server by itself.');
  timeline.step('installSensor', 'done', String(native));
  return { changed: true, restart: restarts, native, logPath };
};

const kernel = 'C:\\Windows\\System32\\ntoskrnl.exe';
