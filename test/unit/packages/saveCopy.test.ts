import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspect } from '../../../main/packages/inspection/inspect';
import { createLibrary, type Library } from '../../../main/packages/library';
import type { PackagesNeeds } from '../../../main/packages/needs';
import { saveCopy } from '../../../main/packages/saveCopy';
import { trustNotCheckedHere } from '../../../main/packages/trust';
import { disk, systemError } from '../../fakes/faultyFiles';
import { goodScript } from './hostile/files';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

let box: string;
let library: Library;
let sha256: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-copy-'));
  library = await createLibrary({
    folder: join(box, 'library'),
    practice: false,
    trust: trustNotCheckedHere,
    inspect,
  });
  await writeFile(join(box, 'a.cmd'), goodScript);
  sha256 = (await library.add([join(box, 'a.cmd')])).added[0]?.sha256 ?? '';
  await rm(join(box, 'a.cmd'));
});
afterEach(async () => {
  disk.before = () => undefined;
  await rm(box, { recursive: true });
});

const asked: string[] = [];
function save(path: string | null, hash = sha256): Promise<string | null> {
  const platform = {
    realTargets: true,
    saveAs: (name: string) => {
      asked.push(name);
      return Promise.resolve(path);
    },
  };
  return saveCopy(
    { libraries: { real: library, practice: library }, platform } as PackagesNeeds,
    false,
    hash,
  );
}
const left = async () => (await readdir(box)).filter((name) => name !== 'library');

describe('a copy of a kept file', () => {
  it('lies where a person said, byte for byte, and nothing else does', async () => {
    const path = join(box, 'copy.cmd');
    expect(await save(path)).toBe(path);
    expect(asked.at(-1)).toBe('a.cmd');
    expect(await readFile(path, 'utf8')).toBe(goodScript);
    expect(await left()).toEqual(['copy.cmd']);
    expect(await save(null)).toBeNull();
    await expect(save(path, 'f'.repeat(64))).rejects.toMatchObject({ code: 'package.missing' });
  });

  it.each([
    ['is altered on its way', 'rename', () => writeFile(join(box, 'never'), '')],
    ['cannot be copied', 'copyFile', () => Promise.reject(systemError('ENOSPC'))],
    ['cannot be flushed', 'handle.sync', () => Promise.reject(systemError('EIO'))],
    ['cannot be put into its place', 'rename', () => Promise.reject(systemError('EROFS'))],
  ] as const)('that %s leaves what lay there before', async (what, name, fails) => {
    const path = join(box, 'copy.cmd');
    await writeFile(path, 'as it was');
    if (what === 'is altered on its way') await writeFile(library.pathOf(sha256) ?? '', 'altered since');
    else disk.before = (call) => (call.name === name ? fails().then(() => undefined) : undefined);
    await expect(save(path)).rejects.toMatchObject({ code: 'file.unwritable' });
    disk.before = () => undefined;
    expect(await readFile(path, 'utf8')).toBe('as it was');
    expect(await left()).toEqual(['copy.cmd']);
  });

  it('is never made inside of the library', async () => {
    const own = library.pathOf(sha256) ?? '';
    for (const path of [own, join(box, 'library', 'x.cmd')])
      await expect(save(path)).rejects.toMatchObject({ code: 'file.unwritable' });
    expect(await library.verify(sha256)).toBe(true);
    const beside = join(box, 'library-copy.cmd');
    expect(await save(beside)).toBe(beside);
  });
});
