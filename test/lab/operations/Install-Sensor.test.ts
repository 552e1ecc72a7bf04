import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { labFile, stepsOf } from './kit';
import { machineOf, onMachine } from './onMachine';

const msi = labFile('md4ws.msi', 'an installation package');
const byInstaller = { engine: 'msiexec', file: msi.file, script: null, passive: false } as const;
const helper = labFile('Install.ps1', '# the public helper');
const byScript = { engine: 'installScript', file: msi.file, script: helper.file, passive: true } as const;
const prepareBoth = (disk: string) => {
  msi.prepare(disk);
  helper.prepare(disk);
};
/** So that waiting takes no time. */
const env = { GANGWAY_LAB_SPEED: '2000' };
const said = (records: readonly Readonly<Record<string, unknown>>[], source: string) =>
  records.filter((one) => one.Source === source).map((one) => String(one.Text));

describeWithEngine('Install-Sensor', () => {
  it('installs, shows the log while it runs, and keeps it', async () => {
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2016-trellix'), msi);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(run.result?.logPath).toMatch(/install\.log$/);
    expect(run.machine.services.Sense).toMatchObject({ status: 'Stopped', start: 3 });
    expect(said(run.records, 'msi')).toContain('Action ended: InstallFinalize. Return value 1.');
    const again = await onMachine('Install-Sensor', byInstaller, run.machine);
    expect(again.result).toEqual({ changed: false, restart: false, native: null, logPath: '' });
    expect(stepsOf(again.records)).toEqual(['installSensor skipped']);
  });

  it('starts the antivirus passive where it was asked to', async () => {
    const run = await onMachine(
      'Install-Sensor',
      { ...byInstaller, passive: true },
      machineOf('2012r2-fresh'),
      msi,
    );
    expect(run.error).toBeNull();
    expect(run.machine.defender?.AMRunningMode).toMatch(/Passive/);
  });

  it('waits while another installation runs, and says so', async () => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'fail', native: 1618, line: '', times: 3 }];
    const run = await onMachine('Install-Sensor', byInstaller, machine, { ...msi, env });
    expect(run.error).toBeNull();
    expect(run.records.filter((one) => one.Kind === 'progress').map((one) => one.Done)).toEqual([1, 2, 3]);
    expect(run.result?.native).toBe(0);
  });

  it('gives up after twenty times with the code of the installer', async () => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'fail', native: 1618, line: '', times: null }];
    const run = await onMachine('Install-Sensor', byInstaller, machine, { ...msi, env });
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1618 });
  });

  it('passes a restart on', async () => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'restart', native: null, line: '', times: 1 }];
    const run = await onMachine('Install-Sensor', byInstaller, machine, msi);
    expect(run.result).toMatchObject({ changed: true, restart: true, native: 3010 });
  });

  it('fails with the code, and with the line of the log that says why', async () => {
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2016-fails'), msi);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1603 });
    const [line] = machineOf('2016-fails').faults;
    expect(run.error?.text).toContain(line?.line);
    expect(run.result).toBeUndefined();
  });

  it('is refused by the package on a Windows that it is not for', async () => {
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2019-fresh'), msi);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1603 });
    expect(run.error?.text).toContain('Unsupported OS version');
  });

  it('runs the helper script with its own copy of both files', async () => {
    const run = await onMachine('Install-Sensor', byScript, machineOf('2016-trellix'), {
      prepare: prepareBoth,
    });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(said(run.records, 'script')).toEqual(['Install.ps1 of the lab']);
    expect(run.machine.services.Sense).toBeDefined();
  });

  it('takes 12 of the helper script for a restart', async () => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'restart', native: null, line: '', times: 1 }];
    const run = await onMachine('Install-Sensor', byScript, machine, { prepare: prepareBoth });
    expect(run.result).toMatchObject({ restart: true, native: 12 });
  });

  it('refuses a package that was swapped in the library', async () => {
    const swapped = labFile('md4ws.msi', 'an installation package', 'another one');
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2016-trellix'), swapped);
    expect(run.error?.code).toBe('operation.hashMismatch');
    expect(run.machine.services.Sense).toBeUndefined();
  });
});
