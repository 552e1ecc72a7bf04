import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './stage/onMachine';

const params = { antivirusServices: [], eventsSince: 0 };
const hklm = 'HKEY_LOCAL_MACHINE';
const read = (machine = machineOf('2019-onboarded')) => onMachine('Get-ServerState', params, machine);

describeWithEngine('Get-ServerState, of who manages the server,', () => {
  it('sees who else manages the server, proxies, and an antivirus that a policy turned off', async () => {
    const machine = machineOf('2016-trellix');
    const { McShield } = machine.services;
    if (McShield === undefined) throw new Error('the machine has no McShield');
    machine.services.HealthService = { ...McShield, displayName: 'Microsoft Monitoring Agent' };
    machine.services.himds = { ...McShield, displayName: 'Azure Hybrid Instance Metadata Service' };
    const spaces = `${hklm}\\SYSTEM\\CurrentControlSet\\Services\\HealthService\\Parameters\\Service Connector Services`;
    machine.registry[`${spaces}\\Log Analytics - 1234`] = {};
    machine.registry[`${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Defender`] = {
      DisableAntiSpyware: 1,
      ProxyServer: 'http://proxy:3128',
    };
    machine.registry[`${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection`] = {
      TelemetryProxyServer: 'proxy:8080',
    };
    machine.proxy.winHttp = 'proxy.example:8080';
    const run = await read(machine);
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.owners).toEqual([
      { kind: 'monitoringAgent', detail: 'Log Analytics - 1234' },
      { kind: 'arc', detail: 'Azure Hybrid Instance Metadata Service' },
      { kind: 'defenderPolicy', detail: 'DisableAntiSpyware=1' },
    ]);
    expect(run.result?.proxy).toEqual({
      winHttp: 'proxy.example:8080',
      winHttpBypass: null,
      telemetry: 'proxy:8080',
      antivirus: 'http://proxy:3128',
    });
    expect(run.result?.policy.disableAntiSpyware).toBe(1);
  });
});
