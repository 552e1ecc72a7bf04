import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWriter } from '../../../main/journal/writer';
import { disk, systemError, type FileCall } from '../../fakes/faultyFiles';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

const runId = 'run-20261129-d4';
let folder: string;
let path: string;
const onQuarantine = vi.fn();
const onClosed = vi.fn();
const pen = () =>
  openWriter({ path, runId, targetId: 'local', now: () => 1_764_400_000_000, onQuarantine, onClosed });
const note = { phase: 'note' } as const;
/** Makes the named calls fail. */
const refuse = (code: string, ...calls: FileCall['name'][]) => {
  disk.before = ({ name }) => {
    if (calls.includes(name)) throw systemError(code);
  };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-writer-'));
  path = join(folder, `${runId}.jsonl`);
  vi.resetAllMocks();
});
afterEach(async () => {
  disk.before = () => undefined;
  await rm(folder, { recursive: true });
});

describe('a journal that is opened again', () => {
  it.each([
    ['is none', 'hello\n', 'notJson', null],
    ['cannot be read', '', 'unreadable', 'EISDIR'],
  ])('is set aside where it %s, and a new one begins', async (_, content, reason, code) => {
    await writeFile(path, content);
    if (code !== null) refuse(code, 'readFile');
    const writer = await pen();
    expect((await writer.append(note)).seq).toBe(0);
    await writer.close();
    expect(onQuarantine.mock.calls).toEqual([[{ path, kept: expect.any(String) as string, reason }]]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it.each([
    ['is none', 'hello\n', 'EBUSY', ['rename']],
    ['cannot be read', '', 'EISDIR', ['readFile', 'rename']],
  ])('stays as it is, unopened, where it %s and cannot be set aside', async (_, content, said, calls) => {
    await writeFile(path, content);
    refuse('EISDIR', ...calls);
    await expect(pen()).rejects.toMatchObject({ code: 'journal.unwritable', detail: `${path}: ${said}` });
    expect(onQuarantine).toHaveBeenCalledWith(expect.objectContaining({ kept: null }));
    expect(onClosed).toHaveBeenCalledOnce();
    disk.before = () => undefined;
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('goes on without a copy where it is whole', async () => {
    for (const seq of [0, 1]) {
      const writer = await pen();
      expect((await writer.append(note)).seq).toBe(seq);
      await writer.close();
    }
    expect(await readdir(folder)).toEqual([basename(path)]);
  });
});

describe('the folder of a journal', () => {
  it.skipIf(process.platform === 'win32')(
    'is flushed when a journal begins in it, and not again',
    async () => {
      const flushed: string[] = [];
      disk.before = ({ name, path: called }) => {
        if (name === 'handle.sync') flushed.push(called);
      };
      const first = await pen();
      expect(flushed).toEqual([folder]);
      await first.append(note);
      await first.close();
      await (await pen()).close();
      expect(flushed).toEqual([folder]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'that cannot be flushed opens none, and no file stays open',
    async () => {
      const closed: string[] = [];
      disk.before = ({ name, path: called }) => {
        if (name === 'handle.sync') throw systemError('EIO');
        if (name === 'handle.close') closed.push(called);
      };
      await expect(pen()).rejects.toMatchObject({ detail: `${path}: EIO` });
      expect(closed).toContain(path);
    },
  );
});

describe('a pen that failed', () => {
  it.each([
    ['by its code', systemError('ENOSPC'), 'ENOSPC'],
    ['by its words, where it has no code', new Error('odd'), 'Error: odd'],
  ])('says why %s, to every entry, and is closed once', async (_, error, said) => {
    const writer = await pen();
    disk.before = ({ name }) => {
      if (name === 'handle.datasync') throw error;
    };
    const unwritable = { code: 'journal.unwritable', detail: `${path}: ${said}` };
    await expect(writer.append(note)).rejects.toMatchObject(unwritable);
    disk.before = () => undefined;
    await expect(writer.append(note)).rejects.toMatchObject(unwritable);
    await writer.close();
    await writer.close();
    expect(onClosed).toHaveBeenCalledOnce();
  });
});
