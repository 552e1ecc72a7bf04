import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault, Machine } from '../../../../main/practice/machine/machine';
import type { OperationName } from '../../../../shared/model/operations';
import { blobFile, labFile, type LabFile } from '../stage/kit';
import { machineOf } from '../stage/onMachine';

export const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
export const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const marks = 'lab-version: 1.0.0.6\nlab-internal-name: DefenderDT.exe\n';
/** Microsoft's tool as the fake Windows knows it. */
export const tool = labFile('DefenderDT.exe', `${marks}lab-signature: Valid\n`);
export const unsigned = labFile('DefenderDT.exe', marks);
export const renamed = labFile(
  'DefenderDT.exe',
  'lab-version: 1.0.0.6\nlab-internal-name: Other.exe\nlab-signature: Valid\n',
);
export const joins = labFile('WindowsDefenderATP.onboarding', blobFile(orgId));
export const leaves = labFile('WindowsDefenderATP_valid_until_2035-12-31.offboarding', blobFile(orgId));

export const deploy = {
  what: 'deploy',
  tool: tool.file,
  file: joins.file,
  orgId,
  ...{ passive: false, tag: null, proxy: null, source: null, workspace: null },
} as const;
export const leave = {
  what: 'offboard',
  tool: tool.file,
  file: leaves.file,
  orgId,
  ...{ expiresAt: Date.UTC(2035, 11, 31), offline: false, source: null },
} as const;

/** Puts files into the library of the lab, and a log of the tool where it lies on a server. */
export const withFiles = (files: readonly LabFile[], log?: Buffer | string) => (disk: string) => {
  for (const file of files) file.prepare(disk);
  if (log === undefined) return;
  const folder = join(disk, 'ProgramData', 'Microsoft', 'DefenderDeploymentTool');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `DefenderDeploymentTool-${logOwner}.log`), log);
};
/** The name of the server whose log is laid out before a run: that of `2019-fresh`. */
const logOwner = machineOf('2019-fresh').name;

/** A server whose tool meets a fault. */
export const failing = (
  id: string,
  effect: Fault['effect'],
  native: number | null,
  operation: OperationName = 'Invoke-DeploymentTool',
  times: number | null = null,
): Machine => ({ ...machineOf(id), faults: [{ operation, effect, native, line: '', times }] });
/** So that waiting takes no time. */
export const fast = { GANGWAY_LAB_SPEED: '2000' };
