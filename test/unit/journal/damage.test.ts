import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../../main/journal/journal';
import { toLine } from '../../../main/journal/entry';
import { parseJournal } from '../../../main/journal/parse';

const runId = 'run-20261124-b2';
let folder: string;
let whole: Buffer;
let count: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-damage-'));
  const writer = await createJournal(folder).begin(runId, 'local');
  for (const phase of ['planned', 'intent', 'sent', 'ack', 'verified', 'ended'] as const)
    await writer.append({ phase, action: 'installSensor', nn: 1, data: { text: `Lefèvre « ${phase} »` } });
  await writer.close();
  whole = await readFile(join(folder, `${runId}.jsonl`));
  count = parseJournal(whole).entries.length;
});
afterAll(() => rm(folder, { recursive: true }));

const seqs = (bytes: Buffer) => parseJournal(bytes).entries.map((each) => each.seq);

/** Writes the bytes as a journal, opens it, appends one entry, and reads it back. */
async function reopened(bytes: Buffer) {
  const inner = await mkdtemp(join(folder, 'cut-'));
  await writeFile(join(inner, `${runId}.jsonl`), bytes);
  const journal = createJournal(inner, () => 1000);
  const writer = await journal.begin(runId, 'local');
  const entry = await writer.append({ phase: 'note' });
  await writer.close();
  const names = await readdir(inner);
  const torn = names.find((name) => name.includes('.torn-'));
  const copy = torn === undefined ? null : await readFile(join(inner, torn));
  const after = await journal.read(runId);
  await rm(inner, { recursive: true });
  return { entry, copy, after, quarantined: journal.quarantined() };
}

describe('a journal cut off', () => {
  it('gives the entries before the cut, at every byte', () => {
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const found = parseJournal(whole.subarray(0, cut));
      expect(found.broken).toBeNull();
      expect(found.foreign).toBe(false);
      expect(found.entries.map((each) => each.seq)).toEqual(
        Array.from({ length: found.entries.length }, (_, n) => n),
      );
      const ends = whole.subarray(0, cut).filter((byte) => byte === 10).length;
      expect(found.entries.length - ends).toBe(found.unended ? 1 : 0);
    }
  });

  it('goes on after its last whole entry, wherever the last one was cut', async () => {
    const lastStart = whole.lastIndexOf(10, whole.length - 2) + 1;
    // Every place near its two ends; between them one is like the next, and each costs a journal on the disk.
    for (let cut = lastStart; cut < whole.length; cut += 1) {
      if (cut > lastStart + 12 && cut < whole.length - 12 && cut % 11 !== 0) continue;
      const bytes = whole.subarray(0, cut);
      const { entry, copy, after, quarantined } = await reopened(bytes);
      const kept = cut === whole.length - 1 ? count : count - 1;
      expect(entry.seq).toBe(kept);
      expect(after).toMatchObject({ torn: false, broken: null });
      expect(after.entries).toHaveLength(kept + 1);
      expect(copy).toEqual(cut === lastStart || cut === whole.length - 1 ? null : bytes);
      expect(quarantined).toEqual([]);
    }
  }, 60_000);

  it('gives the same result from any cut, recovered once or twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (cut) => {
        const bytes = whole.subarray(0, cut);
        const before = seqs(bytes);
        const { after } = await reopened(bytes);
        expect(after.entries.map((each) => each.seq)).toEqual([...before, before.length]);
        expect(after.broken).toBeNull();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('a journal that was edited', () => {
  const lines = () => whole.toString('utf8').trimEnd().split('\n');
  const file = (edited: string[]) => Buffer.from(`${edited.join('\n')}\n`);

  it('says where a line was changed', () => {
    for (let n = 0; n < count; n += 1) {
      const edited = lines().map((line, at) => (at === n ? line.replace('"nn":1', '"nn":2') : line));
      expect(parseJournal(file(edited)).broken).toEqual({ atSeq: n });
    }
  });

  /** The journal with one entry written anew, with a hash that fits its new text. */
  const forged = (n: number, change: { nn?: number; seq?: number; prev?: string }) => {
    const { hash: _, ...entry } = parseJournal(whole).entries[n] ?? fail(n);
    return parseJournal(
      file(lines().map((line, at) => (at === n ? toLine({ ...entry, ...change }).line : line))),
    );
  };
  it('says after which line the chain breaks: the next entry shows that an entry got a new hash', () => {
    for (let n = 0; n < count - 1; n += 1) expect(forged(n, { nn: 2 }).broken).toEqual({ atSeq: n + 1 });
    // Nothing follows the last: that is why the report quotes its hash.
    expect(forged(count - 1, { nn: 2 }).broken).toBeNull();
  });

  it.each([
    ['which follows another entry', { prev: 'f'.repeat(64) }],
    ['whose number is another', { seq: 9 }],
  ])('says so of an entry with a hash that fits, %s', (_, change) => {
    expect(forged(count - 1, change).broken).toEqual({ atSeq: count - 1 });
    expect(forged(0, change).broken).toEqual({ atSeq: 0 });
  });

  it('says where a line is missing, and where two changed places', () => {
    for (let n = 0; n < count - 1; n += 1) {
      expect(parseJournal(file(lines().filter((_, at) => at !== n))).broken).toEqual({ atSeq: n });
      const swapped = lines();
      swapped.splice(n, 2, swapped[n + 1] ?? '', swapped[n] ?? '');
      expect(parseJournal(file(swapped)).broken).toEqual({ atSeq: n });
    }
  });

  it('says where a line stands that is no entry, and still shows the others', () => {
    const edited = lines();
    edited.splice(3, 1, 'nothing of ours');
    const found = parseJournal(file(edited));
    expect(found.broken).toEqual({ atSeq: 3 });
    expect(found.entries).toHaveLength(count - 1);
  });

  it('notices any change of a byte, except in the torn tail', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const found = parseJournal(bytes);
        expect(found.broken !== null || found.foreign || found.torn).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('stays marked when writing goes on', async () => {
    const edited = lines().map((line, at) => (at === 2 ? line.replace('"nn":1', '"nn":9') : line));
    const { after } = await reopened(file(edited));
    expect(after.broken).toEqual({ atSeq: 2 });
    expect(after.entries).toHaveLength(count + 1);
  });
});

function fail(n: number): never {
  throw new Error(`no entry ${String(n)}`);
}
