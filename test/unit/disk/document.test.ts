import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openDocument } from '../../../main/disk/document';
import type { Quarantined } from '../../../main/disk/quarantine';
import { openSettings } from '../../../main/settings';
import { defaultSettings } from '../../../shared/model/settings';
import { disk, systemError, type FileCall } from '../../fakes/faultyFiles';
import { holds } from '../properties/holds';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

// How long a held file is waited for is told in retryBusy.test.ts; here nobody waits.
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<object>()),
  setTimeout: () => Promise.resolve(),
}));

const schema = z.strictObject({ version: z.literal(1), name: z.string(), count: z.number().int() });
const empty = { version: 1 as const, name: '', count: 0 };
let folder: string;
let path: string;
let said: Quarantined[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-disk-'));
  path = join(folder, 'inputs.json');
  said = [];
});
afterEach(() => {
  disk.before = () => undefined;
  return rm(folder, { recursive: true });
});
const open = () => openDocument({ path, schema, empty, onQuarantine: (found) => said.push(found) });

describe('a JSON document', () => {
  it('starts empty where there is no file, and says nothing', async () => {
    expect((await open()).value()).toEqual(empty);
    expect(said).toEqual([]);
  });

  it('keeps what was saved, and leaves no temporary file behind', async () => {
    await (await open()).save({ version: 1, name: 'NORD-FS03', count: 4 });
    expect((await open()).value()).toEqual({ version: 1, name: 'NORD-FS03', count: 4 });
    expect(await readdir(folder)).toEqual(['inputs.json']);
  });

  it('makes the folder it needs', async () => {
    path = join(folder, 'targets', 'local.json');
    await (await open()).save(empty);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(empty);
  });

  it.each([
    ['empty', ''],
    ['notJson', '{"version":1,"name":'],
    ['badShape', '{"version":1,"name":7}'],
    ['badShape', 'null'],
    ['newerVersion', '{"version":2,"name":"x","count":1,"more":true}'],
  ])('sets a file aside that is %s: %s', async (reason, text) => {
    await writeFile(path, text);
    const document = await open();
    expect(document.value()).toEqual(empty);
    expect(said).toEqual([{ path, kept: expect.stringMatching(/\.bad-\d{8}T\d{9}Z$/), reason }]);
    expect(await readFile(said[0]?.kept ?? '', 'utf8')).toBe(text);
    await document.save({ ...empty, count: 1 });
    expect((await open()).value().count).toBe(1);
    expect(said).toHaveLength(1);
  });

  it('sets a folder aside that stands where the file should be', async () => {
    await mkdir(path);
    expect((await open()).value()).toEqual(empty);
    expect(said[0]).toMatchObject({ reason: 'unreadable', kept: expect.any(String) });
  });

  it('refuses a value that the schema refuses, and keeps the old one', async () => {
    const document = await open();
    await document.save({ ...empty, name: 'kept' });
    await expect(document.save({ ...empty, count: 0.5 })).rejects.toMatchObject({ code: 'input.invalid' });
    expect(document.value().name).toBe('kept');
    expect((await open()).value().name).toBe('kept');
  });

  it('says file.unwritable when the disk refuses, and keeps the old value', async () => {
    await writeFile(join(folder, 'file'), '');
    path = join(folder, 'file', 'inputs.json');
    const document = await open();
    await expect(document.save({ ...empty, count: 1 })).rejects.toMatchObject({ code: 'file.unwritable' });
    expect(document.value()).toEqual(empty);
  });

  it.each(['EBUSY', 'EPERM'])('waits while a virus scanner holds the file (%s on rename)', async (code) => {
    const document = await open();
    await document.save({ ...empty, count: 1 });
    let tries = 0;
    let free = 4;
    disk.before = ({ name }: FileCall) => {
      if (name === 'rename' && ++tries < free) throw systemError(code);
    };
    await document.save({ ...empty, count: 2 });
    expect(tries).toBe(4);
    expect((await open()).value().count).toBe(2);
    free = Infinity;
    await expect(document.save({ ...empty, count: 3 })).rejects.toMatchObject({ code: 'file.unwritable' });
    expect(document.value().count).toBe(2);
    expect((await open()).value().count).toBe(2);
    expect(await readdir(folder)).toEqual(['inputs.json']);
  });

  it.each(['ENOSPC', 'EIO'])('keeps the old content when the disk fails (%s)', async (code) => {
    const document = await open();
    await document.save({ ...empty, count: 1 });
    disk.before = ({ name }: FileCall) => {
      if (name === 'handle.sync') throw systemError(code);
    };
    await expect(document.save({ ...empty, count: 2 })).rejects.toMatchObject({ code: 'file.unwritable' });
    expect(document.value().count).toBe(1);
    expect((await open()).value().count).toBe(1);
    expect(await readdir(folder)).toEqual(['inputs.json']);
  });

  it('loses no change when many are made at once', async () => {
    const document = await open();
    await Promise.all(
      Array.from({ length: 20 }, () => document.update((now) => ({ ...now, count: now.count + 1 }))),
    );
    expect((await open()).value().count).toBe(20);
  });

  it('goes on after a change that was refused', async () => {
    const document = await open();
    const refused = document.save({ ...empty, count: 0.5 });
    const next = document.save({ ...empty, count: 2 });
    await expect(refused).rejects.toThrow();
    await next;
    expect(document.value().count).toBe(2);
  });

  it('keeps files for the person alone', async () => {
    await (await open()).save(empty);
    if (process.platform === 'win32') return; // There the profile folder's access list does it.
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('opens whatever corruptions leave of a file', async () => {
    const good = Buffer.from(JSON.stringify({ version: 1, name: 'Lefèvre', count: 12 }));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await holds(
      fc.asyncProperty(damage, fc.nat(good.length), fc.boolean(), async (changes, cut, cuts) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const written = cuts ? bytes.subarray(0, cut) : bytes;
        await writeFile(path, written);
        said = [];
        const { value } = await open();
        expect(schema.safeParse(value()).success).toBe(true);
        if (said[0] === undefined) return;
        expect(value()).toEqual(empty);
        expect(await readFile(said[0].kept ?? '')).toEqual(written);
        await rm(said[0].kept ?? '');
      }),
      250,
    );
  });
});

describe('settings', () => {
  it('are the defaults at first, and kept after that', async () => {
    const settings = await openSettings(folder, (found) => said.push(found));
    expect(settings.value()).toEqual(defaultSettings);
    await settings.save({ ...defaultSettings, locale: 'fr', technician: 'M. Lefèvre' });
    expect((await openSettings(folder, (found) => said.push(found))).value().locale).toBe('fr');
    expect(said).toEqual([]);
  });
});
