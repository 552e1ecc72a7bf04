// Stands on: servicing/servicing-ips1-uninstall-order, servicing/servicing-ips1-msiexec-line, servicing/servicing-ips1-output-streams,
// servicing/servicing-ips1-log-files, servicing/servicing-msi-mde-offboard-before-uninstall, servicing/servicing-ips1-product-lookup.
// Invented: how long it takes, and the actions in the log; looked for: a whole log of an uninstallation of md4ws.msi, in mdefordownlevelserver and forums.
import { GangwayError } from '../../../shared/errors';
import { compareVersions } from '../../../shared/version';
import { failedAction, productLine, removalLog } from '../answers/msiLog';
import { installedProduct } from '../answers/readFindings';
import type { Timeline } from '../answers/timeline';
import { verifyFile, type Behaviour, type Told } from '../behaviour';
import { osFamily } from '../effects';
import { keys } from '../machine/keys';
import type { Fault, Machine } from '../machine/machine';
import { registryNumber } from '../machine/registry';
import { playTool } from '../playTool';
import { leave, restartCodes, withoutNoRestart } from './installScript';
import { busy, waitForInstaller } from './waitForInstaller';

/** SYSTEM cannot remove an older one on Server 2012 R2 (row servicing/servicing-ips1-uninstall-order). */
const oldestForSystem = '4.18.60326';
/** No such product: 1605 and 1614 of Windows Installer, 20 of Install.ps1. */
const goneCodes = [1605, 1614, 20];

/** What stands in the way, in the order of Install.ps1. Throws, or answers whether Windows must restart first. */
function needsRestart(timeline: Timeline, machine: Machine, productCode: string): boolean {
  const { Sense, MsSecFlt, WinDefend } = machine.services;
  const { defender } = machine;
  const answers = WinDefend?.status === 'Running' && defender?.AMRunningMode !== 'Not running';
  if (answers && defender?.IsTamperProtected === true)
    throw new GangwayError('sensor.tamperProtected', 'IsTamperProtected is True');
  if (MsSecFlt?.status === 'Running' && MsSecFlt.canStop === false) {
    timeline.log(
      'run',
      'warn',
      'MsSecFlt runs and cannot be stopped: Windows must restart first. Nothing was removed.',
    );
    return true;
  }
  const product = installedProduct(machine);
  const isOld = product !== null && compareVersions(product.version, oldestForSystem) < 0;
  if (machine.os.BuildNumber === 9600 && isOld)
    throw new GangwayError('sensor.administratorOnly', `version ${product.version}, product ${productCode}`);
  if (Sense?.start === 2) throw new GangwayError('sensor.stillOnboarded', 'Start of Sense is 2');
  return false;
}

/** The package itself looks once more. */
function refusal(machine: Machine, at: number): Fault | null {
  if (registryNumber(machine, keys.sensorStatus, 'OnboardingState') !== 1) return null;
  const line = productLine('MDE should be offboarded before uninstall', at);
  return { operation: 'Remove-Sensor', effect: 'fail', native: 1603, line, times: null };
}

/** Codes below are words of Install.ps1 itself, which leaves with them before it calls Windows Installer. */
const scriptCodes = 100;

/** Whether Windows Installer writes no log: Install.ps1 left before, another installation runs, or there is no such product. */
const isSilent = ({ native }: Fault, byScript: boolean): boolean =>
  native !== null && ((byScript && native < scriptCodes) || native === busy || goneCodes.includes(native));

/** What the tool gave, and the words in its log where it failed. */
function play(timeline: Timeline, told: Told<'Remove-Sensor'>, fault: Fault | null, logPath: string) {
  const { machine, params } = told;
  const byScript = params.engine === 'installScript';
  if (fault?.effect === 'fail' && isSilent(fault, byScript)) {
    const native = fault.native ?? 1;
    const words = native < scriptCodes ? fault.line : `uninstall exitcode: ${native}`;
    timeline.wait(2_000);
    if (byScript) leave(timeline, native, words);
    return { native, failed: true, said: byScript ? [words] : [], byItself: false };
  }
  const ended = playTool(timeline, refusal(machine, timeline.now()) ?? fault, {
    source: 'msi',
    ms: 90_000,
    lines: removalLog({ productCode: params.productCode, logPath }),
    watched: true,
    restart: false,
    effect: () => timeline.effect(`sensor.remove:${osFamily(machine)}`),
  });
  // Its Windows Installer is not told to leave the server running.
  const byItself = byScript && !ended.failed && fault?.effect === 'restarts';
  const native = byItself ? 1641 : ended.native;
  if (byScript) leave(timeline, native, native === 0 ? '' : `uninstall exitcode: ${native}`);
  const said = ended.failed ? [...ended.why.split('\n'), failedAction(timeline.now())] : [];
  return { native, failed: ended.failed, said, byItself };
}

/** Removes md4ws.msi on 2012 R2 and 2016, about a minute and a half. */
export const removeSensor: Behaviour<'Remove-Sensor'> = (timeline, told) => {
  const { machine, params } = told;
  const { engine, productCode, script } = params;
  if (needsRestart(timeline, machine, productCode))
    return { changed: false, restart: true, native: null, logPath: '' };
  if (installedProduct(machine)?.productCode.toLowerCase() !== productCode.toLowerCase()) {
    timeline.step('removeSensor', 'skipped');
    return { changed: false, restart: false, native: null, logPath: '' };
  }
  const byScript = engine === 'installScript';
  if (byScript) {
    if (script === null) throw new GangwayError('operation.badParameters', 'script');
    verifyFile(timeline, machine, script);
  }
  timeline.step('removeSensor', 'begin', engine);
  const logPath = byScript
    ? `${told.runFolder}\\staging\\uninstall-${machine.name}.log`
    : `${told.runFolder}\\uninstall.log`;
  // Install.ps1 does not wait for another installation.
  const fault = byScript ? told.takeFault() : waitForInstaller(timeline, told);
  if (byScript) {
    timeline.log('run', 'warn', withoutNoRestart);
    timeline.log('script', 'info', 'Install.ps1 traces will be saved to the folder of the script');
  }
  const { native, failed, said, byItself } = play(timeline, told, fault, logPath);
  const restart = restartCodes.includes(native) || native === 12;
  if (failed && !restart) {
    const why = said.filter((line) => line !== '');
    for (const line of why) timeline.log('msi', 'error', line);
    throw new GangwayError(
      'operation.failed',
      [`${engine} ended with ${native}.`, ...why].join('\n'),
      native,
    );
  }
  if (byItself) timeline.effect('restart.byInstaller', { host: machine.name });
  if (native === 1641)
    timeline.log('run', 'warn', '1641: Windows Installer has begun a restart of this server by itself.');
  timeline.step('removeSensor', 'done', String(native));
  return { changed: native !== 12, restart, native, logPath };
};
