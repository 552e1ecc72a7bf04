import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gatherFiles } from '../../../../main/handoff/answers/gather';
import { fleetLimits } from '../../../../shared/bridge/fleet';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads the results of a folder and nothing else in it', async () => {
  writeFileSync(join(folder, 'B.json'), 'b');
  writeFileSync(join(folder, 'A.csv'), 'a');
  writeFileSync(join(folder, 'C.json.part'), 'half');
  writeFileSync(join(folder, 'setup.exe'), 'MZ');
  mkdirSync(join(folder, 'more.json'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'gangway-elsewhere-'));
  writeFileSync(join(elsewhere, 'secret.json'), 'secret');
  symlinkSync(join(elsewhere, 'secret.json'), join(folder, 'D.json'));
  const found = await gatherFiles([folder]);
  rmSync(elsewhere, { recursive: true });
  expect(found.map((file) => [file.name, 'bytes' in file ? file.bytes.toString() : file.why])).toEqual([
    ['A.csv', 'a'],
    ['B.json', 'b'],
  ]);
});

it('refuses what is too large before it is read, and what is not there', async () => {
  const large = join(folder, 'large.csv');
  writeFileSync(large, '');
  truncateSync(large, fleetLimits.fileBytes + 1);
  expect(await gatherFiles([large, join(folder, 'gone.json')])).toEqual([
    { name: 'gone.json', why: 'unreadable' },
    { name: 'large.csv', why: 'tooLarge' },
  ]);
});

it('reads no more than the limits say of many files together', async () => {
  for (let index = 0; index < 8; index += 1) {
    const path = join(folder, `${String(index)}.csv`);
    writeFileSync(path, '');
    truncateSync(path, fleetLimits.fileBytes);
  }
  const found = await gatherFiles([folder]);
  const whole = found.filter((file) => 'bytes' in file).length;
  expect([whole, found.length]).toEqual([Math.floor(fleetLimits.allBytes / fleetLimits.fileBytes), 8]);
});
