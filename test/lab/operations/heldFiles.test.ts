import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { productCode, takeOffEndings } from '../../fixtures/endings/takeOff';
import { labFile, offboardingScript, onboardingScript } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const msi = labFile('md4ws.msi', 'an installation package');
const helper = labFile('Install.ps1', '# the public helper');
const update = labFile('Windows8.1-KB2999226-x64.msu', 'an update');
const platform = labFile(
  'UpdatePlatform.exe',
  'lab-signature: Valid\nlab-internal-name: UpdatePlatform.exe\nlab-version: 4.18.24070.5\n',
);
const offboarding = labFile('WindowsDefenderATPOffboardingScript.cmd', offboardingScript(orgId));
const onboarding = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(orgId));

describeWithEngine('files that a tool is about to read', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-held-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Who tries, when a tool starts, to have each file of the library and of the run for himself: what he does not get. */
  async function held(run: (env: Record<string, string>) => Promise<{ error: unknown }>): Promise<unknown> {
    const journal = join(folder, 'started.jsonl');
    rmSync(journal, { force: true });
    expect((await run({ GANGWAY_LAB_JOURNAL: journal, GANGWAY_LAB_SPEED: '2000' })).error).toBeNull();
    const [first = ''] = readFileSync(journal, 'utf8').split('\n');
    const { held } = JSON.parse(first) as { held: unknown };
    return held;
  }

  it('cannot be replaced: the package, under Windows Installer', async () => {
    const params = { engine: 'msiexec', file: msi.file, script: null, passive: false } as const;
    const machine = machineOf('2016-trellix');
    expect(
      await held((env) => onMachine('Install-Sensor', params, machine, { prepare: msi.prepare, env })),
    ).toEqual(['md4ws.msi']);
  });

  it('cannot be replaced: the package and the helper script, in the library and in the folder of the run', async () => {
    const params = { engine: 'installScript', file: msi.file, script: helper.file, passive: false } as const;
    const prepare = (disk: string) => [msi, helper].forEach((one) => one.prepare(disk));
    const machine = machineOf('2016-trellix');
    const names = await held((env) => onMachine('Install-Sensor', params, machine, { prepare, env }));
    expect(Array.isArray(names) && names.toSorted()).toEqual([
      'Install.ps1',
      'Install.ps1',
      'md4ws.msi',
      'md4ws.msi',
    ]);
  });

  it.each([
    [
      'a Windows update',
      { fix: 'windowsUpdate', kb: 'KB2999226', file: update.file },
      update,
      '2012r2-prerequisites',
    ],
    ['the platform update', { fix: 'platformUpdate', file: platform.file }, platform, '2016-trellix'],
  ] as const)('cannot be replaced: %s', async (_what, params, { file, prepare }, id) => {
    const machine = machineOf(id);
    const { WinDefend } = machine.services;
    // A platform that is older than the update.
    if (WinDefend !== undefined) {
      const imagePath = '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"';
      machine.services.WinDefend = { ...WinDefend, imagePath };
    }
    const options = { prepare };
    expect(
      await held((env) => onMachine('Install-Prerequisite', params, machine, { ...options, env })),
    ).toEqual([file.name]);
  });

  it('cannot be replaced: the onboarding script', async () => {
    const params = { file: onboarding.file, orgId };
    const options = { prepare: onboarding.prepare };
    const names = await held((env) =>
      onMachine('Invoke-Onboarding', params, machineOf('2019-fresh'), { ...options, env }),
    );
    expect(names).toEqual([onboarding.file.name, 'portal.cmd']);
  });

  it('cannot be replaced: the offboarding script, and the helper script that removes the sensor', async () => {
    const leave = { file: offboarding.file, orgId, expiresAt: Date.now() + 3_600_000 };
    const { prepare } = offboarding;
    expect(
      await held((env) =>
        onMachine('Invoke-Offboarding', leave, machineOf('2019-onboarded'), { prepare, env }),
      ),
    ).toEqual([offboarding.file.name, 'portal.cmd']);
    const machine = machineOf('2016-onboarded');
    takeOffEndings['a removal beside an antivirus of Windows']?.change(machine);
    const remove = { engine: 'installScript', productCode, script: helper.file } as const;
    expect(
      await held((env) => onMachine('Remove-Sensor', remove, machine, { prepare: helper.prepare, env })),
    ).toEqual(['Install.ps1', 'Install.ps1']);
  });
});
