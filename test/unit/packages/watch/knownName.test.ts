import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programFile } from '../../../../build/practice/programFile';
import { isKnownName, knownFilesIn } from '../../../../main/packages/archive/knownName';

it.each([
  ['md4ws.msi', true],
  ['MD4WS (1).MSI', true],
  ['my-md4ws.msi', false],
  ['md4ws.msi.txt', false],
  ['WindowsDefenderATPOnboardingScript.cmd', true],
  ['a.cmd.txt', false],
  ['acmd', false],
  ['Install.ps1', true],
  ['install (2).ps1', true],
  ['reinstall.ps1', false],
  ['Install.ps1.txt', false],
  ['UpdatePlatform.amd64fre.exe', true],
  ['NoUpdatePlatform.exe', false],
  ['UpdatePlatform.exe.txt', false],
  ['UpdateSenseClient_1a2b.exe', true],
  ['mpam-fe (1).exe', true],
  ['mpam-d.exe', false],
  ['windows8.1-kb2999226-x64.msu', true],
  ['kb29992261.msu', true],
  ['kb29992.msu', false],
  ['kbx2999226.msu', false],
  ['kb2999226.msu.txt', false],
])('%s is worth looking at: %s', (name, known) => {
  expect(isKnownName(name)).toBe(known);
});

it('finds the known files, zips and programs that are ours by what they say, in a steady order, and nothing below', async () => {
  const box = await mkdtemp(join(tmpdir(), 'gangway-known-'));
  try {
    for (const name of ['c.ZIP', 'b.cmd', 'a.cmd', 'x.txt', 'd.zip.txt'])
      await writeFile(join(box, name), '');
    await mkdir(join(box, 'e.cmd'));
    const named = (InternalName: string) => programFile({ version: '1.0.0.6', strings: { InternalName } });
    await writeFile(join(box, 'Nord servers.exe'), named('DefenderDT'));
    await writeFile(join(box, 'setup.exe'), named('setup'));
    expect(await knownFilesIn(box)).toEqual(['Nord servers.exe', 'a.cmd', 'b.cmd', 'c.ZIP']);
  } finally {
    await rm(box, { recursive: true });
  }
});
