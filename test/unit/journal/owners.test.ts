import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createJournal } from '../../../main/journal/journal';
import { disk, systemError } from '../../fakes/faultyFiles';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

let folder = '';
let opened: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-owners-'));
  for (const [index, target] of ['practice-a', 'practice-b', 'practice-a', 'local'].entries()) {
    const runId = `run-00000${String(index)}`;
    const pen = await createJournal(folder).begin(runId, target);
    await pen.append({ phase: 'planned', data: { long: 'x'.repeat(20_000) } });
    await pen.append({ phase: 'ended' });
    await pen.close();
    await utimes(join(folder, `${runId}.jsonl`), 1_700_000_000 + index, 1_700_000_000 + index);
  }
  opened = [];
  disk.before = ({ name, path }) => {
    if (name === 'open' || name === 'readFile') opened.push(basename(path));
  };
});
afterEach(async () => {
  disk.before = () => undefined;
  await rm(folder, { recursive: true });
});

it('lists the runs of one target, the newest first', async () => {
  const journal = createJournal(folder);
  expect(await journal.list('practice-a')).toEqual(['run-000002', 'run-000000']);
  expect(await journal.list('local')).toEqual(['run-000003']);
  expect(await journal.list('practice-2019')).toEqual([]);
  expect(await journal.list()).toHaveLength(4);
});

it('looks once into each journal; later no file of another target is opened', async () => {
  const journal = createJournal(folder);
  await journal.list('practice-a');
  expect(opened.sort()).toEqual((await readdir(folder)).sort());
  opened = [];
  for (const runId of await journal.list('practice-a')) await journal.read(runId);
  expect(opened).toEqual(['run-000002.jsonl', 'run-000000.jsonl']);
});

it('knows a run from its beginning, and looks into a journal that came from elsewhere', async () => {
  const journal = createJournal(folder);
  await journal.list();
  const pen = await journal.begin('run-000009', 'practice-b');
  await pen.append({ phase: 'planned' });
  await pen.close();
  expect(await journal.list('practice-b')).toEqual(['run-000009', 'run-000001']);
  await writeFile(join(folder, 'run-000010.jsonl'), await readFile(join(folder, 'run-000001.jsonl')));
  expect(await journal.list('practice-b')).toContain('run-000010');
});

it('a journal whose first line is damaged is offered to every target, and says of itself whose it is', async () => {
  const path = join(folder, 'run-000001.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"planned"', '"plan'));
  const journal = createJournal(folder);
  expect(await journal.list('practice-a')).toContain('run-000001');
  expect((await journal.read('run-000001')).entries[0]?.targetId).toBe('practice-b');
});

it('a disk that cannot be read does not make a journal disappear', async () => {
  const journal = createJournal(folder);
  await journal.list();
  disk.before = ({ name, path }) => {
    if ((name === 'readFile' || name === 'stat') && path.endsWith('run-000000.jsonl'))
      throw systemError('EIO');
  };
  expect(await journal.read('run-000000')).toMatchObject({ entries: [], unread: 'EIO' });
  expect((await journal.list('practice-a'))[0]).toBe('run-000000');
  await expect(journal.begin('run-000000', 'practice-a')).rejects.toMatchObject({
    code: 'journal.unwritable',
  });
  expect(journal.quarantined()).toEqual([]);
  disk.before = () => undefined;
  expect((await journal.read('run-000000')).entries).toHaveLength(2);
});
