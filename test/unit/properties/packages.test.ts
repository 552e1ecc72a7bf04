import { type FileHandle, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, posix, win32 } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFile } from '../../../build/practice/zipFile';
import { entryKey, safeEntryName } from '../../../main/packages/archive/entryName';
import { isKnownName } from '../../../main/packages/archive/knownName';
import { unpack } from '../../../main/packages/archive/unpack';
import { openCompoundFile } from '../../../main/packages/msi/compoundFile';
import { readInstaller } from '../../../main/packages/msi/readInstaller';
import { Refused } from '../../../main/packages/refused';
import { installerStreams, makeCompoundFile, makeInstaller } from '../packages/msi/makeInstaller';
import { anyText } from './anyText';
import { holds } from './holds';

let box: string;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-properties-'));
});
afterAll(() => rm(box, { recursive: true, force: true }));

/** Reads the bytes as a file, and counts what is read of it. */
async function reading<T>(
  bytes: Buffer,
  work: (file: FileHandle) => Promise<T>,
): Promise<{ value: T; read: number }> {
  const path = join(box, 'file');
  await writeFile(path, bytes);
  const file = await open(path, 'r');
  let read = 0;
  const counted = new Proxy(file, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key, target);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]) => {
        if (key === 'read' && typeof args[2] === 'number') read += args[2];
        return Reflect.apply(found, target, args) as unknown;
      };
    },
  });
  try {
    return { value: await work(counted), read };
  } finally {
    await file.close();
  }
}

/** The answer, or null when it was refused. Anything else that is thrown is a fault. */
const orRefused = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });

const properties = { ProductName: 'Microsoft Defender for Endpoint', ProductVersion: '4.18.24070' };
const files = [{ key: 'MPCLIENT.DLL', name: 'MpClient.dll', version: '4.18.24070.5' }];
const streams = installerStreams({ properties, files });
const installer = makeCompoundFile({ ...streams, Payload: Buffer.alloc(6000, 7) });

const changes = fc.array(
  fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff))),
  {
    minLength: 1,
    maxLength: 30,
  },
);
function changed(whole: Buffer, list: readonly (readonly [number, number])[], within = whole.length): Buffer {
  const bytes = Buffer.from(whole);
  for (const [at, value] of list) bytes[at % within] = value;
  return bytes;
}

describe('an MSI', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcXYZ019 .{}-_é'), minLength: 1, maxLength: 40 });

  it('gives back what was written into it', async () => {
    const number = fc.integer({ min: 0, max: 0xffff });
    const version = fc.array(number, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'));
    const made = fc.record({ ProductVersion: version, ProductCode: text, Manufacturer: text, Extra: text });
    await holds(
      fc.asyncProperty(
        made,
        fc.boolean(),
        fc.constantFrom(1252, 65001),
        async (rest, longReferences, codePage) => {
          const bytes = makeInstaller({
            properties: { ...properties, ...rest },
            files,
            longReferences,
            codePage,
          });
          const { value } = await reading(bytes, (file) => readInstaller(file));
          expect(value.details).toMatchObject({
            productVersion: rest.ProductVersion,
            productCode: rest.ProductCode,
            manufacturer: rest.Manufacturer,
            platformVersion: '4.18.24070.5',
          });
        },
      ),
      300,
    );
  }, 60_000);

  it('with any bytes turned is read or refused, and never read over and over', async () => {
    await holds(
      fc.asyncProperty(changes, fc.constantFrom(96, 1024, installer.length), async (list, within) => {
        const bytes = changed(installer, list, within);
        const { read } = await reading(bytes, (file) => orRefused(readInstaller(file)));
        // Ten streams at most, each of them in the worst case through all of the file.
        expect(read).toBeLessThan(12 * bytes.length + 64 * 1024 * 4);
      }),
      1200,
    );
  }, 60_000);

  it('with any bytes turned in its tables is read or refused', async () => {
    await holds(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(streams)),
        changes,
        fc.nat(),
        async (name, list, cut) => {
          const whole = streams[name] ?? Buffer.alloc(0);
          const spoilt = changed(whole, list).subarray(
            0,
            cut % 3 === 0 ? cut % (whole.length + 1) : undefined,
          );
          await reading(makeCompoundFile({ ...streams, [name]: spoilt }), (file) =>
            orRefused(readInstaller(file)),
          );
        },
      ),
      500,
    );
  }, 60_000);

  it('of any bytes behind its first eight is refused', async () => {
    const head = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await holds(
      fc.asyncProperty(fc.uint8Array({ minLength: 504, maxLength: 4096 }), async (rest) => {
        const bytes = Buffer.concat([head, rest]);
        expect((await reading(bytes, (file) => orRefused(openCompoundFile(file)))).value).toBeNull();
      }),
      500,
    );
  }, 60_000);
});

