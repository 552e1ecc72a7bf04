import { expect, it } from 'vitest';
import { keys } from '../../../../main/practice/machine/keys';
import type { Machine } from '../../../../main/practice/machine/machine';
import { openMachine } from '../../../../main/practice/machine/openMachine';
import { agentAlone, agentCode as productCode } from '../../../fixtures/oldAgent';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const uninstall = `${keys.uninstall}\\${productCode}`;
const alone = (change: (machine: Machine) => void = () => undefined): Machine => {
  const machine = openMachine(agentAlone(), Date.now());
  change(machine);
  return machine;
};
const struck = (...how: Parameters<typeof agentAlone>) => openMachine(agentAlone(...how), Date.now());
const remove = (machine: Machine, groups: string[] = []) =>
  onMachine('Remove-MonitoringAgent', { productCode, groups }, machine);

describeWithEngine('Remove-MonitoringAgent', () => {
  it('takes it away by Windows Installer, and finds it gone', async () => {
    const run = await remove(alone());
    expect(run.error).toBeNull();
    expect(stepsOf(run.records)).toEqual(['removeAgent begin', 'removeAgent done']);
    expect(run.result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(run.machine.services.HealthService).toBeUndefined();
    expect(run.machine.registry[uninstall]).toBeUndefined();
    // The sensor, which Windows Installer knows as well, stays.
    expect(run.machine.services.Sense).toBeDefined();
    const again = await remove(run.machine);
    expect(stepsOf(again.records)).toEqual(['removeAgent skipped']);
    expect(again.result).toEqual({ changed: false, restart: false, native: null, logPath: '' });
  });

  const group = ({ registry }: Machine) => {
    registry[`${keys.managementGroups}\\OM-NORD`] = {};
    registry[`${keys.managementGroups}\\AOI-0f6c2f0e`] = {};
  };
  it('refuses where somebody uses it of whom nobody was told', async () => {
    const workspaces = await remove(machineOf('2012r2-othertenant'));
    expect(workspaces.error).toMatchObject({ code: 'agent.inUse' });
    const strange = await remove(alone(group));
    expect(strange.error).toMatchObject({ code: 'agent.inUse' });
    expect(strange.error?.text).toContain('OM-NORD');
    expect(strange.error?.text).not.toContain('AOI-');
    expect(strange.machine.services.HealthService).toBeDefined();
    const told = await remove(alone(group), ['om-nord']);
    expect(told.result).toMatchObject({ changed: true });
  });

  it.each<[string, Machine, object]>([
    ['asks for the restart', struck('restart', null), { result: { restart: true, native: 3010 } }],
    ['says 0 and takes nothing away', struck('noop', null), { result: { changed: true, native: 0 } }],
    ['fails', struck('fail', 1603), { error: { code: 'operation.failed', native: 1603 } }],
    ['knows no such product', struck('fail', 1605), { error: { code: 'operation.failed', native: 1605 } }],
  ])('tells of a Windows Installer that %s', async (_, machine, ends) => {
    expect(await remove(machine)).toMatchObject(ends);
  });

  it('is read with its registration and the groups of Operations Manager that it serves', async () => {
    const read = async (machine: Machine) =>
      (await onMachine('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, machine)).result
        ?.monitoringAgent;
    expect(await read(alone(group))).toEqual({ productCode, version: '10.20.18069.0', groups: ['OM-NORD'] });
    const unregistered = alone(({ registry }) => Reflect.deleteProperty(registry, uninstall));
    expect(await read(unregistered)).toEqual({ productCode: null, version: null, groups: [] });
    expect(await read(machineOf('2016-onboarded'))).toBeNull();
  });
});
