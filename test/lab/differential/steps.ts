import { recentLogs } from '../../../shared/model/catalogue/furtherReads';
import { operations, type OperationName } from '../../../shared/model/operations';
import { scenarios } from '../../../shared/model/practice';
import { agentCode } from '../../fixtures/oldAgent';
import {
  analyzerFile,
  blobFile,
  labFile,
  offboardingScript,
  onboardingScript,
} from '../operations/stage/kit';
import type { Step } from './scriptSide';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const msi = labFile('md4ws.msi', 'an installation package');
const installScript = labFile('Install.ps1', '# a helper script');
const cmd = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(tenant));
const off = labFile(
  'WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd',
  offboardingScript(tenant),
);
const msu = labFile('Windows8.1-KB2999226-x64.msu', 'an update');
const later = labFile('Windows8.1-KB3045999-x64.msu', 'an update that waits for a restart');
const platform = labFile(
  'UpdatePlatform.exe',
  'lab-version: 4.18.24070.5\nlab-internal-name: UpdatePlatform.exe\nlab-signature: Valid\n',
);
const sensor = labFile(
  'UpdateSenseClient.exe',
  'lab-version: 10.8805.24100.3\nlab-internal-name: UpdateSenseClient.exe\nlab-signature: Valid\n',
);
const intelligence = labFile(
  'mpam-fe.exe',
  'lab-version: 1.441.236.0\nlab-description: AntiMalware Definition Update\nlab-signature: Valid\n',
);
const analyzer = analyzerFile();
const tool = labFile(
  'DefenderDT.exe',
  'lab-version: 1.0.0.6\nlab-internal-name: DefenderDT.exe\nlab-signature: Valid\n',
);
const joins = labFile('WindowsDefenderATP.onboarding', blobFile(tenant));
const leaves = labFile('WindowsDefenderATP.offboarding', blobFile(tenant));
const kit = [
  tool,
  joins,
  leaves,
  msi,
  installScript,
  cmd,
  off,
  msu,
  later,
  platform,
  sensor,
  intelligence,
  analyzer,
];

/** The files that every step finds in the library of its server, on both sides. */
export const kitFiles = kit.map(({ file }) => file);
export const prepareKit = (disk: string) => kit.forEach((one) => one.prepare(disk));

