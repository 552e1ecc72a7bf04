import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GangwayError } from '../../shared/errors';
import { systemCode } from '../../main/disk/retryBusy';
import { fat32Limit } from '../../shared/site/manifest';
import { folderKit } from '../../main/site/folderKit';
import { openKit, sourceAt } from '../../main/site/openKit';
import type { Telling } from '../../main/site/work';
import { partEnding } from '../../main/site/writeFolder';
import { writeKit } from '../../main/site/writeKit';
import { aKit, writtenAt } from '../fakes/aKit';
import { disk, systemError } from '../fakes/faultyFiles';

/** What the file system of the stick tells of itself; null: what that of this computer does. */
const told: { stick: { type: number; bavail: number; bsize: number } | null } = { stick: null };
vi.mock('../../main/disk/files', async (original) => {
  const files = await original<{ statfs: (path: string) => Promise<unknown> }>();
  const watched = (await import('../fakes/faultyFiles')).watched(files);
  return { ...watched, statfs: async (path: string) => told.stick ?? files.statfs(path) };
});

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gangway-site-faults-'));
});
afterEach(() => {
  disk.before = () => undefined;
  told.stick = null;
  rmSync(place, { recursive: true, force: true });
});

const quiet: Telling = { onTotal: () => undefined, onFile: () => undefined, onBytes: () => undefined };
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof GangwayError ? error.code : String(error);
};
const stick = () => join(place, 'stick');
const kit = () => aKit(join(place, 'sources'));

/** What a kit at a path is: why it is none, or how its files are. */
async function found(path: string): Promise<string> {
  try {
    const source = await sourceAt(path);
    const { files, receivers } = await openKit(source, writtenAt, quiet).finally(() => void source.close());
    const states = new Set(files.map(({ state }) => state));
    return `${[...states].join(' ')}, lacks ${receivers.flatMap(({ lacks }) => lacks).length}`;
  } catch (error) {
    return error instanceof GangwayError ? error.code : String(error);
  }
}
const whole = 'whole, lacks 0';
const changes = /^(?:mkdir|open|rename|rm|handle\.(?:write|sync|close))$/;

/** Every state of the stick that a kill before an operation would leave, each once, in a folder of its own. */
async function statesOf(form: 'folder' | 'zip', work: () => Promise<void>): Promise<string[]> {
  const copies: string[] = [];
  let last = '';
  const take = () => {
    const now = JSON.stringify(
      readdirSync(stick(), { recursive: true, withFileTypes: true })
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((one) => [one, statSync(one).size]),
    );
    if (now === last) return;
    const copy = join(place, `${form}-${copies.length}`);
    cpSync(stick(), copy, { recursive: true });
    last = now;
    copies.push(copy);
  };
  disk.before = ({ name, path }) => {
    if (!path.startsWith(stick()) || !changes.test(name) || !existsSync(stick())) return;
    // The file before this one may get its name meanwhile: what was half looked at is looked at again.
    for (let tries = 20; ; tries -= 1)
      try {
        take();
        return;
      } catch (error) {
        if (systemCode(error) !== 'ENOENT' || tries === 0) throw error;
        rmSync(join(place, `${form}-${copies.length}`), { recursive: true, force: true });
      }
  };
  await work();
  disk.before = () => undefined;
  return copies;
}

