import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAnalyzer } from '../../../../main/packages/script/readAnalyzer';
import { Refused } from '../../../../main/packages/refused';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-analyzer-'));
});
afterEach(() => rm(folder, { recursive: true }));

// The shape of the script as rows defender/mde-analyzer-params-2024 and defender/mde-analyzer-zip tell it; nothing of its text is repeated.
const parameters = 'param (\r\n\t[string]$outputDir = $PSScriptRoot, \r\n\t[switch]$netTrace\r\n)';
const result = '$outputZipFile = Join-Path $outputDir "MDEClientAnalyzerResult.zip"';
const signature = '# SIG # Begin signature block\r\n# MIIx\r\n# SIG # End signature block';

async function read(lines: readonly string[], name = 'MDEClientAnalyzer.ps1') {
  const path = join(folder, name);
  await writeFile(path, lines.join('\r\n'));
  return readAnalyzer([{ path, name }]);
}

it('is known by its script, with the date that it names', async () => {
  const found = await read([parameters, '$ScriptVer = "08May2024"', result, signature]);
  expect(found).toMatchObject({
    details: { kind: 'clientAnalyzer', version: '08May2024' },
    practice: false,
    script: join(folder, 'MDEClientAnalyzer.ps1'),
  });
  expect((await read([parameters, result, signature]))?.details).toMatchObject({ version: null });
});

it.each([
  ['another script of that name', ['param ($x)', result, signature]],
  ['one that makes no result', [parameters, signature]],
])('is not %s', async (_what, lines) => {
  expect(await read(lines)).toBeNull();
});

it('is not a script of another name', async () => {
  expect(await read([parameters, result, signature], 'Install.ps1')).toBeNull();
});

it('is refused without a block of a signature', async () => {
  await expect(read([parameters, result])).rejects.toEqual(new Refused('notSigned'));
});