const own = {
  host: 'edr.practice.invalid',
  port: 443,
  scheme: 'https',
  required: true,
  pinned: true,
  proxy: null,
} as const;
const optional = { ...own, host: 'go.microsoft.com', required: false, pinned: false };
const cloud = {
  hosts: [own, { ...optional, proxy: 'proxy.example:8080' }],
  issuers: ['Microsoft Corporation'],
};
const product = '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}';
const remove = { engine: 'msiexec', productCode: product, script: null } as const;
const noLists = { paths: [], extensions: [], processes: [] };
const excluded = {
  add: { paths: ['D:\\Data'], extensions: ['mdf'], processes: ['D:\\Data\\app.exe'] },
  remove: { ...noLists, paths: ['C:\\Program Files\\McAfee'] },
};
const deploy = {
  what: 'deploy',
  tool: tool.file,
  file: joins.file,
  orgId: tenant,
  ...{ passive: false, tag: null, proxy: null, source: null, workspace: null },
} as const;
const leaving = {
  tool: tool.file,
  file: leaves.file,
  orgId: tenant,
  ...{ expiresAt: Date.UTC(2035, 11, 31), offline: false, source: null },
} as const;
const install = { engine: 'msiexec', file: msi.file, script: null, passive: false } as const;
/** Every operation that both sides can do with a machine file alone, in each way that makes a difference. */
export const steps: readonly Step[] = [
  { name: 'Get-ServerState', params: { antivirusServices: ['McShield', 'mfemms'], eventsSince: 0 } },
  { name: 'Get-RecentEvent', params: { logs: [...recentLogs], since: 0, limit: 120 } },
  { name: 'Get-TraceSession', params: {} },
  { name: 'Get-SensorIdentity', params: {} },
  { name: 'Get-UpdateSource', params: {} },
  { name: 'Get-OnboardingTask', params: {} },
  { name: 'Get-GroupPolicyState', params: {} },
  { name: 'Get-LogFile', params: { bytes: 1_048_576, total: 4_194_304 } },
  { name: 'Install-Sensor', params: install },
  { name: 'Install-Sensor', params: { ...install, passive: true } },
  { name: 'Install-Sensor', params: { ...install, engine: 'installScript', script: installScript.file } },
  { name: 'Set-PassiveMode', params: { mode: 'passive' } },
  { name: 'Set-PassiveMode', params: { mode: 'active' } },
  { name: 'Set-PassiveMode', params: { mode: 'unset' } },
  { name: 'Set-Policy', params: { values: [{ name: 'deviceTag', value: 'Finance' }] } },
  {
    name: 'Set-Policy',
    params: {
      values: [
        { name: 'latency', value: null },
        { name: 'telemetryProxy', value: 'proxy.example:8080' },
        { name: 'disableEnterpriseAuthProxy', value: 1 },
      ],
    },
  },
  { name: 'Set-WinHttpProxy', params: { proxy: 'proxy.example:8080', bypass: '*.practice.example;<local>' } },
  { name: 'Set-WinHttpProxy', params: { proxy: null, bypass: null } },
  { name: 'Update-Defender', params: { what: 'intelligence', from: 'windows' } },
  {
    name: 'Update-Defender',
    params: { what: 'intelligence', from: 'share', path: '\\\\files.practice.example\\defender updates' },
  },
  { name: 'Update-Defender', params: { what: 'intelligence', from: 'library', file: intelligence.file } },
  { name: 'Update-Sensor', params: { file: sensor.file } },
  {
    name: 'Remove-MonitoringAgent',
    params: { productCode: agentCode, groups: [] },
  },
  { name: 'Remove-Workspace', params: { ids: ['0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11'] } },
  {
    name: 'Remove-Workspace',
    params: { ids: ['0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11', '9B1D7C44-52AA-4C1F-8E77-0A4C3D2B1E90'] },
  },
  {
    name: 'Set-DefenderPreference',
    params: {
      values: { AllowNetworkProtectionOnWinServer: true, EnableNetworkProtection: 1 },
      exclusions: null,
    },
  },
  {
    name: 'Set-DefenderPreference',
    params: { values: { ProxyServer: 'http://proxy.example:8080' }, exclusions: null },
  },
  { name: 'Set-DefenderPreference', params: { values: { ProxyServer: null }, exclusions: null } },
  { name: 'Set-DefenderPreference', params: { values: {}, exclusions: excluded } },
  { name: 'Set-DefenderPreference', params: { values: {}, exclusions: { exactly: noLists } } },
  { name: 'Invoke-Onboarding', params: { file: cmd.file, orgId: tenant } },
  {
    name: 'Invoke-Offboarding',
    params: { file: off.file, orgId: tenant, expiresAt: Date.UTC(2035, 11, 31) },
  },
  { name: 'Remove-Sensor', params: remove },
  { name: 'Invoke-DeploymentTool', params: deploy },
  {
    name: 'Invoke-DeploymentTool',
    params: {
      ...deploy,
      passive: true,
      tag: 'Web 1',
      source: 'D:\\DefenderDT',
      workspace: '0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11',
    },
  },
  { name: 'Invoke-DeploymentTool', params: { ...leaving, what: 'offboard' } },
  { name: 'Invoke-DeploymentTool', params: { ...leaving, what: 'uninstall', offline: true } },
  { name: 'Test-DeploymentTool', params: { tool: tool.file, source: null } },
  { name: 'Save-DeploymentStage', params: { tool: tool.file } },
  { name: 'Remove-Sensor', params: { ...remove, engine: 'installScript', script: installScript.file } },
  { name: 'Install-Prerequisite', params: { fix: 'defenderFeature' } },
  { name: 'Install-Prerequisite', params: { fix: 'defenderEnable' } },
  { name: 'Install-Prerequisite', params: { fix: 'windowsUpdate', kb: 'KB2999226', file: msu.file } },
  { name: 'Install-Prerequisite', params: { fix: 'windowsUpdate', kb: 'KB3045999', file: later.file } },
  { name: 'Install-Prerequisite', params: { fix: 'platformUpdate', file: platform.file } },
  { name: 'Invoke-DetectionTest', params: {} },
  { name: 'Invoke-AntivirusTest', params: {} },
  { name: 'Test-Connectivity', params: cloud },
  { name: 'Test-Connectivity', params: { ...cloud, hosts: [optional], partial: true } },
  { name: 'Test-ScriptShare', params: { path: '\\\\files.practice.example\\deploy$\\a.cmd' } },
  { name: 'Invoke-ClientAnalyzer', params: { file: analyzer.file } },
  { name: 'Restart-Server', params: { delaySeconds: 0 } },
];

