import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJournal } from '../../../main/journal/journal';
import { blob, leaked } from '../output/redact/blob';

const runId = 'run-20261124-a1';
let folder: string;
let clock: number;
const journal = () => createJournal(folder, () => (clock += 1000));
const file = () => join(folder, `${runId}.jsonl`);

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'gangway-journal-')), 'journal');
  clock = 1_700_000_000_000;
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

/** A finished run of one action. */
async function written() {
  const writer = await journal().begin(runId, 'practice-2019');
  await writer.append({ phase: 'planned', data: { planHash: 'abc' } });
  await writer.append({
    phase: 'intent',
    action: 'installSensor',
    nn: 1,
    data: { scriptSha256: 'f'.repeat(64) },
  });
  await writer.append({ phase: 'sent', action: 'installSensor', nn: 1 });
  await writer.append({ phase: 'verified', action: 'installSensor', nn: 1, data: { version: '10.8805' } });
  await writer.append({ phase: 'ended' });
  await writer.close();
}

describe('the journal of a run', () => {
  it('gives back what was written, numbered and chained', async () => {
    await written();
    const { entries, torn, broken } = await journal().read(runId);
    expect({ torn, broken }).toEqual({ torn: false, broken: null });
    expect(entries.map((each) => [each.seq, each.phase, each.action, each.nn])).toEqual([
      [0, 'planned', null, null],
      [1, 'intent', 'installSensor', 1],
      [2, 'sent', 'installSensor', 1],
      [3, 'verified', 'installSensor', 1],
      [4, 'ended', null, null],
    ]);
    expect(entries[0]?.prev).toBe('0'.repeat(64));
    for (const [n, each] of entries.slice(1).entries()) expect(each.prev).toBe(entries[n]?.hash);
  });

  it('is on the disk before append resolves', async () => {
    const writer = await journal().begin(runId, 'local');
    const entry = await writer.append({ phase: 'intent', action: 'onboard', nn: 3 });
    expect(await readFile(file(), 'utf8')).toContain(entry.hash);
    await writer.close();
  });

  it('keeps the order of entries that are written at once', async () => {
    const writer = await journal().begin(runId, 'local');
    await Promise.all(Array.from({ length: 50 }, (_, n) => writer.append({ phase: 'note', data: n })));
    await writer.close();
    const { entries, broken } = await journal().read(runId);
    expect(entries.map((each) => each.data)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(broken).toBeNull();
  });

  it('goes on with the same chain after it was closed', async () => {
    await written();
    const writer = await journal().begin(runId, 'practice-2019');
    expect((await writer.append({ phase: 'note', data: 'read again' })).seq).toBe(5);
    await writer.close();
    expect(await journal().read(runId)).toMatchObject({ torn: false, broken: null });
  });

  it('has one writer at a time', async () => {
    const journals = journal();
    const writer = await journals.begin(runId, 'local');
    await expect(journals.begin(runId, 'local')).rejects.toMatchObject({ code: 'run.alreadyStarted' });
    await writer.close();
    await (await journals.begin(runId, 'local')).close();
  });

  it('holds nothing secret', async () => {
    const writer = await journal().begin(runId, 'local');
    await writer.append({
      phase: 'failed',
      data: { text: `reg add /v OnboardingInfo /d ${blob}`, raw: blob },
    });
    await writer.append({ phase: 'note', data: { OnboardingInfo: JSON.parse(blob), password: 'Hunter2' } });
    await writer.close();
    const text = await readFile(file(), 'utf8');
    expect(leaked(text)).toBeNull();
    expect(text).not.toContain('Hunter2');
    expect((await journal().read(runId)).broken).toBeNull();
  });

  it.each(['../../etc/passwd', 'UPPER-CASE', 'short', 'a'.repeat(65), 'con.jsonl'])(
    'refuses the run id %s',
    async (id) => {
      await expect(journal().begin(id, 'local')).rejects.toMatchObject({ code: 'input.invalid' });
    },
  );

  it('reads a run that never was as empty', async () => {
    expect(await journal().read(runId)).toEqual({ entries: [], torn: false, broken: null });
  });
});

describe('a disk that refuses', () => {
  it('makes append throw journal.unwritable, now and later', async () => {
    const journals = journal();
    const writer = await journals.begin(runId, 'local');
    await writer.append({ phase: 'planned' });
    const probe = await open(file(), 'r');
    vi.spyOn(Object.getPrototypeOf(probe), 'datasync').mockRejectedValueOnce(
      Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }),
    );
    await probe.close();
    await expect(writer.append({ phase: 'intent', action: 'a', nn: 1 })).rejects.toMatchObject({
      code: 'journal.unwritable',
      detail: expect.stringContaining('ENOSPC'),
    });
    await expect(writer.append({ phase: 'note' })).rejects.toMatchObject({ code: 'journal.unwritable' });
    await writer.close();
    const again = await journals.begin(runId, 'local');
    await again.append({ phase: 'note', data: 'again' });
    await again.close();
    expect(await journals.read(runId)).toMatchObject({ broken: null, torn: false });
  });

  it('leaves a piece of a line that begin cuts off, with a copy', async () => {
    const journals = journal();
    const writer = await journals.begin(runId, 'local');
    await writer.append({ phase: 'planned' });
    const probe = await open(file(), 'r');
    await appendFile(file(), '{"v":1,"seq":1,"at":17');
    vi.spyOn(Object.getPrototypeOf(probe), 'appendFile').mockRejectedValueOnce(
      Object.assign(new Error('full'), { code: 'ENOSPC' }),
    );
    await probe.close();
    await expect(writer.append({ phase: 'intent', action: 'a', nn: 1 })).rejects.toMatchObject({
      code: 'journal.unwritable',
    });
    expect(await journals.read(runId)).toMatchObject({ torn: true, broken: null });
    const again = await journals.begin(runId, 'local');
    expect((await again.append({ phase: 'note' })).seq).toBe(1);
    await again.close();
    expect(await journals.read(runId)).toMatchObject({ torn: false, broken: null });
    expect((await readdir(folder)).filter((name) => name.includes('.torn-'))).toHaveLength(1);
    expect(await journals.list()).toEqual([runId]);
  });

  it('makes begin throw journal.unwritable, and begin works once the disk does', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const journals = journal();
    await expect(journals.begin(runId, 'local')).rejects.toMatchObject({ code: 'journal.unwritable' });
    await rm(folder);
    await (await journals.begin(runId, 'local')).close();
  });
});

