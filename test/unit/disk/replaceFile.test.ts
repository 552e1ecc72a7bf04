import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { replaceFile } from '../../../main/disk/replaceFile';
import { disk, systemError } from '../../fakes/faultyFiles';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-replace-'));
  path = join(folder, 'a.json');
  await writeFile(path, 'old');
});
afterEach(async () => {
  disk.before = () => undefined;
  await rm(folder, { recursive: true });
});

it('cut off before any of its operations, or with any of them failing: the file is the old one or the new one, whole', async () => {
  const calls: string[] = [];
  const seen: string[] = [];
  disk.before = async ({ name }) => {
    calls.push(name);
    seen.push(await readFile(path, 'utf8'));
  };
  await replaceFile(path, 'new');
  expect(calls).toEqual(
    process.platform === 'win32'
      ? ['mkdir', 'open', 'handle.writeFile', 'handle.sync', 'handle.close', 'rename']
      : [
          ...['mkdir', 'open', 'handle.writeFile', 'handle.sync', 'handle.close', 'rename'],
          ...['open', 'handle.sync', 'handle.close'],
        ],
  );
  // The name changes hands at one moment: what a kill before each operation leaves is one of the two texts.
  const moved = calls.indexOf('rename');
  expect(seen).toEqual(calls.map((_, index) => (index <= moved ? 'old' : 'new')));

  for (let fails = 0; fails < calls.length; fails += 1) {
    await writeFile(path, 'old');
    let n = 0;
    disk.before = () => {
      if (n++ === fails) throw systemError('EIO');
    };
    const result = await replaceFile(path, 'new').then(
      () => 'new',
      () => 'old',
    );
    expect([fails, await readFile(path, 'utf8')]).toEqual([fails, result]);
    expect(await readdir(folder)).toEqual(['a.json']);
  }
});

it('a file that an earlier kill left half written is overwritten', async () => {
  await writeFile(`${path}.new`, 'half of a much longer text');
  await replaceFile(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.json']);
});