const tellers = new Set<OperationName>([
  'Get-ServerState',
  'Install-Sensor',
  'Install-Prerequisite',
  'Invoke-Onboarding',
  'Restart-Server',
]);
/** What tells one Windows from another: of each of these operations its first step. */
const telling = steps.filter(
  ({ name }, index) => tellers.has(name) && steps.findIndex((step) => step.name === name) === index,
);
/** What may be asked of a Windows that cannot be onboarded: nothing is ever changed there. */
const readsOnly = steps.filter(({ name }) => operations[name].kind === 'read');

/**
 * The steps that a machine takes part in. Server 2012 R2, 2016 and 2019 play every one; a Windows or an edition that
 * differs from one of them by its own facts alone (another build, no desktop) plays those in which that can show.
 */
export function stepsOn(machineId: string): readonly Step[] {
  const os = scenarios.find(({ id }) => id === machineId)?.os;
  if (os === 'refused') return readsOnly;
  return os === '2012r2' || os === '2016' || os === '2019' ? steps : telling;
}

/** Operations that no machine file can decide, and the tests that hold both of their sides. */
export const elsewhere: Readonly<Partial<Record<OperationName, string>>> = {
  'Test-Management': 'asks over the network: operations/Test-Management.test.ts, unit/connect',
  'Get-CertificateTrust':
    'reads what a server of the network showed: operations/Get-CertificateTrust.test.ts',
  'Get-ServerIdentity':
    'speaks of its session, not of the machine alone: operations/Get-ServerIdentity.test.ts',
  'Get-TrustedHost':
    'reads a list of the technician: operations/Set-TrustedHost.test.ts, unit/connect/trustedHosts',
  'Set-TrustedHost':
    'changes a list of the technician: operations/Set-TrustedHost.test.ts, which holds both sides',
  'Get-PackageTrust': 'reads a file of the technician: operations/Get-PackageTrust.test.ts, unit/practice',
  'Send-Package': 'copies files of the technician: differential/sendPackage.test.ts holds both sides',
  'Start-Run': 'glue of the shell, absent in practice: shell/detached.test.ts, unit/practice/practiceShell',
  'Read-Run': 'glue of the shell, absent in practice: shell/detached.test.ts, unit/practice/practiceShell',
  'Set-Lease': 'its state is a file beside the machine: operations/Set-Lease.test.ts plays both sides',
  'Stop-Run': 'glue of the shell, absent in practice: shell/detached.test.ts, unit/practice/practiceShell',
  'Get-RunHealth': 'looks at processes of a run: shell/detached.test.ts, unit/practice/practiceShell',
};

/** A step as it is named in the list of allowed differences: its operation and what makes it special. */
export function nameOf({ name, params }: Step): string {
  const words = Object.values(params).filter((value) => typeof value === 'string' || value === true);
  return [name, ...words.filter((value) => value !== tenant).map(String)].join(' ');
}
