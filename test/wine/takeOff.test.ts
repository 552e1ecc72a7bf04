import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineOf } from '../lab/operations/stage/onMachine';
import { stepsOf } from '../lab/operations/stage/kit';
import { groupPolicy, tenant } from './onboardingScripts';
import { WineServer } from './server';
import {
  codeOf,
  installer,
  lab,
  logOf,
  offboard,
  onboard,
  product,
  read,
  resetSensor,
  sensorPath,
} from './stage';
import { describeWithWine } from './wine';

// In this order: each goes on with the server that the one before has left.
describeWithWine('one server on Wine is taken off', () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
    expect(await codeOf(server, 'net', 'start', 'LanmanServer')).toBe(0);
    const { error } = await server.run('Install-Sensor', installer(server), lab);
    expect(error).toBeNull();
  });
  afterAll(async () => server.close());

  it('stays onboarded where the sensor does not stop: 15', async () => {
    await resetSensor(server, 'stays');
    expect((await onboard(server, groupPolicy)).error).toBeNull();
    const { error, result } = await offboard(server);
    expect(error).toMatchObject({ code: 'operation.failed', native: 15 });
    expect(result).toEqual({ changed: true, native: 15, onboardingState: 1, senseStart: 2 });
  });

  // Row servicing/servicing-ips1-offboarded-but-still-2, and the way out of it: the same script once more, by a newer sensor.
  it('fails where the sensor stops and keeps its start, and is offboarded by a sensor that does not', async () => {
    await resetSensor(server, 'forgets');
    expect((await onboard(server, groupPolicy)).error).toBeNull();
    const forgotten = await offboard(server);
    expect(forgotten.error?.code).toBe('sensor.stillOnboarded');
    expect(forgotten.result).toEqual({ changed: true, native: 0, onboardingState: 1, senseStart: 2 });
    const newer = ['reg', 'add', 'HKLM\\SOFTWARE\\GangwayLab', '/v', 'Sense', '/d', '', '/f', '/reg:64'];
    expect(await codeOf(server, ...newer)).toBe(0);
    const { error, result, records } = await offboard(server);
    expect(error).toBeNull();
    expect(result).toEqual({ changed: true, native: 0, onboardingState: 0, senseStart: 3 });
    expect(stepsOf(records)).toContain('startSensor done');
    const events = readFileSync(join(server.disk, 'windows/temp/events.txt'), 'utf8');
    expect(events).toMatch(/WDATPOffboarding \/t Information \/id 20 /);
  });

  it('is read as offboarded, and not offboarded twice', async () => {
    const state = await read(server);
    expect(state.services.sense).toMatchObject({ status: 'stopped', start: 'manual' });
    expect(state.sensor).toMatchObject({ onboardingState: 0, orgId: tenant });
    expect(state.policy).toMatchObject({ onboardingInfo: false, offboardingInfo: true });
    expect((await offboard(server)).result).toMatchObject({ changed: false, native: null });
  });

  it('gives up its sensor by Windows Installer, once', async () => {
    const params = { engine: 'msiexec', productCode: product, script: null } as const;
    const { result, error } = await server.run('Remove-Sensor', params, lab);
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(logOf(server, result)).toContain('REMOVE');
    expect(await codeOf(server, 'sc', 'query', 'sense')).not.toBe(0);
    expect(existsSync(join(server.disk, sensorPath.slice(3).replaceAll('\\', '/')))).toBe(false);
    // Unix sees the lower byte of the code.
    expect(await codeOf(server, 'msiexec', '/x', product, '/quiet', '/norestart')).toBe(1605 & 0xff);
    const state = await read(server);
    expect([state.services.sense, state.sensor.product]).toEqual([null, null]);
    expect((await server.run('Remove-Sensor', params, lab)).result).toMatchObject({ changed: false });
  });

  it('gives it up by the helper script as well', async () => {
    expect((await server.run('Install-Sensor', installer(server), lab)).error).toBeNull();
    const helper = readFileSync(join(import.meta.dirname, '../../main/packages/practice/Install.ps1'));
    const script = server.addToLibrary('Install.ps1', helper);
    const params = { engine: 'installScript', productCode: product, script } as const;
    const { result, error } = await server.run('Remove-Sensor', params, lab);
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(result?.logPath).toMatch(/uninstall-.+\.log$/);
    expect((await read(server)).sensor.product).toBeNull();
  });

  // No package of the old agent is published: that of the sensor takes its name, and Windows Installer does the rest.
  it('gives up the old agent by its own registration, once no workspace is left to it', async () => {
    expect((await server.run('Install-Sensor', installer(server), lab)).error).toBeNull();
    const key = `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${product}`;
    const named = [
      'reg',
      'add',
      key,
      '/v',
      'DisplayName',
      '/d',
      'Microsoft Monitoring Agent',
      '/f',
      '/reg:64',
    ];
    expect(await codeOf(server, ...named)).toBe(0);
    const space =
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\HealthService\\Parameters\\Service Connector Services\\Log Analytics - 1';
    expect(await codeOf(server, 'reg', 'add', space, '/f', '/reg:64')).toBe(0);
    const params = { productCode: product, groups: [] };
    expect((await server.run('Remove-MonitoringAgent', params, lab)).error?.code).toBe('agent.inUse');
    expect((await read(server)).monitoringAgent).toMatchObject({ productCode: product, groups: [] });
    expect(await codeOf(server, 'reg', 'delete', space, '/f', '/reg:64')).toBe(0);
    const { result, error } = await server.run('Remove-MonitoringAgent', params, lab);
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(logOf(server, result)).toContain('REMOVE');
    expect((await read(server)).monitoringAgent).toBeNull();
    expect((await server.run('Remove-MonitoringAgent', params, lab)).result).toMatchObject({
      changed: false,
    });
  });
});
