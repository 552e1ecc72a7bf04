import type { OperationName } from '../../../shared/model/operations';
import { atHome } from './atHome';
import type { Bench, Break } from './breakage';
import { ofDefender } from './ofDefender';
import { ofDeploymentTool } from './ofDeploymentTool';
import { ofRuns } from './ofRuns';
import { onWindows } from './onWindows';
import { withFiles } from './withFiles';

export { breaks } from './breakage';
export { leftovers } from './withFiles';

/** Every breakage of our own, by the operation and the disk on which it begins. */
export const benches: readonly Bench[] = [
  ...onWindows,
  ...ofDefender,
  ...ofDeploymentTool,
  ...withFiles,
  ...ofRuns,
  ...atHome,
];

/** Where else a breakage is caught: a test of `mutations.test.ts` or `guards.test.ts` by its name. */
export const caughtElsewhere: Readonly<Partial<Record<OperationName, Partial<Record<Break, string>>>>> = {
  'Set-PassiveMode': { 'a wrong path': 'a wrong registry path that writes' },
  'Install-Sensor': {
    'a swallowed error': 'an exit code that is swallowed',
    'a dropped check of an owner': 'the hash of a file before its use',
  },
  'Invoke-Onboarding': { 'a missing wait': 'a wait for the proof that is left out' },
  'Invoke-DeploymentTool': { 'a dropped check of an owner': 'the signature of the deployment tool' },
  'Install-Prerequisite': { 'a dropped check of an owner': 'the signature of a platform update' },
  'Invoke-DetectionTest': {
    'a dropped check of an owner': 'the owner of the folder that the test starts a file from',
  },
};

/** What an operation does not have, and so cannot be broken in. */
export const without: Readonly<Partial<Record<OperationName, Partial<Record<Break, string>>>>> = {
  'Set-PassiveMode': {
    'a missing wait': 'Windows writes a value at once',
    'a dropped check of an owner': 'the keys of policies are those of Windows',
  },
  'Invoke-AntivirusTest': {
    'a dropped check of an owner': 'the folder of the run was checked when it was made',
  },
  'Set-Policy': {
    'a missing wait': 'Windows writes a value at once',
    'a dropped check of an owner': 'the keys of policies are those of Windows',
  },
  'Set-WinHttpProxy': {
    'a missing wait': 'netsh.exe is waited for by the call itself',
    'a dropped check of an owner': 'it touches no file',
  },
  'Update-Defender': {
    'a missing wait': 'the call itself waits for the tool',
    'a dropped check of an owner': 'it touches no file',
  },
  'Update-Sensor': {
    'a dropped check of an owner': 'it makes no folder; the file of the kit is hashed before its use',
  },
  'Remove-MonitoringAgent': { 'a dropped check of an owner': 'it makes no folder and reads no file of ours' },
  'Remove-Workspace': {
    'a missing wait': 'the agent answers once the workspace is gone',
    'a dropped check of an owner': 'it touches no file',
  },
  'Set-DefenderPreference': {
    'a missing wait':
      'Defender takes a preference at once; what it does not take is shown by reading it again',
    'a dropped check of an owner': 'it touches no file',
  },
  'Restart-Server': {
    'a missing wait': 'the run waits for the newer boot time: unit/runs/restarts/restart.test.ts',
    'a dropped check of an owner': 'it touches no file',
  },
  'Set-Lease': {
    'a missing wait': 'it waits for a file that another engine holds, and the lab has one at a time',
  },
  'Send-Package': { 'a missing wait': 'each piece is on the disk when it is answered for' },
  'Install-Prerequisite': {
    'a missing wait':
      'the service of the lab starts at once; what is left of the wait is a result, restart or not',
  },
  'Set-TrustedHost': { 'a missing wait': 'Windows writes the list at once' },
  'Start-Run': { 'a missing wait': 'it does not wait: the shell follows its records' },
  'Stop-Run': {
    'a missing wait': 'it asks, and does not wait',
    'a swallowed error': 'it catches none',
    'a dropped check of an owner': 'it makes no folder; that of the run was checked when it was made',
  },
};
