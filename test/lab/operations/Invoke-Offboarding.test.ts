import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fault, Machine } from '../../../main/practice/machine/machine';
import { holds, rowOf } from '../../ground/row';
import { describeWithEngine } from '../engine';
import { labFile, offboardingScript, onboardingScript, stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const name = 'WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd';
const script = labFile(name, offboardingScript(orgId));
const params = { file: script.file, orgId, expiresAt: Date.UTC(2035, 11, 31) };
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const own = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection';
const status = `${own}\\Status`;
const blob = '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A';
/** So that waiting takes no time. */
const env = { GANGWAY_LAB_SPEED: '2000' };
const failing = (effect: Fault['effect'], native: number | null, id = '2019-onboarded'): Machine => ({
  ...machineOf(id),
  faults: [{ operation: 'Invoke-Offboarding', effect, native, line: 'Fehler', times: null }],
});
function senseOf(machine: Machine) {
  const { Sense } = machine.services;
  if (Sense === undefined) throw new Error('no sensor');
  return Sense;
}

describeWithEngine('Invoke-Offboarding', () => {
  it.each([
    ['2019-onboarded', null],
    ['2016-onboarded', 'Passive Mode'],
    ['2012r2-onboarded', null],
  ])('takes %s off, says nothing of the key, and leaves no copy of it', async (id, mode) => {
    const machine = machineOf(id);
    if (machine.defender !== null) machine.defender.IsTamperProtected = true;
    if (mode !== null) expect(machine.defender?.AMRunningMode).toBe(mode);
    let left: readonly string[] | null = null;
    const inspect = (disk: string) => {
      left = readdirSync(disk, { recursive: true, encoding: 'utf8' }).filter((one) =>
        /portal\.cmd$|senseTmp/.test(one),
      );
    };
    const run = await onMachine('Invoke-Offboarding', params, machine, { ...script, inspect, env });
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, native: 0, onboardingState: 0, senseStart: 3 });
    expect(stepsOf(run.records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'startSensor skipped',
      'offboard begin',
      'offboard done',
      'awaitOffboarding begin',
      'awaitOffboarding done',
    ]);
    expect(left).toEqual([]);
    expect(JSON.stringify(run.records)).not.toContain('sha256sig');
    const { machine: after } = run;
    // Rows defender/mde-svc-sense-offboarded and defender/mde-reg-offboarding-state.
    expect(holds(rowOf('defender/mde-svc-sense-offboarded'), '1  STOPPED')).toBe(true);
    expect(holds(rowOf('defender/mde-reg-offboarding-state'), '0')).toBe(true);
    expect(after.services.Sense).toMatchObject({ status: 'Stopped', start: 3 });
    expect(after.registry[status]).toMatchObject({ OnboardingState: 0 });
    expect(after.registry[policy]).not.toHaveProperty('OnboardingInfo');
    expect(after.registry[policy]).toHaveProperty([blob]);
    expect(after.defender).toMatchObject({ IsTamperProtected: false, AMRunningMode: 'Normal' });
    expect(after.events.map(({ provider, id: event }) => `${provider} ${event}`)).toEqual(
      expect.arrayContaining(['Microsoft-Windows-SENSE 44', 'WDATPOffboarding 20']),
    );
    // What the server is known by is never taken away (row defender/mde-reg-offboarding-senseguid).
    expect(after.registry[own]).toMatchObject({ senseGuid: expect.any(String) as unknown });
  });

  it('starts nothing where the file of error texts cannot be made anew', async () => {
    const prepare = (disk: string) => {
      script.prepare(disk);
      mkdirSync(join(disk, 'Windows', 'Temp', 'senseTmp.txt', 'theirs'), { recursive: true });
    };
    const run = await onMachine('Invoke-Offboarding', params, machineOf('2019-onboarded'), { prepare, env });
    expect(run.error?.code).toBe('run.folderNotOurs');
    expect(run.machine.services.Sense).toMatchObject({ status: 'Running', start: 2 });
  });

  it('changes nothing on a server that is offboarded, whoever its tenant was and however old the package is', async () => {
    const machine = machineOf('2025core-fresh');
    machine.registry[status] = { OnboardingState: 0, OrgId: stranger };
    const run = await onMachine('Invoke-Offboarding', { ...params, expiresAt: 1 }, machine);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: false, native: null, onboardingState: 0, senseStart: 3 });
    expect(stepsOf(run.records)).toEqual(['offboard skipped']);
    expect(run.machine.events).toEqual(machine.events);
  });

  it('does not touch a server of another tenant', async () => {
    const machine = machineOf('2019-othertenant');
    const run = await onMachine('Invoke-Offboarding', params, machine, script);
    expect(run.error?.code).toBe('package.otherTenant');
    expect(run.error?.text).toContain(stranger);
    for (const key of [status, policy]) expect(run.machine.registry[key]).toEqual(machine.registry[key]);
  });

  it.each([
    [-1_000, 'package.expired'],
    [60_000, undefined],
  ])('judges a package that ends in %i ms by the clock of the server: %s', async (left, code) => {
    const machine = machineOf('2019-onboarded');
    const soon = { ...params, expiresAt: Date.now() + left };
    const run = await onMachine('Invoke-Offboarding', soon, machine, { ...script, env });
    expect(run.error?.code).toBe(code);
    if (code === undefined) return;
    expect(run.error?.text).toMatch(/valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/);
    expect(run.machine.services.Sense).toEqual(machine.services.Sense);
    expect(stepsOf(run.records)).toEqual([]);
  });

  it('starts a sensor that is stopped, or it would read nothing', async () => {
    const machine = machineOf('2019-onboarded');
    machine.services.Sense = { ...senseOf(machine), status: 'Stopped' };
    const run = await onMachine('Invoke-Offboarding', params, machine, { ...script, env });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ onboardingState: 0, senseStart: 3 });
    expect(stepsOf(run.records)).toContain('startSensor done');
  });

  it('goes on where the sensor cannot be started, and says what came of it', async () => {
    const machine = machineOf('2019-onboarded');
    machine.services.Sense = { ...senseOf(machine), status: 'Stopped' };
    const broken = { ...env, GANGWAY_LAB_BROKEN: 'Start' };
    const run = await onMachine('Invoke-Offboarding', params, machine, { ...script, env: broken });
    expect(run.records).toContainEqual(
      expect.objectContaining({ Level: 'warn', Text: expect.stringContaining('could not be started') }),
    );
    expect(run.error?.code).toBe('sensor.stillOnboarded');
  });

  // Start-Service would wait for it without end.
  it.each(['Stopped', 'StartPending'] as const)(
    'waits a minute for a sensor that hangs in its start, and was %s before',
    async (status) => {
      const machine = machineOf('2019-onboarded');
      machine.services.Sense = { ...senseOf(machine), status };
      const hangs = { ...env, GANGWAY_LAB_ODD: 'hangs:Sense' };
      const run = await onMachine('Invoke-Offboarding', params, machine, { ...script, env: hangs });
      expect(stepsOf(run.records)).toContain('startSensor done');
      expect(run.records).toContainEqual(
        expect.objectContaining({ Level: 'warn', Text: expect.stringContaining('still StartPending') }),
      );
      expect(run.error?.code).toBe('sensor.stillOnboarded');
    },
  );

  // Row servicing/servicing-ips1-offboarded-but-still-2: never written by us.
  it('fails with the value that only the sensor may change, and leaves it', async () => {
    const run = await onMachine('Invoke-Offboarding', params, failing('noop', 0), { ...script, env });
    const { shows } = rowOf('servicing/servicing-ips1-offboarded-but-still-2');
    expect(JSON.stringify(shows)).toContain('Start 2');
    expect(run.error).toMatchObject({ code: 'sensor.stillOnboarded', native: null });
    expect(run.result).toEqual({ changed: true, native: 0, onboardingState: 1, senseStart: 2 });
    expect(run.records.filter((one) => one.Kind === 'progress')).toHaveLength(6);
    expect(run.machine.services.Sense).toMatchObject({ start: 2 });
  });

  it.each([
    ['defender/mde-script-offboarding-2022', 5],
    ['defender/mde-script-offboarding-2022', 10],
    ['defender/mde-script-offboarding-2022', 15],
    ['defender/mde-script-offboarding-2022', 65],
    ['defender/mde-script-offboarding-2024', 70],
  ])('fails with a code of %s: %i', async (row, native) => {
    expect(holds(rowOf(row), native)).toBe(true);
    const run = await onMachine('Invoke-Offboarding', params, failing('fail', native), { ...script, env });
    expect(run.error).toMatchObject({ code: 'operation.failed', native });
    // Only 15 says that the script looked too early.
    expect(run.records.filter((one) => one.Kind === 'progress')).toHaveLength(native === 15 ? 36 : 0);
  });

  it('waits for a sensor that stops after the script gave up', async () => {
    const machine = failing('fail', 15);
    machine.atTime = [
      {
        at: Date.now() + 86_400_000,
        patch: {
          services: { Sense: { ...senseOf(machine), status: 'Stopped', start: 3 } },
          registry: { [status]: { OnboardingState: 0 } },
        },
      },
    ];
    // Within the three minutes of waiting, which are three seconds here.
    const slower = { GANGWAY_LAB_SPEED: '60', GANGWAY_LAB_LATE: '300' };
    const run = await onMachine('Invoke-Offboarding', params, machine, { ...script, env: slower });
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, native: 15, onboardingState: 0, senseStart: 3 });
  });

  it('ends a script that waits for somebody', async () => {
    const run = await onMachine('Invoke-Offboarding', params, failing('hang', null), { ...script, env });
    expect(run.error?.code).toBe('operation.toolEnded');
    expect(run.machine.processes.map((one) => one.name)).toContain('theirs.exe');
  });

  it.each([
    ['belongs to another tenant', offboardingScript(stranger)],
    ['names no tenant', '@echo off\r\n'],
    ['is another one than the library says', onboardingScript(orgId)],
  ])('refuses a script that %s', async (what, text) => {
    const swapped = what.startsWith('is another');
    const bad = swapped ? labFile(name, offboardingScript(orgId), text) : labFile(name, text);
    const machine = machineOf('2019-onboarded');
    const run = await onMachine('Invoke-Offboarding', { ...params, file: bad.file }, machine, bad);
    expect(run.error?.code).toBe(swapped ? 'operation.hashMismatch' : 'package.notTrusted');
    expect(run.machine.services).toEqual(machine.services);
  });
});
