import { expect, it } from 'vitest';
import { describeWithLab } from '../engine';
import { labFile, stepsOf } from './kit';
import { machineOf, onMachine } from './onMachine';

const update = labFile('Windows8.1-KB2999226-x64.msu', 'an update');
const windowsUpdate = { fix: 'windowsUpdate', kb: 'KB2999226', file: update.file } as const;
const platform = labFile(
  'UpdatePlatform.exe',
  'lab-signature: Valid\nlab-internal-name: UpdatePlatform.exe\nlab-version: 4.18.24070.5\n',
);

describeWithLab('Install-Prerequisite', () => {
  it('enables the feature and says that Windows must restart', async () => {
    const machine = machineOf('2016-prerequisites');
    const run = await onMachine('Install-Prerequisite', { fix: 'defenderFeature' }, machine);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: true, native: 0 });
    expect(run.machine.features['Windows-Defender']).toBe('EnablePending');
    const again = await onMachine('Install-Prerequisite', { fix: 'defenderFeature' }, run.machine);
    expect(again.result).toEqual({ changed: false, restart: true, native: null });
  });

  it('leaves an enabled feature alone', async () => {
    const run = await onMachine(
      'Install-Prerequisite',
      { fix: 'defenderFeature' },
      machineOf('2016-trellix'),
    );
    expect(run.result).toEqual({ changed: false, restart: false, native: null });
    expect(stepsOf(run.records)).toEqual(['enableFeature skipped']);
  });

  it('fails with the HRESULT where the payload was removed', async () => {
    const machine = machineOf('2016-trellix');
    machine.features['Windows-Defender'] = 'DisabledWithPayloadRemoved';
    const run = await onMachine('Install-Prerequisite', { fix: 'defenderFeature' }, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 0x800f081f | 0 });
  });

  it('starts a disabled antivirus, also where nothing is English', async () => {
    const machine = machineOf('2016-trellix');
    const { WinDefend } = machine.services;
    if (WinDefend === undefined) throw new Error('the machine has no WinDefend');
    machine.services.WinDefend = { ...WinDefend, status: 'Stopped', start: 4 };
    const env = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
    const run = await onMachine('Install-Prerequisite', { fix: 'defenderEnable' }, machine, { env });
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: false, native: 0 });
    expect(run.machine.services.WinDefend).toMatchObject({ status: 'Running', start: 2 });
    const again = await onMachine('Install-Prerequisite', { fix: 'defenderEnable' }, run.machine);
    expect(again.result?.changed).toBe(false);
  });

  it('installs an update once', async () => {
    const machine = machineOf('2012r2-prerequisites');
    const run = await onMachine('Install-Prerequisite', windowsUpdate, machine, update);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: false, native: 0 });
    expect(stepsOf(run.records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'installUpdate begin',
      'installUpdate done',
    ]);
    const again = await onMachine('Install-Prerequisite', windowsUpdate, run.machine, update);
    expect(again.result).toEqual({ changed: false, restart: false, native: 0x240006 });
  });

  it('passes a restart on', async () => {
    const kernel = labFile('Windows8.1-KB3045999-x64.msu', 'a kernel');
    const machine = machineOf('2012r2-prerequisites');
    machine.files['C:\\Windows\\System32\\ntoskrnl.exe'] = { version: '6.3.9600.17000', owner: null };
    const params = { fix: 'windowsUpdate', kb: 'KB3045999', file: kernel.file } as const;
    const run = await onMachine('Install-Prerequisite', params, machine, kernel);
    expect(run.result).toEqual({ changed: true, restart: true, native: 3010 });
  });

  it('fails where an update does not fit this Windows', async () => {
    const run = await onMachine('Install-Prerequisite', windowsUpdate, machineOf('2019-fresh'), update);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 0x80240017 | 0 });
  });

  it('refuses a file that is not the one that was checked, or is gone', async () => {
    const other = labFile('Windows8.1-KB2999226-x64.msu', 'an update', 'another update');
    const machine = machineOf('2012r2-prerequisites');
    const swapped = await onMachine('Install-Prerequisite', windowsUpdate, machine, other);
    expect(swapped.error?.code).toBe('operation.hashMismatch');
    const gone = await onMachine('Install-Prerequisite', windowsUpdate, machine);
    expect(gone.error?.code).toBe('package.missing');
    expect(gone.machine.files).toEqual(machine.files);
  });

  it('updates the platform, and not twice', async () => {
    const machine = machineOf('2016-trellix');
    const { WinDefend } = machine.services;
    if (WinDefend === undefined) throw new Error('the machine has no WinDefend');
    machine.services.WinDefend = {
      ...WinDefend,
      imagePath: '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"',
    };
    const params = { fix: 'platformUpdate', file: platform.file } as const;
    const run = await onMachine('Install-Prerequisite', params, machine, platform);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: false, native: 0 });
    const again = await onMachine('Install-Prerequisite', params, run.machine, platform);
    expect(again.result).toEqual({ changed: false, restart: false, native: null });
  });

  it.each([
    ['unsigned', 'lab-internal-name: UpdatePlatform.exe\n'],
    ['signed but another program', 'lab-signature: Valid\nlab-internal-name: Other.exe\n'],
    ['of a broken signature', 'lab-signature: HashMismatch\nlab-internal-name: UpdatePlatform.exe\n'],
  ])('does not run a platform update that is %s', async (_what, text) => {
    const bad = labFile('UpdatePlatform.exe', text);
    const machine = machineOf('2016-trellix');
    const run = await onMachine(
      'Install-Prerequisite',
      { fix: 'platformUpdate', file: bad.file },
      machine,
      bad,
    );
    expect(run.error?.code).toBe('package.notTrusted');
    expect(run.machine.services).toEqual(machine.services);
  });
});
