import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import type { Fault, Machine } from '../../../main/practice/machine/machine';
import { openMachine } from '../../../main/practice/machine/openMachine';
import { rebootMark } from '../../../main/practice/answers/readFindings';
import type { OperationName } from '../../../shared/model/operations';
import { deploymentToolEndings } from '../../fixtures/endings/deploymentTool';
import { antivirusTestEndings } from '../../fixtures/endings/antivirusTest';
import { agentAlone } from '../../fixtures/oldAgent';
import { takeOffEndings } from '../../fixtures/endings/takeOff';
import { describeWithEngine } from '../engine';
import { machineOf } from '../operations/stage/onMachine';
import { compare } from './compare';
import { playStep } from './practiceSide';
import { runScripts } from './scriptSide';
import { kitFiles, nameOf, prepareKit, steps } from './steps';

const struck: Partial<Record<OperationName, string>> = {
  'Invoke-Onboarding': '2019-fresh',
  'Update-Sensor': '2016-onboarded',
};
const fault = (
  operation: OperationName,
  effect: Fault['effect'],
  native: number | null = null,
  times: number | null = 1,
  line = effect === 'fail' ? 'CustomAction InstallWdBoot returned actual error code 1603' : '',
): Machine => {
  const machine = machineOf(struck[operation] ?? '2016-trellix');
  return { ...machine, faults: [{ operation, effect, native, line, times }] };
};
const changed = (id: string, change: (machine: Machine) => void): Machine => {
  const machine = machineOf(id);
  change(machine);
  return machine;
};
const anAgent = (...struck: Parameters<typeof agentAlone>) => openMachine(agentAlone(...struck), Date.now());
const service = {
  displayName: 'An agent',
  status: 'Running',
  start: 2,
  imagePath: 'C:\\a.exe',
  kind: 'service',
} as const;

/** Every way in which taking a server off can end. */
const takingOff = Object.entries(takeOffEndings).map(
  ([name, { machine, change, operation }]) => [name, [changed(machine, change), operation]] as const,
);

const testingAntivirus = Object.entries(antivirusTestEndings).map(
  ([name, change]) => [name, [changed('2019-onboarded', change), 'Invoke-AntivirusTest']] as const,
);

/** What Microsoft's deployment tool can meet. */
const byTool = deploymentToolEndings.map(
  ([name, machine, operation, change]) => [name, [changed(machine, change), operation]] as const,
);

