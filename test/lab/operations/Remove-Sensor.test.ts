import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import type { Fault, Machine } from '../../../main/practice/machine/machine';
import { holds, rowOf } from '../../ground/row';
import { describeWithEngine } from '../engine';
import { labFile, stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const productCode = '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}';
const helper = labFile('Install.ps1', 'param(\n[switch] $Uninstall,\n[switch] $NoEtl\n)\n');
const byInstaller = { engine: 'msiexec', productCode, script: null } as const;
const byScript = { engine: 'installScript', productCode, script: helper.file } as const;
/** So that waiting takes no time. */
const env = { GANGWAY_LAB_SPEED: '2000' };
const order = rowOf('servicing/servicing-ips1-uninstall-order');

/** An onboarded machine after its offboarding; `change` comes last. */
function offboarded(id: string, change: (machine: Machine) => void = () => undefined): Machine {
  const machine = machineOf(id);
  const { Sense, MsSecFlt } = machine.services;
  if (Sense === undefined || MsSecFlt === undefined) throw new Error(`${id} has no sensor`);
  Object.assign(Sense, { status: 'Stopped', start: 3 });
  Object.assign(MsSecFlt, { status: 'Stopped' });
  machine.registry[keys.sensorStatus] = { ...machine.registry[keys.sensorStatus], OnboardingState: 0 };
  change(machine);
  return machine;
}
const failing = (
  effect: Fault['effect'],
  native: number | null,
  line = 'Fehler',
  times: number | null = null,
) =>
  offboarded('2016-onboarded', (machine) => {
    machine.faults = [{ operation: 'Remove-Sensor', effect, native, line, times }];
  });
const said = (records: readonly Readonly<Record<string, unknown>>[], source: string) =>
  records.filter((one) => one.Source === source).map((one) => String(one.Text));

describeWithEngine('Remove-Sensor', () => {
  it('takes sensor and antivirus from 2012 R2, keeps its log, and then finds them gone', async () => {
    const run = await onMachine('Remove-Sensor', byInstaller, offboarded('2012r2-onboarded'));
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(run.result?.logPath).toMatch(/uninstall\.log$/);
    expect(stepsOf(run.records)).toEqual(['removeSensor begin', 'removeSensor done']);
    expect(said(run.records, 'msi').join('\n')).toMatch(/Removal completed successfully\.$/m);
    const { services, registry, defender } = run.machine;
    expect([services.Sense, services.MsSecFlt, services.WinDefend, services.WdFilter, defender]).toEqual(
      Array.from({ length: 4 }, () => undefined).concat([null] as never),
    );
    // What the server is known by stays (row defender/mde-reg-offboarding-senseguid).
    expect(registry[keys.sensor]).toMatchObject({ senseGuid: expect.any(String) as unknown });
    expect(registry[keys.policySensor]).toBeDefined();
    // The engine forgets an empty key with the last one below it.
    registry[keys.uninstall] = {};
    const again = await onMachine('Remove-Sensor', byInstaller, run.machine);
    expect(again.error).toBeNull();
    expect(again.result).toEqual({ changed: false, restart: false, native: null, logPath: '' });
    expect(stepsOf(again.records)).toEqual(['removeSensor skipped']);
  });

  it('leaves the antivirus of 2016, which is a part of Windows', async () => {
    const run = await onMachine('Remove-Sensor', byInstaller, offboarded('2016-onboarded'));
    expect(run.error).toBeNull();
    expect(run.machine.services.Sense).toBeUndefined();
    expect(run.machine.services.WinDefend).toMatchObject({ status: 'Running' });
    expect(run.machine.defender).not.toBeNull();
  });

  it('takes a product that has another code for gone', async () => {
    const machine = offboarded('2016-onboarded');
    const other = { ...byInstaller, productCode: productCode.replace('5E1A', '5E1B') };
    const run = await onMachine('Remove-Sensor', other, machine);
    expect(run.result).toMatchObject({ changed: false, native: null });
    expect(run.machine.services).toEqual(machine.services);
  });

  // Row servicing/servicing-ips1-uninstall-order.
  it.each<[string, string, string | undefined, (machine: Machine) => void]>([
    [
      '38',
      '2016-onboarded',
      'sensor.tamperProtected',
      ({ defender }) => {
        if (defender !== null) defender.IsTamperProtected = true;
      },
    ],
    [
      '35',
      '2016-onboarded',
      'sensor.stillOnboarded',
      ({ services }) => {
        if (services.Sense !== undefined) services.Sense.start = 2;
      },
    ],
    [
      '4.18.60326',
      '2012r2-onboarded',
      'sensor.administratorOnly',
      ({ registry }) => {
        Object.assign(registry[`${keys.uninstall}\\${productCode}`] ?? {}, { DisplayVersion: '4.18.60325' });
      },
    ],
    [
      '4.18.60326',
      '2012r2-onboarded',
      undefined,
      ({ registry }) => {
        Object.assign(registry[`${keys.uninstall}\\${productCode}`] ?? {}, { DisplayVersion: '4.18.60326' });
      },
    ],
    [
      '4.18.60326',
      '2016-onboarded',
      undefined,
      ({ registry }) => {
        Object.assign(registry[`${keys.uninstall}\\${productCode}`] ?? {}, { DisplayVersion: '4.18.60325' });
      },
    ],
  ])('looks for what Install.ps1 calls %s on %s: %s', async (value, id, code, change) => {
    expect(holds(order, value)).toBe(true);
    const machine = offboarded(id, change);
    const run = await onMachine('Remove-Sensor', byInstaller, machine);
    expect(run.error?.code).toBe(code);
    expect(run.machine.services.Sense === undefined).toBe(code === undefined);
    if (code !== undefined) expect(stepsOf(run.records)).toEqual([]);
  });

  it('goes on where the antivirus does not say whether it is protected', async () => {
    const machine = offboarded('2016-onboarded', ({ defender }) => {
      if (defender !== null) defender.IsTamperProtected = true;
    });
    const lab = { env: { GANGWAY_LAB_BROKEN: 'Get-MpComputerStatus' } };
    expect((await onMachine('Remove-Sensor', byInstaller, machine, lab)).error).toBeNull();
  });

  it.each([
    ['Running', true],
    ['Stopped', false],
  ] as const)(
    'asks for a restart first where the driver is %s and cannot be stopped: %s',
    async (status, first) => {
      expect(holds(order, 12)).toBe(true);
      const machine = offboarded('2016-onboarded', ({ services }) => {
        Object.assign(services.MsSecFlt ?? {}, { status, canStop: false });
      });
      const run = await onMachine('Remove-Sensor', byInstaller, machine);
      expect(run.error).toBeNull();
      expect(run.result).toMatchObject({ changed: !first, restart: first });
      expect(run.machine.services.Sense === undefined).toBe(!first);
      expect(said(run.records, 'run').join()).toBe(
        first ? 'MsSecFlt runs and cannot be stopped: Windows must restart first. Nothing was removed.' : '',
      );
    },
  );

  it('fails with the words of the package where the state says that it is onboarded', async () => {
    const machine = offboarded('2016-onboarded', ({ registry }) => {
      registry[keys.sensorStatus] = { ...registry[keys.sensorStatus], OnboardingState: 1 };
    });
    const run = await onMachine('Remove-Sensor', byInstaller, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1603 });
    expect(run.error?.text).toContain('MDE should be offboarded before uninstall');
    expect(holds(rowOf('servicing/servicing-msi-mde-offboard-before-uninstall'), 1603)).toBe(true);
    expect(run.result).toBeUndefined();
  });

  it.each([
    ['restart', byInstaller, 3010],
    ['restarts', byInstaller, 3010],
    ['restart', byScript, 3010],
    ['restarts', byScript, 1641],
  ] as const)('passes a restart on: %s by %s', async (effect, params, native) => {
    const run = await onMachine('Remove-Sensor', params, failing(effect, null), { ...helper, env });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: true, native });
    expect(run.machine.services.Sense).toBeUndefined();
  });

  it('waits while another installation runs, and gives up after twenty times', async () => {
    const busy = await onMachine('Remove-Sensor', byInstaller, failing('fail', 1618, '', 3), { env });
    expect(busy.records.filter((one) => one.Kind === 'progress').map((one) => one.Done)).toEqual([1, 2, 3]);
    expect(busy.result?.native).toBe(0);
    const never = await onMachine('Remove-Sensor', byInstaller, failing('fail', 1618, ''), { env });
    expect(never.error).toMatchObject({ code: 'operation.failed', native: 1618 });
  });

  it('believes 1605 only where the product is gone', async () => {
    const run = await onMachine('Remove-Sensor', byInstaller, failing('fail', 1605, ''));
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1605 });
  });

  it('runs the helper script from a copy of its own, without its traces', async () => {
    const run = await onMachine('Remove-Sensor', byScript, offboarded('2012r2-onboarded'), {
      ...helper,
      env,
    });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(run.result?.logPath).toMatch(/staging.uninstall-.+\.log$/);
    expect(stepsOf(run.records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'removeSensor begin',
      'removeSensor done',
    ]);
    expect(said(run.records, 'script').at(-1)).toBe('Script will exit with code 0(0x0)');
    expect(run.machine.services.WinDefend).toBeUndefined();
  });

  it.each([
    [12, undefined],
    [33, 'operation.failed'],
  ])('takes %i of the helper script for what it is', async (native, code) => {
    expect(holds(order, native)).toBe(true);
    const machine = failing('fail', native, 'Please restart this machine');
    const run = await onMachine('Remove-Sensor', byScript, machine, { ...helper, env });
    expect(run.error?.code).toBe(code);
    if (code === undefined) expect(run.result).toMatchObject({ changed: false, restart: true, native });
    else expect(run.error?.text).toBe(`installScript ended with ${native}.\nPlease restart this machine`);
    expect(run.machine.services.Sense).toBeDefined();
  });

  it('refuses a helper script that was swapped, and one that nobody named', async () => {
    const swapped = labFile('Install.ps1', '# the one', '# another one');
    const params = { ...byScript, script: swapped.file };
    const machine = offboarded('2016-onboarded');
    const bad = await onMachine('Remove-Sensor', params, machine, swapped);
    expect(bad.error?.code).toBe('operation.hashMismatch');
    const none = await onMachine('Remove-Sensor', { ...byScript, script: null }, machine);
    expect(none.error?.code).toBe('operation.badParameters');
    expect(bad.machine.services.Sense).toBeDefined();
  });
});
