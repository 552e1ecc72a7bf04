import { expect, test } from 'vitest';
import type { Fault } from '../../../main/practice/machine/machine';
import { act, bench, facts, followAll, kitFile, tenantA, writeKit } from './bench';

const msi = kitFile('md4ws.msi');
const cmd = kitFile('onboarding.cmd');
const install = { engine: 'msiexec' as const, file: msi, script: null, passive: false };
const fault = (effect: Fault['effect'], times: number | null): Fault => ({
  operation: 'Install-Sensor',
  effect,
  native: 1603,
  line: 'CustomAction X returned actual error code 1603',
  times,
});

function ready(scenario = '2016-trellix') {
  const { open, file, clock } = bench(scenario, { speed: 60 });
  open();
  writeKit(file, [msi, cmd]);
  return { shell: open(), clock, open };
}

test('a fault happens as often as it says, then no more', async () => {
  const { shell } = ready();
  shell.addFault(fault('fail', 1));
  expect((await act(shell, 'Install-Sensor', install, 'run-first-1')).end).toMatchObject({
    ok: false,
    native: 1603,
  });
  expect((await act(shell, 'Install-Sensor', install, 'run-second-1')).end).toMatchObject({ ok: true });
});

test('a tool that hangs is named once after half an hour and never ends; the run lives', async () => {
  const { shell, clock } = ready();
  shell.addFault(fault('hang', null));
  await shell.start('run-one-1', 1, 'Install-Sensor', install);
  const said = async () => {
    const { lines } = await shell.run('Read-Run', { runId: 'run-one-1', nn: 1, offset: 0, waitMs: 0 });
    return lines.filter((line) => line.includes('It is not ended.'));
  };
  clock.now += 29 * 1000;
  expect(await said()).toEqual([]);
  clock.now += 60 * 60_000;
  expect(await said()).toEqual([expect.stringContaining('at work for 30 minutes. It is not ended.')]);
  expect((await facts(shell)).runs[0]?.outcome).toBe('running');
  const health = await shell.run('Get-RunHealth', { runId: 'run-one-1', nn: 1 });
  expect(health.alive).toBe(true);
  expect(health.processes.map((process) => process.name)).toEqual(['powershell.exe', 'msiexec.exe']);
  // It is no other installation that it waits for.
  expect(health.installer).toEqual({ busy: false, pid: null });
  expect(health.lastRecordAt).toBeLessThan(clock.now - 50 * 60_000);
});

test('a tool that asks for a restart worked, and leaves its marker', async () => {
  const { shell } = ready();
  shell.addFault(fault('restart', 1));
  expect((await act(shell, 'Install-Sensor', install)).result).toMatchObject({ restart: true, native: 3010 });
  const value = await facts(shell);
  expect(value.sensor.product).not.toBeNull();
  expect(value.restartPending).toEqual([{ source: 'componentServicing', blocking: true }]);
});

test('a busy installer is waited for twice, then the installation works', async () => {
  const { shell, clock } = ready();
  shell.chooseFault('installerBusy');
  await shell.start('run-busy-1', 1, 'Install-Sensor', install);
  clock.now += 10_000 / 60;
  expect((await shell.run('Get-RunHealth', { runId: 'run-busy-1', nn: 1 })).installer).toEqual({
    busy: true,
    pid: 6120,
  });
  const { records } = await followAll(shell, 'run-busy-1');
  expect(records.filter((record) => record.kind === 'log' && record.text.includes('1618'))).toHaveLength(2);
  expect(records.at(-1)).toMatchObject({ kind: 'end', ok: true });
});

test('an installer that stays busy is given up with 1618', async () => {
  const { shell } = ready();
  shell.addFault({ ...fault('fail', null), native: 1618 });
  const { records, end } = await act(shell, 'Install-Sensor', install);
  expect(records.filter((record) => record.kind === 'progress')).toHaveLength(19);
  expect(end).toMatchObject({ ok: false, native: 1618 });
});

test('the chosen fault replaces the one before, and the faults of the scenario stay', async () => {
  const { shell, open } = ready('2019-conflict');
  shell.chooseFault('onboardingNoop');
  expect(shell.machine().faults).toHaveLength(2);
  shell.chooseFault('installFails');
  expect(shell.machine().faults.map((item) => item.operation)).toEqual([
    'Install-Sensor',
    'Invoke-Onboarding',
  ]);
  expect(open().status().fault).toBe('installFails');
  shell.chooseFault('none');
  expect(shell.machine().faults).toHaveLength(1);
  expect(shell.status().fault).toBe('none');
});

test('an onboarding without effect can be chosen on any server', async () => {
  const { shell } = ready('2019-fresh');
  shell.chooseFault('onboardingNoop');
  expect((await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA })).end).toMatchObject({
    ok: true,
  });
  expect((await facts(shell)).sensor.onboardingState).toBeNull();
});

test('a script that waits for somebody is ended after ten minutes, and the server is free', async () => {
  const { shell } = ready('2019-fresh');
  shell.chooseFault('scriptWaits');
  const { end } = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
  expect(end).toMatchObject({ ok: false, code: 'operation.toolEnded' });
  expect((await facts(shell)).runs[0]?.outcome).not.toBe('running');
  expect((await facts(shell)).sensor.onboardingState).toBeNull();
});

test('Install.ps1 keeps its log beside itself and has its own word for a restart', async () => {
  const { shell } = ready();
  shell.addFault(fault('restart', 1));
  const params = { ...install, engine: 'installScript' as const, script: msi };
  const { result, records } = await act(shell, 'Install-Sensor', params);
  expect(result).toMatchObject({ restart: true, native: 12 });
  expect(records.some((record) => record.kind === 'log' && record.source === 'script')).toBe(true);
  // Nothing is installed before the restart; run again, it does its work.
  const again = await act(shell, 'Install-Sensor', params, 'run-again-1');
  expect(again.result).toMatchObject({ changed: true, restart: false, native: 0 });
  expect(
    (await act(shell, 'Install-Sensor', { ...params, script: null }, 'run-none-1')).result,
  ).toMatchObject({ changed: false });
  const bare = await act(ready().shell, 'Install-Sensor', { ...params, script: null });
  expect(bare.end).toMatchObject({ code: 'operation.badParameters' });
});
