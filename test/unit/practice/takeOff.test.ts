import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { machineSchema, type Machine } from '../../../main/practice/machine/machine';
import { operations } from '../../../shared/model/operations';
import { holds, rowOf } from '../../ground/row';
import { productCode, takeOffEndings, type Ending } from '../../fixtures/endings/takeOff';
import { act, bench, facts, followAll, kitFile, tenantA, writeKit } from './bench';

const cmd = kitFile('WindowsDefenderATPOffboardingScript.cmd');
const helper = kitFile('Install.ps1');
const expiresAt = Date.UTC(2035, 11, 31);
const params = {
  'Invoke-Offboarding': { file: cmd, orgId: tenantA, expiresAt },
  'Remove-Sensor': { engine: 'msiexec', productCode, script: null },
} as const;

/** A practice server whose library holds both files, after a change of its machine. */
function ready(scenario: string, change: (machine: Machine) => void = () => undefined) {
  const { open, file, clock } = bench(scenario, { speed: 60 });
  open();
  writeKit(file, [cmd, helper]);
  const state = JSON.parse(readFileSync(file, 'utf8')) as { machine: unknown };
  const machine = machineSchema.parse(state.machine);
  change(machine);
  writeFileSync(file, JSON.stringify({ ...state, machine }));
  return { shell: open(), clock };
}
const play = ({ shell }: ReturnType<typeof ready>, operation: Ending['operation']) =>
  operation === 'Remove-Sensor'
    ? act(shell, operation, params[operation])
    : act(shell, operation, params[operation]);

test.each(Object.entries(takeOffEndings))('%s ends as Windows ends it', async (_, ending) => {
  const stage = ready(ending.machine, ending.change);
  const { end, result } = await play(stage, ending.operation);
  expect(end).toBeDefined();
  const failed = 'code' in ending.ends;
  expect(end).toMatchObject(failed ? { ok: false, ...ending.ends } : { ok: true });
  if (failed) return;
  expect(operations[ending.operation].result.parse(result)).toMatchObject(ending.ends);
});

test('what an offboarding leaves is read, and a second one has nothing to do', async () => {
  const { shell } = ready('2019-onboarded', ({ defender }) => {
    if (defender !== null) defender.IsTamperProtected = true;
  });
  await act(shell, 'Invoke-Offboarding', params['Invoke-Offboarding']);
  const after = await facts(shell);
  expect(after.services.sense).toMatchObject({ status: 'stopped', start: 'manual' });
  // Rows defender/mde-reg-offboarding-state and defender/mde-sense-event-44.
  expect(after.sensor.onboardingState).toBe(0);
  expect(holds(rowOf('defender/mde-reg-offboarding-state'), 0)).toBe(true);
  expect(after.policy).toMatchObject({ onboardingInfo: false, offboardingInfo: true });
  expect(after.defender.tamperProtected).toBe(false);
  expect(after.events.find(({ log }) => log === 'sense')?.id).toBe(44);
  expect(holds(rowOf('defender/mde-sense-event-44'), 44)).toBe(true);
  expect(after.sensor.senseId).not.toBeNull();
  const again = await act(shell, 'Invoke-Offboarding', params['Invoke-Offboarding'], 'run-again-1');
  expect(again.result).toEqual({ changed: false, native: null, onboardingState: 0, senseStart: 3 });
});

test('a package expires by the clock of the server, not by that of the plan', async () => {
  const { shell, clock } = ready('2019-onboarded');
  const soon = { ...params['Invoke-Offboarding'], expiresAt: clock.now + 60_000 };
  clock.now += 120_000;
  const { end, records } = await act(shell, 'Invoke-Offboarding', soon);
  expect(end).toMatchObject({ ok: false, code: 'package.expired' });
  expect(records.filter((record) => record.kind === 'step')).toEqual([]);
  expect((await facts(shell)).sensor.onboardingState).toBe(1);
});

