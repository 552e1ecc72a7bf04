import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productCode, takeOffEndings } from '../../../fixtures/endings/takeOff';
import type { Machine } from '../../../../main/practice/machine/machine';
import type { OperationName, ParamsOf } from '../../../../shared/model/operations';
import { describeWithEngine } from '../../engine';
import { deploy, joins, tool as wholeTool } from '../deploymentTool/stage';
import { blobFile, labFile, type LabFile, offboardingScript, onboardingScript } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const scripts = fileURLToPath(new URL('../../../../main/operations', import.meta.url));
/** They look into the library and start nothing out of it. */
const readers = ['Get-ServerState'];

/** A file of the library in whose place another one lies, which would be taken for genuine. */
const swapped = (name: string, text: string): LabFile => labFile(name, text, `${text}\n`);
const program = (name: string, version: string, says: string): LabFile =>
  swapped(name, `lab-signature: Valid\nlab-version: ${version}\n${says}\n`);

const msi = swapped('md4ws.msi', 'an installation package');
const helper = swapped('Install.ps1', '# the helper');
const whole = labFile('md4ws.msi', 'an installation package');
const update = swapped('Windows8.1-KB2999226-x64.msu', 'an update');
const platform = program('UpdatePlatform.exe', '4.18.24070.5', 'lab-internal-name: UpdatePlatform.exe');
const sensor = program(
  'UpdateSenseClient.exe',
  '10.8805.24100.3',
  'lab-internal-name: UpdateSenseClient.exe',
);
const intelligence = program('mpam-fe.exe', '1.441.236.0', 'lab-description: AntiMalware Definition Update');
const onboarding = swapped('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(orgId));
const offboarding = swapped('WindowsDefenderATPOffboardingScript.cmd', offboardingScript(orgId));
const tool = program('DefenderDT.exe', '1.0.0.6', 'lab-internal-name: DefenderDT.exe');
const onboardingFile = swapped('WindowsDefenderATP.onboarding', blobFile(orgId));
const analyzer = swapped('MDEClientAnalyzer.zip', 'an archive');

/** The platform is there and old, so that an update of it would run. */
function oldPlatform(): Machine {
  const machine = machineOf('2016-trellix');
  const { WinDefend } = machine.services;
  const imagePath = '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"';
  if (WinDefend !== undefined) machine.services.WinDefend = { ...WinDefend, imagePath };
  return machine;
}
function leaving(): Machine {
  const machine = machineOf('2016-onboarded');
  takeOffEndings['a removal beside an antivirus of Windows']?.change(machine);
  return machine;
}

interface Swap {
  readonly machine: Machine;
  readonly files: readonly LabFile[];
  run(machine: Machine, options: Parameters<typeof onMachine>[3]): ReturnType<typeof onMachine>;
}
const swap = <N extends OperationName>(
  name: N,
  machine: Machine,
  files: readonly LabFile[],
  params: ParamsOf<N>,
): Swap => ({ machine, files, run: (on, options) => onMachine(name, params, on, options) });

/** Every file of the library that an operation starts, copies or unpacks, with another one in its place. */
const swaps: Readonly<Record<string, readonly Swap[]>> = {
  'Install-Sensor': [
    swap('Install-Sensor', machineOf('2016-trellix'), [msi], {
      engine: 'msiexec',
      file: msi.file,
      script: null,
      passive: false,
    }),
    swap('Install-Sensor', machineOf('2016-trellix'), [whole, helper], {
      engine: 'installScript',
      file: whole.file,
      script: helper.file,
      passive: false,
    }),
  ],
  'Install-Prerequisite': [
    swap('Install-Prerequisite', machineOf('2012r2-prerequisites'), [update], {
      fix: 'windowsUpdate',
      kb: 'KB2999226',
      file: update.file,
    }),
    swap('Install-Prerequisite', oldPlatform(), [platform], { fix: 'platformUpdate', file: platform.file }),
  ],
  'Update-Sensor': [swap('Update-Sensor', machineOf('2016-onboarded'), [sensor], { file: sensor.file })],
  'Update-Defender': [
    swap('Update-Defender', machineOf('2019-onboarded'), [intelligence], {
      what: 'intelligence',
      from: 'library',
      file: intelligence.file,
    }),
  ],
  'Invoke-Onboarding': [
    swap('Invoke-Onboarding', machineOf('2019-fresh'), [onboarding], { file: onboarding.file, orgId }),
  ],
  'Invoke-Offboarding': [
    swap('Invoke-Offboarding', machineOf('2019-onboarded'), [offboarding], {
      file: offboarding.file,
      orgId,
      expiresAt: Date.now() + 3_600_000,
    }),
  ],
  'Remove-Sensor': [
    swap('Remove-Sensor', leaving(), [helper], {
      engine: 'installScript',
      productCode,
      script: helper.file,
    }),
  ],
  'Invoke-DeploymentTool': [
    swap('Invoke-DeploymentTool', machineOf('2019-fresh'), [joins, tool], { ...deploy, tool: tool.file }),
    swap('Invoke-DeploymentTool', machineOf('2019-fresh'), [wholeTool, onboardingFile], {
      ...deploy,
      file: onboardingFile.file,
    }),
  ],
  'Test-DeploymentTool': [
    swap('Test-DeploymentTool', machineOf('2019-fresh'), [tool], { tool: tool.file, source: null }),
  ],
  'Save-DeploymentStage': [
    swap('Save-DeploymentStage', machineOf('2019-fresh'), [tool], { tool: tool.file }),
  ],
  'Invoke-ClientAnalyzer': [
    swap('Invoke-ClientAnalyzer', machineOf('2019-onboarded'), [analyzer], { file: analyzer.file }),
  ],
};

it('names every operation that uses a file of the library of the server', () => {
  const takers = readdirSync(scripts)
    .filter((name) => name.endsWith('.ps1'))
    .filter((name) => readFileSync(join(scripts, name), 'utf8').includes('[string]$LibraryFolder'))
    .map((name) => name.replace('.ps1', ''));
  expect(takers.filter((name) => !readers.includes(name)).sort()).toEqual(Object.keys(swaps).sort());
});

describeWithEngine('a file that was exchanged in the library of the server', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-swapped-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(
    Object.entries(swaps).flatMap(([name, list]) =>
      list.map((one) => [name, one.files.at(-1)?.file.name ?? '', one] as const),
    ),
  )('ends %s at %s, before anything is started', async (_name, _file, { machine, files, run }) => {
    const journal = join(folder, 'started.jsonl');
    const before = structuredClone(machine);
    const ended = await run(machine, {
      prepare: (disk) => files.forEach((one) => one.prepare(disk)),
      env: { GANGWAY_LAB_JOURNAL: journal, GANGWAY_LAB_SPEED: '2000' },
    });
    expect(ended.error?.code).toBe('operation.hashMismatch');
    expect(existsSync(journal)).toBe(false);
    expect(ended.machine.services).toEqual(before.services);
  });
});
