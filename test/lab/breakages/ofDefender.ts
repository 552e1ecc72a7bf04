import { keys } from '../../../main/practice/machine/keys';
import { machineOf } from '../operations/stage/onMachine';
import { agentAlone, agentCode } from '../../fixtures/oldAgent';
import { labFile } from '../operations/stage/kit';
import { failing, field, type Bench } from './breakage';

const both = ['0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11', '9b1d7c44-52aa-4c1f-8e77-0a4c3d2b1e90'];
/** The agent serves Operations Manager, too. */
const withGroup = machineOf('2012r2-othertenant');
withGroup.registry[`${keys.managementGroups}\\OM-NORD`] = {};

/** The old agent serves Operations Manager, and no workspace. */
const servesGroup = agentAlone();
servesGroup.registry[`${keys.managementGroups}\\OM-NORD`] = {};

const sensor = labFile(
  'UpdateSenseClient.exe',
  'lab-version: 10.8805.24100.3\nlab-internal-name: UpdateSenseClient.exe\nlab-signature: Valid\n',
);

/** A server whose antivirus has its tool in the folder of its newest platform alone. */
const onlyNewest = machineOf('2019-onboarded');
Reflect.deleteProperty(onlyNewest.files, 'C:\\Program Files\\Windows Defender\\MpCmdRun.exe');

/** Operations that speak to Defender itself, and to the agent of before. */
export const ofDefender: readonly Bench[] = [
  {
    step: 'Invoke-AntivirusTest',
    machine: machineOf('2019-onboarded'),
    params: {},
    breakages: [
      {
        by: 'a wrong path',
        from: "Join-Path $RunFolder 'eicar.com'",
        to: "Join-Path $RunFolder 'eicar\\eicar.com'",
        look: field('state'),
        whole: 'removed',
      },
      {
        by: 'an inverted test',
        from: '$switches -contains $false',
        to: '$switches -notcontains $false',
        look: field('state'),
        whole: 'removed',
      },
      {
        by: 'a missing wait',
        from: '$second -le $seconds;',
        to: '$second -le 0;',
        look: field('state'),
        whole: 'removed',
      },
      {
        by: 'a swallowed error',
        from: "catch { throw (New-Failure 'test.notActive' ([string]$_.FullyQualifiedErrorId)) }",
        to: 'catch { return }',
        env: { GANGWAY_LAB_BROKEN: 'Get-MpComputerStatus' },
        whole: 'test.notActive',
      },
    ],
  },
  {
    step: 'Update-Defender',
    machine: machineOf('2019-onboarded'),
    params: { what: 'intelligence', from: 'windows' },
    breakages: [
      {
        by: 'a wrong path',
        from: "'HKLM:\\SOFTWARE\\Microsoft\\Windows Defender' 'InstallLocation'",
        to: "'HKLM:\\SOFTWARE\\Microsoft\\Windows Defender' 'NoLocation'",
        machine: onlyNewest,
        whole: null,
      },
      {
        by: 'an inverted test',
        from: '$after -ne $Before',
        to: '$after -eq $Before',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'if ($answer.Code -ne 0) {',
        to: 'if ($false) {',
        machine: failing('2019-onboarded', 'Update-Defender', -2_147_023_640),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Update-Sensor',
    machine: machineOf('2016-onboarded'),
    params: { file: sensor.file },
    prepare: sensor.prepare,
    breakages: [
      {
        by: 'a wrong path',
        from: "$before = Get-ServiceFileVersion 'Sense'",
        to: "$before = Get-ServiceFileVersion 'NoSense'",
        whole: null,
      },
      {
        by: 'an inverted test',
        from: 'if ($before -ge (Get-ItemVersion $path)) {',
        to: 'if ($before -lt (Get-ItemVersion $path)) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a missing wait',
        from: 'Watch-Tool $process $null',
        to: '$null = $process',
        look: field('native'),
        whole: 0,
      },
      {
        by: 'a swallowed error',
        from: 'if (@(0, 3010, 1641) -notcontains $code) {',
        to: 'if ($false) {',
        machine: failing('2016-onboarded', 'Update-Sensor', 1603),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Remove-MonitoringAgent',
    machine: agentAlone(),
    params: { productCode: agentCode, groups: [] },
    breakages: [
      {
        by: 'a wrong path',
        from: "Get-SubKeyName 'Service Connector Services'",
        to: "Get-SubKeyName 'No Services'",
        machine: machineOf('2012r2-othertenant'),
        whole: 'agent.inUse',
      },
      {
        by: 'an inverted test',
        from: '-and $Groups -notcontains $_',
        to: '-and $Groups -contains $_',
        machine: servesGroup,
        whole: 'agent.inUse',
      },
      {
        by: 'a missing wait',
        from: 'Watch-Tool $process $tail',
        to: '$null = $process',
        look: field('native'),
        whole: 0,
      },
      {
        by: 'a swallowed error',
        from: 'if ($outcome.Code -ne 0 -and -not $outcome.Restart) { Write-Failure }',
        to: '',
        machine: agentAlone('fail', 1603),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Remove-Workspace',
    machine: machineOf('2012r2-othertenant'),
    params: { ids: both },
    breakages: [
      {
        by: 'a wrong path',
        from: 'Parameters\\Management Groups',
        to: 'Parameters\\Service Connector Services',
        look: field('stopped'),
        machine: withGroup,
        whole: false,
      },
      {
        by: 'an inverted test',
        from: 'if (-not $stops) {',
        to: 'if ($stops) {',
        look: ({ machine }) => machine.services.HealthService?.status,
        whole: 'Stopped',
      },
      {
        by: 'a swallowed error',
        from: 'catch { throw (New-AgentFailure "workspace $id" $_) }',
        to: 'catch { $null = $_ }',
        machine: failing('2012r2-othertenant', 'Remove-Workspace', -2_147_467_259),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Set-DefenderPreference',
    machine: machineOf('2019-fresh'),
    params: { values: { AllowNetworkProtectionOnWinServer: true }, exclusions: null },
    breakages: [
      {
        by: 'a wrong path',
        from: 'Set-MpPreference -AllowNetworkProtectionOnWinServer (',
        to: 'Set-MpPreference -AllowNetworkProtectionDownLevel (',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: 'if ($work.Count -eq 0) {',
        to: 'if ($work.Count -ne 0) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'try { Get-MpPreference -ErrorAction Stop } catch { throw (New-Refusal $_) }',
        to: 'try { Get-MpPreference -ErrorAction Stop } catch { [pscustomobject]@{ AllowNetworkProtectionOnWinServer = $true } }',
        machine: machineOf('2019core-prerequisites'),
        whole: 'defender.stopped',
      },
    ],
  },
];