/** What goes wrong, or stands in the way, with the operations that it concerns. */
const cases: Readonly<Record<string, readonly [Machine, ...OperationName[]]>> = {
  ...Object.fromEntries([...takingOff, ...testingAntivirus, ...byTool]),
  'an installation that asks for a restart': [fault('Install-Sensor', 'restart'), 'Install-Sensor'],
  // Told by /norestart, Windows Installer asks; by Install.ps1, which does not tell it, it restarts the server by itself.
  'an installation whose package calls for a restart': [machineOf('2016core-fresh'), 'Install-Sensor'],
  'an installation that fails': [fault('Install-Sensor', 'fail', 1603), 'Install-Sensor'],
  'an installation that does nothing': [fault('Install-Sensor', 'noop'), 'Install-Sensor'],
  'an installation beside another one of the same package': [
    fault('Install-Sensor', 'fail', 1618, 1, 'md4ws.msi is being installed'),
    'Install-Sensor',
  ],
  'a Defender that comes with the next start': [
    changed('2016-prerequisites', (machine) => {
      machine.features['Windows-Defender'] = 'Enabled';
    }),
    'Install-Prerequisite',
  ],
  'a fix that changes nothing': [fault('Install-Prerequisite', 'noop'), 'Install-Prerequisite'],
  'marks of a restart that are none': [
    changed('2016-trellix', (machine) => {
      machine.registry[keys.sessionManager] = { PendingFileRenameOperations: ['', ''] };
    }),
    'Get-ServerState',
  ],
  'an onboarding that fails at once': [fault('Invoke-Onboarding', 'fail', 5), 'Invoke-Onboarding'],
  'an onboarding that waits in vain': [fault('Invoke-Onboarding', 'fail', 35), 'Invoke-Onboarding'],
  'a restart where a power-off is planned': [fault('Restart-Server', 'fail', 1190), 'Restart-Server'],
  'a restart that something else keeps planning': [
    fault('Restart-Server', 'fail', 1190, null),
    'Restart-Server',
  ],
  'a restart of a Windows that goes down': [fault('Restart-Server', 'fail', 1115), 'Restart-Server'],
  'a restart that is refused': [fault('Restart-Server', 'fail', 5), 'Restart-Server'],
  'a policy that does not stay': [fault('Set-PassiveMode', 'noop'), 'Set-PassiveMode'],
  'policy values that do not stay': [fault('Set-Policy', 'noop'), 'Set-Policy'],
  'policy values that are refused': [fault('Set-Policy', 'fail', 5), 'Set-Policy'],
  'a policy value of another kind': [
    changed('2019-fresh', (machine) => {
      machine.registry[keys.policyTagging] = { Group: 7 };
    }),
    'Set-Policy',
  ],
  'a proxy of Windows that does not stay': [fault('Set-WinHttpProxy', 'noop'), 'Set-WinHttpProxy'],
  'a proxy of Windows that is refused': [fault('Set-WinHttpProxy', 'fail', 1), 'Set-WinHttpProxy'],
  'a proxy of Windows that is taken away': [
    changed('2019-fresh', ({ proxy }) => {
      proxy.winHttp = 'http=a:80;https=b:81';
      proxy.winHttpBypass = '<local>';
    }),
    'Set-WinHttpProxy',
    'Get-ServerState',
  ],
  'tamper protection': [
    changed('2019-onboarded', ({ defender }) => {
      if (defender !== null) defender.IsTamperProtected = true;
    }),
    'Set-PassiveMode',
  ],
  // Row defender/mde-mpstatus-mode-after-passive-key.
  'a passive mode that does not come at once': [
    changed('2019-onboarded', (machine) => {
      machine.passiveAfterMs = 360_000;
    }),
    'Set-PassiveMode',
  ],
  'an update of intelligence that fails': [
    {
      ...machineOf('2019-onboarded'),
      faults: [
        { operation: 'Update-Defender', effect: 'fail', native: -2_147_023_640, line: '', times: null },
      ],
    },
    'Update-Defender',
  ],
  'an update of intelligence that finds nothing newer': [
    {
      ...machineOf('2019-onboarded'),
      faults: [{ operation: 'Update-Defender', effect: 'noop', native: null, line: '', times: null }],
    },
    'Update-Defender',
  ],
  'an update of the sensor that asks for a restart': [fault('Update-Sensor', 'restart'), 'Update-Sensor'],
  'an update of the sensor that fails': [fault('Update-Sensor', 'fail', 1603), 'Update-Sensor'],
  'an update of the sensor without effect': [fault('Update-Sensor', 'noop'), 'Update-Sensor'],
  'an agent that goes': [anAgent(), 'Remove-MonitoringAgent'],
  'an agent that goes with a restart': [anAgent('restart'), 'Remove-MonitoringAgent'],
  'an agent that does not go': [anAgent('fail', 1603), 'Remove-MonitoringAgent'],
  'workspaces that stay': [
    {
      ...machineOf('2012r2-othertenant'),
      faults: [{ operation: 'Remove-Workspace', effect: 'noop', native: null, line: '', times: null }],
    },
    'Remove-Workspace',
  ],
  'workspaces that are refused': [
    {
      ...machineOf('2012r2-othertenant'),
      faults: [
        { operation: 'Remove-Workspace', effect: 'fail', native: -2_147_467_259, line: '', times: null },
      ],
    },
    'Remove-Workspace',
  ],
  'an agent that serves Operations Manager, too': [
    changed('2012r2-othertenant', ({ registry }) => {
      registry[`${keys.managementGroups}\\AOI-0f6c2f0e`] = {};
      registry[`${keys.managementGroups}\\OM-NORD`] = {};
    }),
    'Remove-Workspace',
  ],
  'preferences that do not stay': [
    fault('Set-DefenderPreference', 'noop', null, null),
    'Set-DefenderPreference',
  ],
  'preferences that are refused': [
    fault('Set-DefenderPreference', 'fail', -2_147_024_891, null),
    'Set-DefenderPreference',
  ],
  'preferences that policies hold, and exclusions that tamper protection guards': [
    changed('2016-onboarded', ({ registry, defender }) => {
      registry[keys.policyNetworkProtection] = { EnableNetworkProtection: 2 };
      registry[keys.policyDefender] = { ProxyServer: 'http://policy.example:80' };
      registry[keys.policyExcludedPaths] = { 'E:\\Policy': '0' };
      registry[keys.antivirusFeatures] = { TPExclusions: 0x0fff_ffff };
      if (defender !== null) defender.IsTamperProtected = true;
    }),
    'Set-DefenderPreference',
    'Get-ServerState',
  ],
  'exclusions that do not count beside those of a policy': [
    changed('2016-onboarded', ({ registry }) => {
      registry[keys.policyDefender] = { DisableLocalAdminMerge: 1 };
    }),
    'Set-DefenderPreference',
    'Get-ServerState',
  ],
  'exclusions that are hidden': [
    changed('2019-onboarded', ({ defender }) => {
      if (defender !== null) defender.preferences = { hidden: true };
    }),
    'Set-DefenderPreference',
    'Get-ServerState',
  ],
  'workloads that are no roles': [
    changed('2019-fresh', ({ registry }) => {
      registry[keys.sqlInstances] = { MSSQLSERVER: 'MSSQL15.MSSQLSERVER' };
      registry[keys.exchangeSetup] = {};
    }),
    'Get-ServerState',
  ],
  'other agents and a policy': [
    changed('2016-trellix', (machine) => {
      machine.services.HealthService = service;
      machine.services.himds = service;
      machine.registry[`${keys.workspaces}\\Log Analytics - 1234`] = {};
      machine.registry[`${keys.uninstall}\\Microsoft Security Client`] = {
        DisplayName: 'Endpoint Protection',
      };
      machine.registry[keys.policyDefender] = { DisableAntiSpyware: 1, DisableAntiVirus: 1 };
    }),
    'Get-ServerState',
  ],
  'an antivirus that is not running': [
    changed('2019-fresh', ({ defender }) => {
      if (defender !== null) defender.AMRunningMode = 'Not running';
    }),
    'Get-ServerState',
  ],
  'parts that are overdue': [
    changed('2019-onboarded', (machine) => {
      machine.slow = { 'Get-MpComputerStatus': 20, 'Get-WindowsFeature': 20 };
    }),
    'Get-ServerState',
  ],
  'events of Defender': [
    changed('2019-onboarded', ({ boot, events }) => {
      for (const id of [1116, 1117, 2006, 2014, 5007, 2000]) {
        const provider = 'Microsoft-Windows-Windows Defender';
        events.push({
          log: `${provider}/Operational`,
          provider,
          id,
          level: 3,
          at: boot.startedAt + id,
          text: String(id),
        });
      }
    }),
    'Get-ServerState',
    'Get-RecentEvent',
  ],
  // Row defender/mde-wd-log-volume: 5007 is the most frequent event of that log, and must not take the place of the others.
  'a flood of one event of Defender': [
    changed('2019-onboarded', ({ boot, events }) => {
      const provider = 'Microsoft-Windows-Windows Defender';
      for (let n = 0; n < 60; n += 1)
        events.push({
          log: `${provider}/Operational`,
          provider,
          id: n === 1 ? 1116 : 5007,
          level: 4,
          at: boot.startedAt + Math.min(n, 58),
          text: String(n),
        });
    }),
    'Get-ServerState',
    'Get-RecentEvent',
  ],
  'a restart mark that is stale': [
    changed('2016-trellix', (machine) => {
      machine.registry[keys.defenderInstall] = { PendingReboot: '20.01.02T03:04:05.006' };
    }),
    'Get-ServerState',
  ],
};

describeWithEngine('practice server and script, with', () => {
  it.each(Object.entries(cases))('%s', async (_, [start, ...names]) => {
    const machine = { ...start, kit: kitFiles };
    // Nobody waits here as long as a reading does.
    const soon = machine.slow === undefined ? {} : { partSeconds: 2 };
    const some = steps
      .filter(({ name }) => names.includes(name))
      .map((step) => ({ ...step, params: { ...step.params, ...soon } }));
    const scripts = await runScripts(machine, some, prepareKit);
    for (const [index, step] of some.entries()) {
      const script = scripts[index];
      if (script === undefined) throw new Error(`${nameOf(step)} gave no end`);
      const found = compare(await playStep(step, machine), script, machine);
      expect(found.filter((one) => !one.startsWith('result.powershell.'))).toEqual([]);
    }
  });

  it('the boot time as the mark of a restart', () => {
    const machine = machineOf('2016-trellix');
    expect(rebootMark(machine)).toMatch(/^\d\d\.\d\d\.\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
  });
});
