import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipFile } from '../../../../build/practice/zipFile';
import { disk, systemError, watched } from '../../../fakes/faultyFiles';
import { goodInstaller, goodScript } from './files';
import { Sandbox, listing } from './sandbox';

// Every operation of a happy run is failed once, and each time a kit is taken: much work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

vi.mock(import('node:fs/promises'), async (original) => watched(await original()));

const kit = zipFile([
  { name: 'script.cmd', data: Buffer.from(goodScript), deflate: true },
  { name: 'md4ws.msi', data: goodInstaller, deflate: true },
]);
let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => {
  disk.before = () => undefined;
  return box.remove();
});

/** From the nth operation on below the library nothing works any more, the tidying up included: the app is dead. */
function dieAt(nth: number, torn: boolean): () => readonly string[] {
  const done: string[] = [];
  disk.before = ({ name, path }) => {
    if (!path.startsWith(box.folder)) return;
    done.push(name);
    if (done.length === nth && torn && name === 'writeFile') writeFileSync(path, '{"sha256":"');
    if (done.length >= nth) throw systemError('EIO');
  };
  return () => done;
}

/** The names of all operations of a happy run. */
async function operationsOfOneAdd(): Promise<readonly string[]> {
  const library = await box.open();
  const path = await box.given('kit.zip', kit);
  const done = dieAt(Infinity, false);
  expect((await library.add([path])).refused).toEqual([]);
  expect(done().length).toBeGreaterThan(10);
  expect(done()).toContain('writeFile');
  return done();
}

describe('the end of the app while a kit is taken', () => {
  it.each([false, true])('leaves whole packages or none, at every operation (torn: %s)', async (torn) => {
    const operations = await operationsOfOneAdd();
    await box.remove();
    for (const [index, name] of operations.entries()) {
      // Only what is written can be torn.
      if (torn && name !== 'writeFile') continue;
      box = await Sandbox.make();
      const library = await box.open();
      const path = await box.given('kit.zip', kit);
      const { neighbour } = await outside();
      dieAt(index + 1, torn);
      await library.add([path]);
      disk.before = () => undefined;

      const again = await box.open();
      for (const { sha256 } of again.list()) expect(await again.verify(sha256)).toBe(true);
      const names = readdirSync(box.folder).filter((name) => name !== '.quarantine');
      expect(names.sort()).toEqual(
        again
          .list()
          .map(({ sha256 }) => sha256)
          .sort(),
      );
      expect((await outside()).neighbour).toEqual(neighbour);
      expect((await again.add([path])).refused).toEqual([]);
      expect(
        again
          .list()
          .map(({ kind }) => kind)
          .sort(),
      ).toEqual(['installation', 'onboarding']);
      await box.remove();
    }
  });

  it('in the middle of a stream leaves nothing that counts', async () => {
    const library = await box.open();
    let sent = 0;
    const stream = new Readable({
      read() {
        sent += 1;
        if (sent === 1) this.push(goodInstaller.subarray(0, 3000));
        else {
          dieAt(1, false);
          this.destroy(systemError('ECONNRESET'));
        }
      },
    });
    expect((await library.addStream('md4ws.msi', stream)).added).toEqual([]);
    disk.before = () => undefined;
    expect(readdirSync(box.folder)).toEqual([expect.stringMatching(/^\.incoming-/)]);
    expect((await box.open()).list()).toEqual([]);
    expect(readdirSync(box.folder)).toEqual([]);
  });
});

describe('a stream', () => {
  it('that broke before its turn came is refused, and stops nobody', async () => {
    const library = await box.open();
    const path = await box.given('kit.zip', kit);
    const stream = new Readable({ read: () => undefined });
    const results = Promise.all([library.add([path]), library.addStream('md4ws.msi', stream)]);
    stream.destroy(systemError('ECONNRESET'));
    const [kept, broken] = await results;
    expect(kept.added).toHaveLength(2);
    expect(broken.refused).toEqual([{ name: 'md4ws.msi', refusal: 'unreadable', detail: null }]);
    expect((await library.add([path])).added).toHaveLength(2);
  });
});

describe('a disk that refuses once', () => {
  it.each([
    ['inUse', ['EBUSY', 'EPERM', 'EACCES']],
    ['notStored', ['ENOSPC', 'EDQUOT', 'EROFS']],
    ['unreadable', ['EIO']],
  ])('has it said as %s at every operation, with nothing left', async (refusal, codes) => {
    const operations = await operationsOfOneAdd();
    await box.remove();
    for (let nth = 1; nth <= operations.length; nth += 1) {
      // The codes take turns: each meets operations of every sort.
      const code = codes[nth % codes.length] ?? expect.unreachable();
      box = await Sandbox.make();
      const library = await box.open();
      const path = await box.given('kit.zip', kit);
      let count = 0;
      disk.before = (call) => {
        if (!call.path.startsWith(box.folder)) return;
        count += 1;
        if (count === nth && call.name !== 'rm') throw systemError(code);
      };
      const { added, refused } = await library.add([path]);
      disk.before = () => undefined;
      for (const each of refused) expect(each.refusal).toBe(refusal);
      const kept = added.map(({ sha256 }) => sha256).sort();
      expect(readdirSync(box.folder).sort()).toEqual(
        library
          .list()
          .map(({ sha256 }) => sha256)
          .sort(),
      );
      for (const sha256 of kept) expect(await library.verify(sha256)).toBe(true);
      await box.remove();
    }
  });

  it('by a lock on the file that is given has it said, and the file is taken afterwards', async () => {
    const library = await box.open();
    const path = await box.given('md4ws.msi', goodInstaller);
    disk.before = (call) => {
      if (call.path === path) throw systemError('EBUSY');
    };
    expect((await library.add([path])).refused).toEqual([
      { name: 'md4ws.msi', refusal: 'inUse', detail: null },
    ]);
    disk.before = () => undefined;
    expect((await library.add([path])).added).toHaveLength(1);
  });
});

async function outside(): Promise<{ neighbour: Record<string, string> }> {
  return { neighbour: await listing(join(box.root, 'neighbour')) };
}
