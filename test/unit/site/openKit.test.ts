import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipFile, type ZipEntry } from '../../../build/practice/zipFile';
import { GangwayError } from '../../../shared/errors';
import { manifestName, manifestSchema } from '../../../shared/site/manifest';
import { openKit, sourceAt } from '../../../main/site/openKit';
import type { Telling } from '../../../main/site/work';
import { writeKit } from '../../../main/site/writeKit';
import { aKit, writtenAt } from '../../fakes/aKit';

const bytesRead = new Map<string, number>();

vi.mock('../../../main/disk/files', async (original) => {
  const files = await original<
    Record<string, unknown> & { open: (path: string, flags: string) => Promise<FileHandle> }
  >();
  return {
    ...files,
    open: async (path: string, flags: string) => {
      const handle = await files.open(path, flags);
      const read = handle.read.bind(handle) as (...args: unknown[]) => Promise<{ bytesRead: number }>;
      return Object.assign(handle, {
        read: async (...args: unknown[]) => {
          const result = await read(...args);
          bytesRead.set(path, (bytesRead.get(path) ?? 0) + result.bytesRead);
          return result;
        },
      });
    },
  };
});

const quiet: Telling = { onTotal: () => undefined, onFile: () => undefined, onBytes: () => undefined };
let place = '';
const stick = () => join(place, 'stick');
const zip = () => join(place, 'kit.zip');
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gangway-open-kit-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

async function open(path: string, now = writtenAt) {
  const kit = await sourceAt(path);
  try {
    return await openKit(kit, now, quiet);
  } finally {
    await kit.close();
  }
}
const refusal = async (path: string): Promise<string> => {
  const error: unknown = await open(path).catch((thrown: unknown) => thrown);
  return error instanceof GangwayError ? `${error.code} ${error.detail}` : `opened ${String(error)}`;
};

describe('an unchanged kit', () => {
  it('in a folder is opened by reading every byte of it once', async () => {
    const made = aKit(join(place, 'sources'));
    await writeKit(stick(), 'folder', made, quiet);
    bytesRead.clear();
    await open(stick());
    const expected = [...made.files, made.list].map(({ path, bytes }) => [join(stick(), path), bytes]);
    expect([...bytesRead].sort()).toEqual(expected.sort());
  });

  it('in a zip is opened by reading its content once, and its own headers and end', async () => {
    const made = aKit(join(place, 'sources'));
    await writeKit(zip(), 'zip', made, quiet);
    bytesRead.clear();
    await open(zip());
    const content = [...made.files, made.list].reduce((all, { bytes }) => all + bytes, 0);
    const own = (bytesRead.get(zip()) ?? 0) - content;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(70_000);
  });

  it('is found by its folder, its list, its zip, and by the stick it lies on', async () => {
    const made = aKit(join(place, 'sources'));
    await writeKit(join(stick(), 'gangway-kit-nord'), 'folder', made, quiet);
    await writeKit(zip(), 'zip', made, quiet);
    const { kitId } = made.manifest;
    for (const path of [
      stick(),
      join(stick(), 'gangway-kit-nord'),
      join(stick(), 'gangway-kit-nord', manifestName),
      zip(),
    ])
      expect((await open(path)).kitId).toBe(kitId);
    await writeKit(join(stick(), 'another'), 'folder', made, quiet);
    expect(await refusal(stick()), 'of two nobody knows which is meant').toMatch(/^kit\.notAKit/);
  });

  it('is judged by the clock: a year ahead, or a year old', async () => {
    const made = aKit(join(place, 'sources'));
    await writeKit(stick(), 'folder', made, quiet);
    const year = 365 * 86_400_000;
    expect((await open(stick(), writtenAt - year)).clock).toBe('future');
    expect((await open(stick(), writtenAt + year)).clock).toBe('old');
    expect((await open(stick())).clock).toBe('fine');
  });

  it('may hold files of a field kit, which are checked and left alone', async () => {
    const page = aKit(join(place, 'pages')).manifest.files.at(-1) ?? expect.unreachable();
    const field = { ...page, kind: 'field' as const, path: 'field/NORD-FS03/read.cmd', name: 'read.cmd' };
    const { manifest, files } = aKit(join(place, 'sources'));
    const made = aKit(join(place, 'sources'), { files: [...manifest.files, field] });
    void files;
    await writeKit(stick(), 'folder', made, quiet);
    mkdirSync(join(stick(), 'field', 'NORD-FS03'), { recursive: true });
    writeFileSync(join(stick(), field.path), readFileSync(join(stick(), 'README.txt')));
    expect((await open(stick())).files.find(({ kind }) => kind === 'field')).toMatchObject({
      state: 'whole',
    });
  });
});

