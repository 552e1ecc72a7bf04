import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freeName, quarantine } from '../../../main/disk/quarantine';
import { retryBusy } from '../../../main/disk/retryBusy';

const failing = (code: string, times: number) => {
  let left = times;
  let calls = 0;
  return {
    calls: () => calls,
    work: async () => {
      calls += 1;
      if (left-- > 0) throw Object.assign(new Error(code), { code });
      return 'done';
    },
  };
};

describe('retryBusy', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES'])('tries again while a file is held (%s)', async (code) => {
    const file = failing(code, 10);
    const waits: number[] = [];
    expect(await retryBusy(file.work, async (ms) => waits.push(ms))).toBe('done');
    expect(file.calls()).toBe(11);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(2000);
  });

  it('gives up after the tenth pause with the error itself', async () => {
    const file = failing('EBUSY', 99);
    await expect(retryBusy(file.work, async () => undefined)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(file.calls()).toBe(11);
  });

  it.each(['ENOSPC', 'ENOENT', 'EIO'])('does not wait when waiting cannot help (%s)', async (code) => {
    const file = failing(code, 1);
    await expect(retryBusy(file.work, async () => undefined)).rejects.toMatchObject({ code });
    expect(file.calls()).toBe(1);
  });
});

describe('quarantine', () => {
  it('never overwrites what was set aside before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-bad-'));
    const path = join(folder, 'a.json');
    await writeFile(path, 'first');
    const first = await quarantine(path, 'notJson', 1000);
    await writeFile(path, 'second');
    const second = await quarantine(path, 'notJson', 1000);
    expect(first.kept).toBe(`${path}.bad-19700101T000001000Z`);
    expect(second.kept).toBe(`${path}.bad-19700101T000001000Z-2`);
    expect(await readFile(first.kept ?? '', 'utf8')).toBe('first');
    expect(await readFile(second.kept ?? '', 'utf8')).toBe('second');
    expect(await freeName(path, 'bad', 1000)).toBe(`${path}.bad-19700101T000001000Z-3`);
    await rm(folder, { recursive: true });
  });

  it('says so when the file cannot be moved', async () => {
    const gone = join(tmpdir(), 'gangway-absent', 'a.json');
    expect(await quarantine(gone, 'unreadable')).toEqual({ path: gone, kept: null, reason: 'unreadable' });
  });
});
