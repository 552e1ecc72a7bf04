import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { holds, rowOf } from '../../ground/row';
import { labFile, stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const msi = labFile('md4ws.msi', 'an installation package');
const byInstaller = { engine: 'msiexec', file: msi.file, script: null, passive: false } as const;
const helper = labFile('Install.ps1', 'param(\n[switch] $Passive,\n[switch] $NoEtl\n)\n');
const older = labFile('Install.ps1', '# a copy from before June 2022');
const byScript = { engine: 'installScript', file: msi.file, script: helper.file, passive: true } as const;
function senseOf(id: string) {
  const { Sense } = machineOf(id).services;
  if (Sense === undefined) throw new Error(`${id} has no sensor`);
  return Sense;
}
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
    expect(said(run.records, 'msi').join('\n')).toMatch(
      /^Action ended \d\d:\d\d:\d\d: INSTALL\. Return value 1\.$/m,
    );
    // Row servicing/servicing-msi-log-harmless-notes: nothing of a good log is coloured.
    expect(run.records.filter((one) => one.Level !== 'info' && one.Kind === 'log')).toEqual([]);
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

  // Row servicing/servicing-msi-1618-although-installed.
  it('stops waiting once the product is there, whoever brought it', async () => {
    const machine = machineOf('2016-trellix');
    const line = 'md4ws.msi is being installed';
    machine.faults = [{ operation: 'Install-Sensor', effect: 'fail', native: 1618, line, times: null }];
    const run = await onMachine('Install-Sensor', byInstaller, machine, { ...msi, env });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 1618 });
    expect(run.records.filter((one) => one.Kind === 'progress')).toEqual([]);
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
    expect(run.error?.text.split('\n')).toEqual([
      'msiexec ended with 1603.',
      line?.line,
      expect.stringMatching(/^Action ended \d\d:\d\d:\d\d: InstallFinalize\. Return value 3\.$/),
    ]);
    expect(run.result).toBeUndefined();
  });

  it('is refused by the package on a Windows that it is not for', async () => {
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2019-fresh'), msi);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1603 });
    expect(run.error?.text).toContain('Unsupported OS version');
  });

  // Row servicing/servicing-ips1-parameters-by-version.
  it('asks an older helper script for nothing that it does not know', async () => {
    const run = await onMachine(
      'Install-Sensor',
      { ...byScript, script: older.file },
      machineOf('2016-trellix'),
      {
        prepare: (disk) => {
          msi.prepare(disk);
          older.prepare(disk);
        },
      },
    );
    expect(run.error).toBeNull();
    expect(run.result?.native).toBe(0);
  });

  // A copy, for from a share it may hang without a word (row servicing/servicing-ips1-hang-from-share), and without its traces, which warn as SYSTEM
  // and are never the reason (row servicing/servicing-ips1-system-rmm-warnings).
  it('runs the helper script with its own copy of both files', async () => {
    const run = await onMachine('Install-Sensor', byScript, machineOf('2016-trellix'), {
      prepare: prepareBoth,
    });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(said(run.records, 'script')).toEqual([
      'Install.ps1 traces will be saved to the folder of the script',
      'Script will exit with code 0(0x0)',
    ]);
    expect(said(run.records, 'run').join()).toContain('/norestart');
    expect(run.machine.services.Sense).toBeDefined();
  });

  it('shows the log of Windows Installer while the helper script runs, and no line of it twice', async () => {
    const run = await onMachine('Install-Sensor', byScript, machineOf('2016-trellix'), {
      prepare: prepareBoth,
    });
    const lines = run.records.filter((one) => one.Kind === 'log').map((one) => String(one.Text));
    const place = (part: string) => lines.flatMap((line, at) => (line.includes(part) ? [at] : []));
    const started = lines.flatMap((line, at) => (/^Action start \S+ INSTALL\.$/.test(line) ? [at] : []));
    expect(started).toHaveLength(1);
    expect(place('INSTALL. Return value 1.')).toHaveLength(1);
    expect(place('Script will exit')).toHaveLength(1);
    expect(started[0]).toBeLessThan(place('Script will exit')[0] ?? -1);
  });

  it.each([
    [3010, { restart: true, native: 3010 }],
    [1641, { restart: true, native: 1641 }],
  ])('takes %i of the helper script for a restart, though it calls that an error', async (native, end) => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'fail', native, line: '', times: 1 }];
    const run = await onMachine('Install-Sensor', byScript, machine, { prepare: prepareBoth, env });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(end);
  });

  it('lets no restart happen that it can keep off, and says of the other that it has begun', async () => {
    const machine = machineOf('2016core-fresh');
    const mine = await onMachine('Install-Sensor', byInstaller, machine, { prepare: prepareBoth, env });
    expect(mine.result).toMatchObject({ restart: true, native: 3010 });
    expect(mine.machine.events.filter(({ id }) => id === 1074)).toEqual([]);
    const theirs = await onMachine('Install-Sensor', byScript, machine, { prepare: prepareBoth, env });
    expect(theirs.result).toMatchObject({ changed: true, restart: true, native: 1641 });
    expect(said(theirs.records, 'run').join()).toContain('has begun a restart of this server by itself');
    const [asked] = theirs.machine.events.filter(({ id }) => id === 1074);
    expect(holds(rowOf('servicing/servicing-event-1074-msiexec'), 1074)).toBe(true);
    expect(asked?.text).toContain('msiexec.exe has initiated the restart');
  });

  it('fails with the words that the helper script leaves with', async () => {
    const machine = machineOf('2016-trellix');
    machine.services.Sense = { ...senseOf('2016-onboarded'), status: 'Stopped' };
    const run = await onMachine('Install-Sensor', byScript, machine, { prepare: prepareBoth, env });
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 35 });
    expect(run.error?.text).toBe(
      'installScript ended with 35.\nMDE is onboarded: offboard it before installing.',
    );
    expect(run.records).toContainEqual(
      expect.objectContaining({ Level: 'error', Text: expect.stringContaining('offboard it before') }),
    );
  });

  it('takes 12 of the helper script for a restart', async () => {
    const machine = machineOf('2016-trellix');
    machine.faults = [{ operation: 'Install-Sensor', effect: 'restart', native: null, line: '', times: 1 }];
    const run = await onMachine('Install-Sensor', byScript, machine, { prepare: prepareBoth });
    expect(run.result).toMatchObject({ restart: true, native: 12 });
  });

  // Row servicing/servicing-msi-mde-signature-and-size: a damaged package fails in ways of its own, so its hash comes first.
  it('refuses a package that was swapped in the library', async () => {
    const swapped = labFile('md4ws.msi', 'an installation package', 'another one');
    const run = await onMachine('Install-Sensor', byInstaller, machineOf('2016-trellix'), swapped);
    expect(run.error?.code).toBe('operation.hashMismatch');
    expect(run.machine.services.Sense).toBeUndefined();
  });
});