test('a script that waits for somebody is ended, and the server stays onboarded', async () => {
  const { shell } = ready('2019-onboarded', (machine) => {
    machine.faults = [
      { operation: 'Invoke-Offboarding', effect: 'hang', native: null, line: '', times: null },
    ];
  });
  const { end } = await act(shell, 'Invoke-Offboarding', params['Invoke-Offboarding']);
  expect(end).toMatchObject({ ok: false, code: 'operation.toolEnded' });
  expect((await facts(shell)).sensor.onboardingState).toBe(1);
});

test.each([
  ['2012r2-onboarded', null],
  ['2016-onboarded', 'running'],
] as const)('on %s the antivirus is %s after the removal', async (scenario, antivirus) => {
  const { shell } = ready(scenario);
  await act(shell, 'Invoke-Offboarding', params['Invoke-Offboarding']);
  await act(shell, 'Remove-Sensor', params['Remove-Sensor']);
  const after = await facts(shell);
  expect([after.sensor.product, after.services.sense]).toEqual([null, null]);
  expect(after.services.winDefend?.status ?? null).toBe(antivirus);
});

test('a driver that does not stop is gone after the restart, and then the sensor is removed', async () => {
  const stuck = takeOffEndings['a removal with a driver that does not stop'];
  const { shell, clock } = ready('2016-onboarded', (machine) => {
    stuck?.change(machine);
    machine.atRestart = [{ services: { MsSecFlt: { status: 'Stopped', canStop: null } } }];
  });
  const first = await act(shell, 'Remove-Sensor', params['Remove-Sensor']);
  expect(first.result).toMatchObject({ changed: false, restart: true });
  await shell.run('Restart-Server', { delaySeconds: 0 });
  clock.now += 10 * 60_000;
  const second = await act(shell, 'Remove-Sensor', params['Remove-Sensor'], 'run-second-1');
  expect(second.result).toMatchObject({ changed: true, restart: false });
});

test.each([
  [12, undefined, { changed: false, restart: true, native: 12 }],
  [33, 'operation.failed', undefined],
] as const)('Install.ps1 leaves with %i', async (native, code, result) => {
  const { shell } = ready('2016-onboarded', (machine) => {
    takeOffEndings['a removal beside an antivirus of Windows']?.change(machine);
    machine.faults = [{ operation: 'Remove-Sensor', effect: 'fail', native, line: 'Its words', times: null }];
  });
  const byScript = { ...params['Remove-Sensor'], engine: 'installScript', script: helper } as const;
  const ended = await act(shell, 'Remove-Sensor', byScript);
  expect(ended.end).toMatchObject({ ok: code === undefined, code: code ?? null });
  if (result !== undefined) expect(ended.result).toMatchObject(result);
  const none = await act(shell, 'Remove-Sensor', { ...byScript, script: null }, 'run-none-1');
  expect(none.end).toMatchObject({ code: 'operation.badParameters' });
});

test('neither of the two stops in its middle', async () => {
  const { shell } = ready('2019-onboarded');
  await shell.start('run-one-1', 1, 'Invoke-Offboarding', params['Invoke-Offboarding']);
  await shell.stop('run-one-1', 1, true);
  expect((await followAll(shell, 'run-one-1')).records.at(-1)).toMatchObject({ kind: 'end', ok: true });
});

test.each([
  ['offboardingNoop', 'Invoke-Offboarding', { code: 'sensor.stillOnboarded' }],
  ['removalFails', 'Remove-Sensor', { code: 'operation.failed', native: 1603 }],
] as const)('a person can choose %s, which befalls %s', async (chosen, operation, ends) => {
  const stage = ready('2016-onboarded', (machine) => {
    if (operation === 'Remove-Sensor') takeOffEndings['a removal that does nothing']?.change(machine);
    machine.faults = [];
  });
  stage.shell.chooseFault(chosen);
  expect((await play(stage, operation)).end).toMatchObject({ ok: false, ...ends });
});
