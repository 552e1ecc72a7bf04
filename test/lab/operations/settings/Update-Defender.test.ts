import { expect, it } from 'vitest';
import type { Machine } from '../../../../main/practice/machine/machine';
import { describeWithEngine } from '../../engine';
import { labFile, stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

// The half minute that it waits for a newer version is over at once.
const env = { GANGWAY_LAB_SPEED: '2000' };
const update = (machine: Machine) =>
  onMachine('Update-Defender', { what: 'intelligence', from: 'windows' }, machine, { env });
const failing = (native: number): Machine => ({
  ...machineOf('2019-onboarded'),
  faults: [{ operation: 'Update-Defender', effect: 'fail', native, line: '', times: null }],
});

describeWithEngine('Update-Defender', () => {
  it('brings newer intelligence, and tells the version of the antivirus itself', async () => {
    const run = await update(machineOf('2019-onboarded'));
    expect(run.error).toBeNull();
    expect(stepsOf(run.records)).toEqual(['updateIntelligence begin', 'updateIntelligence done']);
    expect(run.result).toEqual({ changed: true, before: '1.441.212.0', after: '1.441.236.0', native: 0 });
    const again = await update(run.machine);
    expect(again.result).toMatchObject({ changed: false, before: '1.441.236.0', after: '1.441.236.0' });
  });

  it('takes it from a share, where the cloud is out of reach', async () => {
    const path = '\\\\files.practice.example\\defender updates';
    const run = await onMachine(
      'Update-Defender',
      { what: 'intelligence', from: 'share', path },
      machineOf('2019-offline'),
      { env },
    );
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, after: '1.441.236.0' });
  });

  // The tool ends with 2 whatever it is; the number in its lines says why.
  it.each([
    ['a session that is gone', failing(0x8007_04e8 | 0), 'operation.failed', 0x8007_04e8 | 0],
    ['a cloud that is not reached', machineOf('2019-offline'), 'operation.failed', 0x8007_2ee7 | 0],
    ['a stopped antivirus', machineOf('2019core-prerequisites'), 'defender.stopped', null],
    ['no antivirus at all', machineOf('2012r2-fresh'), 'defender.stopped', null],
  ])('fails with the reason: %s', async (_, machine, code, native) => {
    const run = await update(machine);
    expect(run.error).toMatchObject({ code, native });
    expect(run.machine.defender).toEqual(machine.defender);
  });

  it('fails where the tool is not there', async () => {
    const machine = machineOf('2019-onboarded');
    for (const path of Object.keys(machine.files))
      if (path.endsWith('MpCmdRun.exe')) Reflect.deleteProperty(machine.files, path);
    expect((await update(machine)).error).toMatchObject({ code: 'operation.failed', native: null });
  });

  const marks = 'lab-version: 1.441.236.0\nlab-description: AntiMalware Definition Update\n';
  const intelligence = labFile('mpam-fe.exe', `${marks}lab-signature: Valid\n`);
  const fromLibrary = (machine: Machine, file = intelligence) =>
    onMachine('Update-Defender', { what: 'intelligence', from: 'library', file: file.file }, machine, {
      prepare: file.prepare,
      env,
    });

  it('brings what is in the file of the library, without the cloud and without the tool, and once', async () => {
    const machine = machineOf('2019-offline');
    for (const path of Object.keys(machine.files))
      if (path.endsWith('MpCmdRun.exe')) Reflect.deleteProperty(machine.files, path);
    const run = await fromLibrary(machine);
    expect(run.error).toBeNull();
    expect(stepsOf(run.records)).toEqual([
      ...['verifyFile begin', 'verifyFile done'],
      ...['updateIntelligence begin', 'updateIntelligence done'],
    ]);
    expect(run.result).toMatchObject({ changed: true, after: '1.441.236.0', native: 0 });
    const again = await fromLibrary(run.machine);
    expect(again.result).toMatchObject({ changed: false, before: '1.441.236.0', native: null });
  });

  // Row servicing/servicing-mpam-fe-measured: it may end with 0 and bring nothing.
  it('does not take 0 for newer intelligence', async () => {
    const machine: Machine = {
      ...machineOf('2019-onboarded'),
      faults: [{ operation: 'Update-Defender', effect: 'noop', native: null, line: '', times: null }],
    };
    const { result } = await fromLibrary(machine);
    expect(result).toMatchObject({ changed: false, after: '1.441.212.0', native: 0 });
  });

  it.each([
    ['a code of the file', failing(0x8007_05b4 | 0), intelligence, 'operation.failed', 0x8007_05b4 | 0],
    [
      'an antivirus that stands still',
      machineOf('2019core-prerequisites'),
      intelligence,
      'defender.stopped',
      null,
    ],
    [
      'a file that nobody signed',
      machineOf('2019-onboarded'),
      labFile('mpam-fe.exe', marks),
      ...(['package.notTrusted', null] as const),
    ],
    [
      'another program under its name',
      machineOf('2019-onboarded'),
      labFile('mpam-fe.exe', 'lab-version: 1.441.236.0\nlab-signature: Valid\n'),
      ...(['package.notTrusted', null] as const),
    ],
  ])('fails with the reason, from the library: %s', async (_, machine, file, code, native) => {
    const run = await fromLibrary(machine, file);
    expect(run.error).toMatchObject({ code, native });
    expect(run.machine.defender).toEqual(machine.defender);
  });
});