describe('a list that is not as it was written', () => {
  const list = () => join(stick(), manifestName);
  const change = (edit: (text: string) => string) =>
    writeFileSync(list(), edit(readFileSync(list(), 'utf8')));
  beforeEach(async () => {
    await writeKit(stick(), 'folder', aKit(join(place, 'sources')), quiet);
  });

  it.each([
    [
      'a newer version',
      (text: string) => text.replace('"version": 1', '"version": 2'),
      /^kit\.newer .*version 2/,
    ],
    ['another name', (text: string) => text.replace('"Nord"', '"Sud"'), /^kit\.changed .*seal/],
    [
      'another hash',
      (text: string) =>
        text.replace(
          /"sha256": "([0-9a-f])/,
          (_all, digit: string) => `"sha256": "${digit === '0' ? '1' : '0'}`,
        ),
      /^kit\.changed/,
    ],
    ['no seal', (text: string) => text.replace(/,\s*"seal": "[0-9a-f]+"/, ''), /^kit\.changed/],
    ['something more', (text: string) => text.replace('"name"', '"more": 1,\n  "name"'), /^kit\.changed/],
    ['half of it', (text: string) => text.slice(0, 400), /^kit\.changed .*no JSON/],
    ['another file of that name', () => '{"name":"package.json"}', /^kit\.changed/],
    ['nothing', () => '', /^kit\.changed/],
    ['far too much', (text: string) => text + ' '.repeat(3_000_000), /^kit\.changed .*bytes/],
  ])('has %s and refuses the whole kit', async (_what, edit, expected) => {
    change(edit);
    expect(await refusal(stick())).toMatch(expected);
  });

  it('is gone, and there is no kit', async () => {
    renameSync(list(), `${list()}.old`);
    expect(await refusal(stick())).toMatch(/^kit\.notAKit/);
  });

  it('is a link to one elsewhere, and counts as none', async () => {
    renameSync(list(), join(place, 'elsewhere.json'));
    symlinkSync(join(place, 'elsewhere.json'), list());
    expect(await refusal(stick())).toMatch(/^kit\.notAKit/);
  });

  it('names two files that would be one on Windows, or the list itself', async () => {
    const sources = join(place, 'twice');
    const { manifest } = aKit(sources);
    const [first] = manifest.files;
    if (first === undefined) throw new Error('a file was expected');
    for (const path of ['README.TXT', 'Gangway-Kit.json']) {
      const made = aKit(sources, { files: [...manifest.files, { ...first, path }] });
      writeFileSync(list(), 'text' in made.list.from ? made.list.from.text : '');
      expect(await refusal(stick())).toMatch(/^kit\.changed/);
    }
  });
});

describe('a file of a kit that is a link', () => {
  it('is not followed, in whatever place it leads to', async () => {
    const made = aKit(join(place, 'sources'));
    await writeKit(stick(), 'folder', made, quiet);
    const path = join(stick(), made.files[0]?.path ?? '');
    renameSync(path, join(place, 'outside.bin'));
    symlinkSync(join(place, 'outside.bin'), path);
    expect((await open(stick())).files[0]?.state).toBe('short');
    rmSync(path);
    rmSync(dirname(path), { recursive: true });
    symlinkSync(place, dirname(path));
    expect((await open(stick())).files[0]?.state).toBe('absent');
  });
});

describe('a zip that is made to do harm', () => {
  const entries = async (): Promise<ZipEntry[]> => {
    const made = aKit(join(place, 'sources'), {}, [1000, 500, 800]);
    await writeKit(stick(), 'folder', made, quiet);
    return [...made.files, made.list].map(({ path: name }) => ({
      name,
      data: readFileSync(join(stick(), name)),
    }));
  };
  it.each([
    [
      'a path that leaves it',
      { name: '../../evil.cmd', data: Buffer.from('x') },
      /^kit\.unsafe zipUnsafePath/,
    ],
    ['a path of a drive', { name: 'C:/evil.cmd', data: Buffer.from('x') }, /^kit\.unsafe zipUnsafePath/],
    ['a device', { name: 'files/NUL', data: Buffer.from('x') }, /^kit\.unsafe zipUnsafePath/],
    ['a bomb', { name: 'files/bomb', data: Buffer.alloc(50_000_000), deflate: true }, /^kit\.unsafe zipBomb/],
    [
      'a size that is a lie',
      { name: 'files/lie', data: Buffer.from('x'), announcedSize: 2 ** 31 },
      /^kit\.unsafe/,
    ],
    ['one name twice', { name: 'readme.TXT', data: Buffer.from('x') }, /^kit\.unsafe duplicateNames/],
    [
      'a link',
      { name: 'files/link', data: Buffer.from('/etc/passwd'), attributes: 0o120_777 * 0x1_0000 },
      /^kit\.unsafe zipUnsafePath/,
    ],
    [
      'a secret',
      { name: 'files/secret', data: Buffer.from('x'), flags: 0x801 },
      /^kit\.unsafe (?:zipEncrypted|unreadable)/,
    ],
  ] as const)('with %s is refused whole', async (_what, bad, expected) => {
    writeFileSync(zip(), zipFile([...(await entries()), bad]));
    expect(await refusal(zip())).toMatch(expected);
  });

  it('is opened where it holds nothing of that kind, and where Windows packed it anew', async () => {
    writeFileSync(zip(), zipFile((await entries()).map((entry) => ({ ...entry, deflate: true }))));
    expect((await open(zip())).files.map(({ state }) => state)).toEqual(['whole', 'whole', 'whole', 'whole']);
  });

  it('and what is no zip at all, or cut off, is no kit', async () => {
    writeFileSync(zip(), 'nothing of the kind');
    expect(await refusal(zip())).toMatch(/^kit\.notAKit/);
    writeFileSync(zip(), zipFile(await entries()).subarray(0, 1500));
    expect(await refusal(zip())).toMatch(/^kit\.notAKit/);
    writeFileSync(zip(), zipFile([{ name: 'a.txt', data: Buffer.from('a') }]));
    expect(await refusal(zip())).toMatch(/^kit\.notAKit/);
  });
});

it('a list is what its schema says, and no more is written', async () => {
  const made = aKit(join(place, 'sources'));
  await writeKit(stick(), 'folder', made, quiet);
  const read = manifestSchema.parse(JSON.parse(readFileSync(join(stick(), manifestName), 'utf8')));
  const { seal: _seal, ...rest } = read;
  expect(rest).toEqual(made.manifest);
});
