import { expect, it } from 'vitest';
import type { Machine } from '../../../../main/practice/machine/machine';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const update = (machine: Machine) =>
  onMachine('Update-Defender', { what: 'intelligence', from: 'windows' }, machine);
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
});
