import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

describeWithEngine('Set-PassiveMode', () => {
  it('writes the value where the key does not exist yet', async () => {
    const run = await onMachine('Set-PassiveMode', { mode: 'passive' }, machineOf('2019-fresh'));
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, before: null, after: 1 });
    expect(stepsOf(run.records)).toEqual(['writePassiveMode begin', 'writePassiveMode done']);
    expect(run.machine.registry[key]?.ForceDefenderPassiveMode).toBe(1);
  });

  it('leaves the other values of the key alone', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[key] = { DeviceTag: 'kept', ForceDefenderPassiveMode: 1 };
    const run = await onMachine('Set-PassiveMode', { mode: 'active' }, machine);
    expect(run.result).toEqual({ changed: true, before: 1, after: 0 });
    expect(run.machine.registry[key]).toEqual({ DeviceTag: 'kept', ForceDefenderPassiveMode: 0 });
  });

  it('changes nothing where the value is so already', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[key] = { ForceDefenderPassiveMode: 1 };
    const run = await onMachine('Set-PassiveMode', { mode: 'passive' }, machine);
    expect(run.result).toEqual({ changed: false, before: 1, after: 1 });
    expect(stepsOf(run.records)).toEqual(['writePassiveMode skipped']);
  });

  it('removes the value, and says so when there is none', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[key] = { ForceDefenderPassiveMode: 0 };
    const first = await onMachine('Set-PassiveMode', { mode: 'unset' }, machine);
    expect(first.result).toEqual({ changed: true, before: 0, after: null });
    const second = await onMachine('Set-PassiveMode', { mode: 'unset' }, first.machine);
    expect(second.result).toEqual({ changed: false, before: null, after: null });
  });

  it('fails where a policy key refuses to be written', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[key] = { $deny: 'write' };
    const run = await onMachine('Set-PassiveMode', { mode: 'passive' }, machine);
    expect(run.result).toBeUndefined();
    expect(run.error?.text).toContain('not allowed');
  });
});