describe('files that are no journals', () => {
  it.each([
    ['text', 'hello\nworld\n'],
    ['bytes', Buffer.from([0xff, 0xfe, 0, 1, 2, 3])],
    ['zeros', Buffer.alloc(4096)],
    ['another JSON', '{"v":2,"seq":0}\n'],
  ])('are set aside and said: %s', async (_name, content) => {
    await mkdir(folder);
    await writeFile(file(), content);
    const journals = journal();
    expect(await journals.read(runId)).toEqual({ entries: [], torn: false, broken: null });
    expect(journals.quarantined()).toMatchObject([
      { path: file(), reason: 'notJson', kept: expect.any(String) },
    ]);
    expect(await readFile(journals.quarantined()[0]?.kept ?? '')).toEqual(Buffer.from(content));
  });

  it('never stop the list, and a new journal takes the place', async () => {
    await written();
    await writeFile(join(folder, 'run-garbage.jsonl'), 'not one');
    await mkdir(join(folder, 'run-a-folder.jsonl'));
    await writeFile(join(folder, 'notes.txt'), 'x');
    const journals = journal();
    expect(await journals.list()).toEqual([runId]);
    expect(
      journals
        .quarantined()
        .map((each) => each.reason)
        .sort(),
    ).toEqual(['notJson', 'unreadable']);
    const writer = await journals.begin('run-garbage', 'local');
    expect((await writer.append({ phase: 'planned' })).seq).toBe(0);
    await writer.close();
  });
});

describe('the list of runs', () => {
  it('is empty where there is no folder', async () => {
    expect(await journal().list()).toEqual([]);
  });

  it('begins with the run that was written to last', async () => {
    const journals = journal();
    for (const [n, id] of ['run-00001', 'run-00002', 'run-00003'].entries()) {
      await (await journals.begin(id, 'local')).close();
      await utimes(join(folder, `${id}.jsonl`), 100 + n, n === 0 ? 500 : 100 + n);
    }
    expect(await journals.list()).toEqual(['run-00001', 'run-00003', 'run-00002']);
    expect(await readdir(folder)).toHaveLength(3);
  });

  it('goes by the name where two were written to at the same time', async () => {
    const journals = journal();
    for (const id of ['run-00001', 'run-00002', 'run-00003']) {
      await (await journals.begin(id, 'local')).close();
      await utimes(join(folder, `${id}.jsonl`), 100, 100);
    }
    expect(await journals.list()).toEqual(['run-00003', 'run-00002', 'run-00001']);
  });

  it('leaves files alone that are not named as a journal', async () => {
    await written();
    const others = ['notes-on-a-run.txt', 'short.jsonl', 'Not A Run Id.jsonl'];
    for (const name of others) await writeFile(join(folder, name), 'of somebody else');
    const journals = journal();
    expect(await journals.list()).toEqual([runId]);
    expect(journals.quarantined()).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual([...others, `${runId}.jsonl`].sort());
  });
});

describe('what was set aside', () => {
  it('is told of a journal that a run would have gone on in', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(file(), 'no journal');
    const journals = journal();
    await (await journals.begin(runId, 'local')).close();
    expect(journals.quarantined()).toMatchObject([{ path: file() }]);
  });

  it('is told of one that cannot be read, and not of one that is not there', async () => {
    const journals = journal();
    expect((await journals.read(runId)).entries).toEqual([]);
    expect(journals.quarantined()).toEqual([]);
    await mkdir(file(), { recursive: true });
    expect((await journals.read(runId)).entries).toEqual([]);
    expect(journals.quarantined()).toMatchObject([{ path: file() }]);
  });
});
