import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offboardingBlob, practiceTenant } from '../../../build/practice/blob';
import { zipFile } from '../../../build/practice/zipFile';
import { inspect } from '../../../main/packages/inspection/inspect';
import { createLibrary, type Library } from '../../../main/packages/library';
import { trustNotCheckedHere } from '../../../main/packages/trust';
import { disk } from '../../fakes/faultyFiles';
import { goodInstaller, goodScript } from './hostile/files';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);
vi.mock('node:fs', async (original) =>
  (await import('../../fakes/faultyFiles')).watchedStreams(await original<object>()),
);

let box: string;
let folder: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'gangway-twice-'));
  folder = join(box, 'library');
});
afterEach(async () => {
  disk.before = () => undefined;
  await rm(box, { recursive: true });
});

let now = 1000;
const open = (): Promise<Library> =>
  createLibrary({ folder, practice: false, trust: trustNotCheckedHere, inspect, now: () => now });
function given(name: string, content: string | Buffer): string {
  writeFileSync(join(box, name), content);
  return join(box, name);
}

/** What is written while some work goes on: every operation that can change a disk, by its name. */
async function written(work: () => Promise<unknown>): Promise<string[]> {
  const calls: string[] = [];
  disk.before = ({ name }) => {
    if (!/^(?:stat|lstat|open|readFile|readdir|createReadStream|handle\.(?:read|stat|close))$/.test(name))
      calls.push(name);
  };
  await work();
  disk.before = () => undefined;
  return calls;
}

const zip = zipFile([
  { name: 'script.cmd', data: Buffer.from(goodScript), deflate: true },
  { name: 'md4ws.msi', data: goodInstaller, deflate: true },
]);

describe('a file that is given again', () => {
  it.each<[string, string | Buffer, number]>([
    ['md4ws.msi', goodInstaller, 1],
    ['kit.zip', zip, 2],
  ])('%s, also after a start, is found and nothing is written', async (name, content, count) => {
    const first = await (await open()).add([given(name, content)]);
    expect([first.added.length, first.refused]).toEqual([count, []]);
    const library = await open();
    let again: unknown;
    const calls = await written(async () => {
      again = await library.add([given('another name.msi'.replace('msi', name.slice(-3)), content)]);
    });
    expect(again).toEqual(first);
    expect(calls).toEqual([]);
  });

  it('is the same one in a folder', async () => {
    const library = await open();
    const first = await library.add([given('md4ws.msi', goodInstaller)]);
    const calls = await written(async () => {
      expect(await library.add([box])).toEqual(first);
    });
    expect(calls).toEqual([]);
  });

  it('is taken where one byte differs, however long it is', async () => {
    const library = await open();
    await library.add([given('a.cmd', goodScript)]);
    const other = goodScript.replace('1.60', '1.61');
    expect(other.length).toBe(goodScript.length);
    expect((await library.add([given('a.cmd', other)])).added).toHaveLength(1);
    expect(library.list()).toHaveLength(2);
  });

  it('is taken anew where its copy in the library was damaged, and where a part of its zip was removed', async () => {
    const library = await open();
    const { added } = await library.add([given('kit.zip', zip)]);
    const [first, second] = added;
    const path = library.pathOf(first?.sha256 ?? '') ?? '';
    await writeFile(path, Buffer.alloc((await stat(path)).size));
    expect(await library.verify(first?.sha256 ?? '')).toBe(false);
    await library.add([given('kit.zip', zip)]);
    expect(await library.verify(first?.sha256 ?? '')).toBe(true);
    await library.remove(second?.sha256 ?? '');
    const again = await library.add([given('kit.zip', zip)]);
    expect(again.added.map(({ sha256 }) => sha256)).toEqual(added.map(({ sha256 }) => sha256));
    expect((await readdir(folder)).toSorted()).toEqual(
      library
        .list()
        .map(({ sha256 }) => sha256)
        .toSorted(),
    );
    expect(await readFile(path)).not.toEqual(Buffer.alloc(0));
  });

  it('is judged by today: an offboarding file that has ended since is refused', async () => {
    const library = await open();
    const file = given('x.offboarding', offboardingBlob(practiceTenant, 5000));
    expect((await library.add([file], true)).added).toHaveLength(1);
    expect((await library.add([file])).refused).toMatchObject([{ refusal: 'offboardingGiven' }]);
    now = 6000;
    expect((await library.add([file], true)).refused).toMatchObject([{ refusal: 'expiredOffboarding' }]);
    now = 1000;
  });
});