describe('a kit that is written when the app is killed', () => {
  it('[row 131] is no kit until it is whole, at every operation, and is gone on with where it was', async () => {
    const made = kit();
    const copies = await statesOf('folder', () => writeKit(stick(), 'folder', made, quiet));
    expect(await found(stick())).toBe(whole);
    expect(copies.length).toBeGreaterThan(15);
    for (const [index, copy] of copies.entries()) {
      // Once the list has its name, nothing is left to be done but the flush.
      expect([index, await found(copy)]).toEqual([index, index < copies.length - 1 ? 'kit.notAKit' : whole]);
      await writeKit(copy, 'folder', made, quiet);
      expect(await found(copy)).toBe(whole);
      expect(
        readdirSync(copy, { recursive: true }).filter((name) => String(name).endsWith(partEnding)),
      ).toEqual([]);
    }
  });

  it('[row 131] is the kit of before until the new one is whole', async () => {
    const before = kit();
    await writeKit(stick(), 'folder', before, quiet);
    const after = aKit(join(place, 'newer'), { name: 'Newer' });
    const copies = await statesOf('folder', () => writeKit(stick(), 'folder', after, quiet));
    const seen = new Set<string>();
    for (const copy of copies) {
      expect(await found(copy)).toBe(whole);
      seen.add((await openKit(folderKit(copy), writtenAt, quiet)).name);
    }
    expect([...seen]).toEqual(['Nord', 'Newer']);
    const left = readdirSync(stick(), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(left.length, 'files of the old list are gone').toBe(after.files.length + 1);
  });

  it('[row 131] is no zip until all of it was read back', async () => {
    const made = kit();
    mkdirSync(stick());
    const zip = (folder: string) => join(folder, 'kit.zip');
    const copies = await statesOf('zip', () => writeKit(zip(stick()), 'zip', made, quiet));
    for (const copy of copies.slice(0, -1)) expect(existsSync(zip(copy))).toBe(false);
    expect(await found(zip(copies.at(-1) ?? ''))).toBe(whole);
    expect(copies.length).toBeGreaterThan(5);
    expect(await found(zip(stick()))).toBe(whole);
  });

  it('[row 131] writes nothing again that lies there whole', async () => {
    const made = kit();
    await writeKit(stick(), 'folder', made, quiet);
    const written: string[] = [];
    disk.before = ({ name, path }) => {
      if (name === 'handle.write') written.push(path);
    };
    await writeKit(stick(), 'folder', made, quiet);
    expect(written).toEqual([join(stick(), `gangway-kit.json${partEnding}`)]);
  });
});

describe('a stick that refuses', () => {
  it.each([
    ['EIO', 'kit.gone'],
    ['ENOENT', 'kit.gone'],
    ['ENOSPC', 'kit.full'],
    ['EROFS', 'kit.readOnly'],
    ['EFBIG', 'kit.tooLarge'],
  ])(
    '[row 132, 133, 134, 135] with %s at any write has it said as %s, and the kit counts only once it is whole',
    async (code, expected) => {
      for (const form of ['folder', 'zip'] as const) {
        const made = kit();
        const at =
          form === 'folder' ? join(place, `${form}-${code}`) : join(place, `${form}-${code}`, 'kit.zip');
        if (form === 'zip') mkdirSync(dirname(at));
        const isWrite = ({ name, path }: { name: string; path: string }) =>
          path.startsWith(at) && name === 'handle.write';
        let writes = 0;
        disk.before = (call) => {
          if (isWrite(call)) writes += 1;
          if (isWrite(call) && writes === 3) throw systemError(code);
        };
        expect(await codeOf(writeKit(at, form, made, quiet))).toBe(expected);
        disk.before = () => undefined;
        expect(await found(at)).toBe(form === 'folder' ? 'kit.notAKit' : 'kit.gone');
        expect(
          readdirSync(dirname(at), { recursive: true }).filter((name) => String(name).endsWith(partEnding)),
        ).toEqual([]);
        await writeKit(at, form, made, quiet);
        expect(await found(at)).toBe(whole);
      }
    },
  );

  it('[row 133, 135] too small, or of FAT32 for a file that large, is said before anything is written', async () => {
    const made = kit();
    const [first, ...others] = made.files;
    if (first === undefined) throw new Error('a file was expected');
    const large = { ...made, files: [{ ...first, bytes: fat32Limit + 1 }, ...others] };
    const room = 16 * fat32Limit;
    const written: string[] = [];
    disk.before = ({ name, path }) => {
      if (path.startsWith(place) && name === 'handle.write') written.push(path);
    };
    const fat = 0x4d44;
    told.stick = { type: fat, bavail: room, bsize: 1 };
    expect(await codeOf(writeKit(stick(), 'folder', large, quiet))).toBe('kit.tooLarge');
    expect(await codeOf(writeKit(join(place, 'kit.zip'), 'zip', large, quiet))).toBe('kit.tooLarge');
    told.stick = { type: fat, bavail: 1000, bsize: 1000 };
    expect(await codeOf(writeKit(stick(), 'folder', made, quiet))).toBe('kit.full');
    expect(written).toEqual([]);
    // Files of usual size fit on it.
    told.stick = { type: fat, bavail: room, bsize: 1 };
    await writeKit(stick(), 'folder', made, quiet);
    expect(await found(stick())).toBe(whole);
  });

  it('[row 134] write-protected from the start is said before anything is tried', async () => {
    const made = kit();
    disk.before = ({ name, path }) => {
      if (path.startsWith(stick()) && /^(?:mkdir|open)$/.test(name)) throw systemError('EROFS');
    };
    expect(await codeOf(writeKit(stick(), 'folder', made, quiet))).toBe('kit.readOnly');
  });

  it('[row 132] pulled while a kit is opened ends the opening; a single bad file costs itself', async () => {
    const made = kit();
    await writeKit(stick(), 'folder', made, quiet);
    const bad = join(stick(), made.files[1]?.path ?? '');
    disk.before = ({ name, path }) => {
      if (path === bad && name === 'handle.read') throw systemError('EIO');
    };
    expect(await found(stick())).toBe('whole unreadable, lacks 1');
    disk.before = ({ name, path }) => {
      if (path === bad && name === 'handle.read') throw systemError('ENODEV');
    };
    expect(await found(stick())).toBe('kit.gone');
  });

  it('[row 136] that gives back something else than was written does not get the name of a whole file', async () => {
    const made = kit();
    const first = made.files[0] ?? expect.unreachable();
    const part = join(stick(), `${first.path}${partEnding}`);
    disk.before = ({ name, path }) => {
      // The file was closed and is opened again to be read back: now it holds something else.
      if (path === part && name === 'open' && existsSync(part))
        writeFileSync(part, Buffer.alloc(first.bytes));
    };
    expect(await codeOf(writeKit(stick(), 'folder', made, quiet))).toBe('kit.notKept');
    expect(existsSync(join(stick(), first.path))).toBe(false);
  });
});

describe('a library that lost a file, or holds another one', () => {
  it('is no fault of the stick', async () => {
    const made = kit();
    const source = made.files[0]?.from ?? expect.unreachable();
    if (!('file' in source)) throw new Error('a file was expected');
    const content = readFileSync(source.file);
    for (const form of ['folder', 'zip'] as const) {
      const at = form === 'folder' ? stick() : join(place, 'kit.zip');
      writeFileSync(source.file, Buffer.alloc(content.length));
      expect(await codeOf(writeKit(at, form, made, quiet))).toBe('kit.sourceChanged');
      writeFileSync(source.file, content.subarray(10));
      expect(await codeOf(writeKit(at, form, made, quiet))).toBe('kit.sourceChanged');
      rmSync(source.file);
      expect(await codeOf(writeKit(at, form, made, quiet))).toBe('file.missing');
      writeFileSync(source.file, content);
    }
  });
});