const part = fc.constantFrom(
  ...['..', '.', '/', '\\', ':', 'C', 'con', 'NUL', 'lpt1', ' ', '.cmd', 'a', 'A', 'e\u0301', '\u00e9'],
  ...['\u0000', '\r', '~', '//', '$', '\u202e', '\ufeff', '\u2215', '\uff0e', '?', '*', 'x'.repeat(120)],
);
const name = fc.oneof(
  anyText(),
  fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
);

describe('a name in an archive', () => {
  it('that is taken stays below its folder on every system, and is plain', async () => {
    await holds(
      fc.property(name, (raw) => {
        const safe = safeEntryName(raw);
        if (safe === null) return;
        expect(posix.resolve('/box', safe).startsWith('/box/')).toBe(true);
        const onWindows = win32.resolve('C:\\box', safe);
        expect(onWindows.startsWith('C:\\box\\')).toBe(true);
        expect(onWindows).toBe(`C:\\box\\${safe.replaceAll('/', '\\')}`);
        expect(safeEntryName(safe)).toBe(safe);
        expect(entryKey(safe)).toBe(entryKey(entryKey(safe)));
      }),
      10_000,
    );
  });
});

describe('a zip', () => {
  const entry = fc.record({
    name: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('a.cmd', 'f/b.cmd', 'Install.ps1', 'n.txt', 'A.CMD') },
      { weight: 1, arbitrary: name },
    ),
    data: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    deflate: fc.boolean(),
  });
  let run = 0;
  const unpacked = async (bytes: Buffer) => {
    run += 1;
    const folder = join(box, String(run));
    const path = join(box, 'given.zip');
    await writeFile(path, bytes);
    const before = await readdir(box);
    const found = await orRefused(unpack(path, folder));
    expect((await readdir(box)).filter((each) => !before.includes(each) && each !== String(run))).toEqual([]);
    const contents = await Promise.all((found ?? []).map((each) => readFile(each.path)));
    await rm(folder, { recursive: true, force: true });
    return { found, contents };
  };

  it('gives exactly its known files, or nothing at all', async () => {
    await holds(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const { found, contents } = await unpacked(zipFile(entries));
        const safe = entries.map((each) => safeEntryName(Buffer.from(each.name).toString('utf8')));
        const keys = safe.map((each) => (each === null ? null : entryKey(each)));
        const wanted = entries.filter(
          ({ name: raw }) => !/[\\/]$/.test(raw) && isKnownName(basename(raw.replaceAll('\\', '/'))),
        );
        if (keys.includes(null) || new Set(keys).size < keys.length || wanted.length === 0) {
          expect(found).toBeNull();
          return;
        }
        expect(found).not.toBeNull();
        expect(contents).toEqual(wanted.map(({ data }) => data));
      }),
      400,
    );
  }, 60_000);

  it('with any bytes turned gives what was packed, or is refused', async () => {
    const good = [
      { name: 'a.cmd', data: Buffer.from('rem one '.repeat(30)), deflate: true },
      { name: 'f/b.cmd', data: Buffer.from('rem two '.repeat(20)), deflate: false },
    ];
    const whole = zipFile(good);
    await holds(
      fc.asyncProperty(changes, async (list) => {
        const { contents } = await unpacked(changed(whole, list.slice(0, 3)));
        for (const content of contents) expect(good.some(({ data }) => data.equals(content))).toBe(true);
      }),
      300,
    );
  }, 60_000);
});
