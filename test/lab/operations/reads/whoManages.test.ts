import { expect, it } from 'vitest';
import { holds, rowOf } from '../../../ground/row';
import { describeWithEngine } from '../../engine';
import { machineOf, onMachine } from '../stage/onMachine';

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

  const sensor = `${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection`;
  const policy = (gpo: string, name: string, precedence = 1) => ({
    ...{ gpo, precedence, key: sensor, name, value: 1 },
  });

  it('names the Group Policy object that decides a value, and only the one that wins', async () => {
    const machine = machineOf('2019-onboarded');
    machine.groupPolicy = [
      policy('Old servers', 'AllowSampleCollection', 2),
      policy('Servers', 'allowsamplecollection'),
      policy('Servers', 'GroupIds'),
      { ...policy('Tags', 'Group'), key: `${sensor}\\DeviceTagging` },
      // The same name in another key is another value.
      { ...policy('Tags', 'latency'), key: `${hklm}\\SOFTWARE\\Policies\\Example` },
    ];
    const run = await read(machine);
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.policySources).toEqual([
      { name: 'deviceTag', gpo: 'Tags' },
      { name: 'sampleCollection', gpo: 'Servers' },
    ]);
    const { shows } = rowOf('platform/rsop-registry-setting');
    for (const name of ['registryKey', 'valueName', 'precedence', 'GPOID'])
      expect(holds(rowOf('platform/rsop-registry-setting'), name)).toBe(true);
    expect(shows).toHaveProperty('RSOP_GPO');
  });

  it('tells that Windows did not answer for its policies, and loses nothing else', async () => {
    const thrown = 'Get-CimInstance=HRESULT 0x8004100e/ObjectNotFound';
    const run = await onMachine('Get-ServerState', params, machineOf('2019-onboarded'), {
      env: { GANGWAY_LAB_THROWN: thrown },
    });
    expect(run.result?.policySources).toEqual([]);
    expect(run.result?.unreadable).toContainEqual(
      expect.objectContaining({ fact: 'policySources', reason: 'notFound' }),
    );
    expect(run.result?.sensor.onboardingState).toBe(1);
  });

  const enrollment = `${hklm}\\SOFTWARE\\Microsoft\\Enrollments\\3F5A1F0C-6B1D-4C51-9B1A-2D5E7C0A9F11`;
  it.each([
    ['an enrollment of Intune', { ProviderID: 'MS DM Server', EnrollmentState: 1 }, 2, ['intune']],
    ['one that is not in force', { ProviderID: 'MS DM Server', EnrollmentState: 0 }, 2, []],
    ['one of another provider', { ProviderID: 'Local_Management', EnrollmentState: 1 }, 2, []],
    ['security settings management', {}, 1, ['securitySettings']],
    ['the same beside Configuration Manager', {}, 43, ['securitySettings']],
    ['the same that failed', {}, 15, []],
  ])('%s', async (_, values, status, kinds) => {
    const machine = machineOf('2019-onboarded');
    machine.registry[enrollment] = values;
    machine.registry[`${hklm}\\SOFTWARE\\Microsoft\\SenseCM`] = { EnrollmentStatus: status };
    const run = await read(machine);
    expect(run.result?.owners.map(({ kind }) => kind)).toEqual(kinds);
    expect(holds(rowOf('platform/mdm-enrollment'), 'MS DM Server')).toBe(true);
    expect(holds(rowOf('defender/mde-reg-sensecm'), 'enrolled')).toBe(true);
  });

  it('the extension of Defender for Cloud, by its folder', async () => {
    const machine = machineOf('2019-onboarded');
    const status = String(rowOf('platform/azure-extension-folder').shows.status);
    machine.files[status] = { version: null, owner: null };
    const run = await read(machine);
    expect(run.result?.owners).toEqual([{ kind: 'defenderForCloud', detail: 'MDE.Windows' }]);
  });
});
